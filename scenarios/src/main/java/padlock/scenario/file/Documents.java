package padlock.scenario.file;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** From the bytes of a file to its documents, whether they are YAML or JSON. */
final class Documents {

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private Documents() {}

    /** The documents that can be read; what cannot is a problem. */
    static List<Node> in(byte[] bytes, Report report) {
        try {
            return in(text(bytes), report);
        } catch (SyntaxMistake mistake) {
            report.problem(mistake);
            return List.of();
        }
    }

    private static List<Node> in(String text, Report report) throws SyntaxMistake {
        if (report.path().endsWith(".json")) {
            return JsonText.documents(text, report);
        }
        if (!text.stripLeading().startsWith("{")) {
            return YamlText.documents(text, 1, report);
        }
        try {
            Problems ofJson = new Problems();
            List<Node> documents = JsonText.documents(text, new Report(report.path(), ofJson));
            if (ofJson.count() == 0) {
                return documents;
            }
        } catch (SyntaxMistake notJson) {
            // A flow mapping of YAML looks the same at first; its reader has the last word.
        }
        return YamlText.documents(text, 1, report);
    }

    private static String text(byte[] bytes) throws SyntaxMistake {
        String text = decoded(bytes);
        if (!text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK) {
            text = text.substring(1);
        }
        if (text.indexOf('\r') >= 0) {
            text = text.replace("\r\n", "\n").replace('\r', '\n');
        }
        requirePrintable(text);
        return text;
    }

    private static String decoded(byte[] bytes) throws SyntaxMistake {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        try {
            return charset(bytes)
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(buffer)
                    .toString();
        } catch (CharacterCodingException notText) {
            throw new SyntaxMistake(
                    1 + newlines(bytes, buffer.position()), "this is not UTF-8 text", "save the file as UTF-8");
        }
    }

    private static Charset charset(byte[] bytes) {
        boolean utf16 = bytes.length >= 2
                && (bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF
                        || bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE);
        return utf16 ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8;
    }

    private static int newlines(byte[] bytes, int until) {
        int count = 0;
        for (int i = 0; i < until; i++) {
            if (bytes[i] == '\n') {
                count++;
            }
        }
        return count;
    }

    private static void requirePrintable(String text) throws SyntaxMistake {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean control = c < ' ' ? c != '\t' && c != '\n' : c >= 0x7F && c < 0xA0 && c != 0x85;
            if (control || c >= '\uFFFE') {
                int line = 1
                        + (int) text.substring(0, i)
                                .chars()
                                .filter(each -> each == '\n')
                                .count();
                throw new SyntaxMistake(
                        line,
                        String.format("this is not text: it holds the character U+%04X", (int) c),
                        "is it the right file?");
            }
        }
    }
}
