package padlock.scenario.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import padlock.tls.identity.Certificate;
import padlock.tls.identity.RevocationList;

/** Reads PEM files, and says of what is none where the mistake stands. */
public final class PemFiles {

    private static final int LARGEST = 16 * 1024 * 1024;
    private static final Pattern BEGIN = Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----");
    private static final int SEQUENCE = 0x30;

    /** How the bytes of something larger than 255 octets begin where they are not in PEM. */
    private static final String DER = "0\u0082";

    /** What a file is for, with what its blocks are called in their first and last line. */
    public enum Use {
        /** To be judged: of a certificate that nobody can read the verdict tells. */
        CHAIN("CERTIFICATE", block -> {}),
        ANCHORS("CERTIFICATE", Certificate::parsePem),
        REVOCATION_LISTS("X509 CRL", RevocationList::parsePem);

        private final String label;
        private final Consumer<String> reading;

        Use(String label, Consumer<String> reading) {
            this.label = label;
            this.reading = reading;
        }
    }

    /** One file as it is named. */
    public record PemFile(String path, Use use) {}

    private PemFiles() {}

    /** The texts of these files in their order, each of which holds at least one block of its kind. */
    public static Loaded<List<String>> read(List<PemFile> files) {
        Problems problems = new Problems();
        List<String> texts = new ArrayList<>();
        files.forEach(file -> texts.add(read(file, problems.reading(file.path()))));
        return problems.loaded(Collections.unmodifiableList(texts));
    }

    private static String read(PemFile named, Report report) {
        try {
            Path file = Path.of(named.path());
            if (!Files.exists(file)) {
                report.problem(1, "there is no such file", "");
            } else if (Files.size(file) > LARGEST) {
                report.problem(1, "this is larger than " + LARGEST / (1024 * 1024) + " MB", "is it a PEM file?");
            } else {
                String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                check(text, named.use(), report);
                return text;
            }
        } catch (IOException | InvalidPathException unreadable) {
            report.problem(1, "this file cannot be read", "is it a file, and yours to read?");
        }
        return "";
    }

    private static void check(String text, Use use, Report report) {
        Matcher begin = BEGIN.matcher(text);
        Optional<String> another = Optional.empty();
        int lineOfAnother = 1;
        boolean found = false;
        int line = 1;
        int counted = 0;
        while (begin.find()) {
            line += (int) text.substring(counted, begin.start())
                    .chars()
                    .filter(c -> c == '\n')
                    .count();
            counted = begin.start();
            if (begin.group(1).equals(use.label)) {
                found = true;
                checkBlock(text, begin, use, line, report);
            } else if (another.isEmpty()) {
                another = Optional.of(begin.group(1));
                lineOfAnother = line;
            }
        }
        if (!found && another.isPresent()) {
            report.problem(
                    lineOfAnother,
                    "this is a block named " + another.get() + ", and no " + use.label + " is in the file",
                    "is it the right file?");
        } else if (!found) {
            report.problem(
                    1,
                    "nothing in here begins with -----BEGIN " + use.label + "-----",
                    text.startsWith(DER)
                            ? "this is DER; openssl's option -inform der turns it into PEM"
                            : "is it a PEM file of the right kind?");
        }
    }

    private static void checkBlock(String text, Matcher begin, Use use, int line, Report report) {
        String last = "-----END " + use.label + "-----";
        int end = text.indexOf(last, begin.end());
        int next = text.indexOf("-----BEGIN ", begin.end());
        if (end < 0 || next >= 0 && next < end) {
            report.problem(line, "this block has no " + last, "was the file cut off?");
            return;
        }
        try {
            String content = text.substring(begin.end(), end);
            byte[] der = Base64.getDecoder().decode(content.replaceAll("\\s", ""));
            if (!isWhole(der)) {
                report.problem(line, "what stands here is not DER, or only a part of it", "was it cut off?");
                return;
            }
            use.reading.accept(text.substring(begin.start(), end + last.length()));
        } catch (IllegalArgumentException malformed) {
            report.problem(line, "what stands here cannot be read: " + malformed.getMessage(), "was it cut off?");
        }
    }

    /** Whether these bytes are one sequence of the length that it says (X.690 §8.1). */
    private static boolean isWhole(byte[] der) {
        if (der.length < 2 || der[0] != SEQUENCE) {
            return false;
        }
        int first = der[1] & 0xff;
        if (first < 0x80) {
            return der.length == 2 + first;
        }
        int octets = first & 0x7f;
        if (octets == 0 || octets > 3 || der.length < 2 + octets) {
            return false;
        }
        int length = 0;
        for (int i = 0; i < octets; i++) {
            length = length << 8 | der[2 + i] & 0xff;
        }
        return der.length == 2 + octets + length;
    }
}
