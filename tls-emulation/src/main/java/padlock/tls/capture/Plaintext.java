package padlock.tls.capture;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Bytes of a program, as they stand: HTTP line by line, anything else in one piece. */
final class Plaintext {

    private static final String MEANING = "what the program says, readable by everybody who holds these bytes";
    private static final int LONGEST_TEXT = 200;

    private Plaintext() {}

    static List<Node> parts(Reader reader) {
        int start = reader.at();
        byte[] bytes = reader.rest();
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        if (!text.matches("(?s)(HTTP/1\\.[01] [0-9]{3}|[A-Z]+ \\S+ HTTP/1\\.[01]).*")) {
            return bytes.length == 0 ? List.of() : List.of(reader.since(start, "data", printable(text), MEANING));
        }
        return List.of(reader.since(start, "HTTP", text.split("\r?\n", 2)[0], MEANING, lines(reader, start, text)));
    }

    /** The nodes' places are counted from the reader's start, which they cover together. */
    private static List<Node> lines(Reader reader, int start, String text) {
        List<Node> lines = new ArrayList<>();
        int at = 0;
        String name = text.startsWith("HTTP/") ? "status line" : "request line";
        while (at < text.length()) {
            int end = text.indexOf('\n', at);
            String line = end < 0 ? text.substring(at) : text.substring(at, end + 1);
            if (line.strip().isEmpty()) {
                int body = at + line.length();
                if (body < text.length()) {
                    lines.add(reader.between(
                            start + body, start + text.length(), "body", printable(text.substring(body))));
                }
                return lines;
            }
            lines.add(reader.between(start + at, start + at + line.length(), name, printable(line.strip())));
            name = "header";
            at += line.length();
        }
        return lines;
    }

    private static String printable(String text) {
        String clean = text.strip().replaceAll("[^\\x20-\\x7e]", ".");
        return clean.length() <= LONGEST_TEXT ? clean : clean.substring(0, LONGEST_TEXT) + "…";
    }
}
