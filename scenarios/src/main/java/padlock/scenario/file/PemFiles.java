package padlock.scenario.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads PEM files, and says of what is none where the mistake stands. */
public final class PemFiles {

    private static final int LARGEST = 16 * 1024 * 1024;

    /** What a block is called in its first and last line. */
    public enum Kind {
        CERTIFICATE("CERTIFICATE"),
        REVOCATION_LIST("X509 CRL");

        private final Pattern block;
        private final String first;

        Kind(String label) {
            first = "-----BEGIN " + label + "-----";
            block = Pattern.compile(first + "(.*?)-----END " + label + "-----", Pattern.DOTALL);
        }
    }

    private PemFiles() {}

    /** The texts of these files by their paths, each of which holds at least one block of its kind. */
    public static Loaded<Map<String, String>> read(Map<String, Kind> files) {
        Problems problems = new Problems();
        Map<String, String> texts = new LinkedHashMap<>();
        files.forEach((path, kind) -> texts.put(path, read(path, kind, problems.reading(path))));
        return problems.loaded(Collections.unmodifiableMap(texts));
    }

    private static String read(String path, Kind kind, Report report) {
        try {
            Path file = Path.of(path);
            if (!Files.exists(file)) {
                report.problem(1, "there is no such file", "");
            } else if (Files.size(file) > LARGEST) {
                report.problem(1, "this is larger than " + LARGEST / (1024 * 1024) + " MB", "is it a PEM file?");
            } else {
                String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                check(text, kind, report);
                return text;
            }
        } catch (IOException | InvalidPathException unreadable) {
            report.problem(1, "this file cannot be read", "is it a file, and yours to read?");
        }
        return "";
    }

    private static void check(String text, Kind kind, Report report) {
        Matcher block = kind.block.matcher(text);
        int found = 0;
        while (block.find()) {
            found++;
            try {
                Base64.getDecoder().decode(block.group(1).replaceAll("\\s", ""));
            } catch (IllegalArgumentException notBase64) {
                report.problem(line(text, block.start()), "what stands here is not Base64", "was the file cut off?");
            }
        }
        if (found == 0) {
            report.problem(1, "nothing in here begins with " + kind.first, "is it a PEM file of the right kind?");
        }
    }

    private static int line(String text, int at) {
        return 1 + (int) text.substring(0, at).chars().filter(c -> c == '\n').count();
    }
}
