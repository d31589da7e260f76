package padlock.scenario.file;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The type of a plain YAML scalar as kubectl reads it: YAML 1.1's booleans, but neither its sexagesimal numbers nor its
 * timestamps.
 */
final class ScalarType {

    private static final List<String> TRUE =
            List.of("true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON", "y", "Y");
    private static final List<String> FALSE =
            List.of("false", "False", "FALSE", "no", "No", "NO", "off", "Off", "OFF", "n", "N");
    private static final List<String> NOTHING = List.of("", "~", "null", "Null", "NULL");
    private static final Pattern WHOLE =
            Pattern.compile("[-+]?(0b[01_]+|0o[0-7_]+|0x[0-9a-fA-F_]+|0[0-7_]*|[1-9][0-9_]*)");
    private static final Pattern DECIMAL = Pattern.compile(
            "[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)");
    private static final int LONGEST_NUMBER = 100;

    private ScalarType() {}

    static Node.Scalar.Type of(String plain) {
        if (plain.length() > LONGEST_NUMBER) {
            return Node.Scalar.Type.TEXT;
        }
        if (NOTHING.contains(plain)) {
            return Node.Scalar.Type.NOTHING;
        }
        if (TRUE.contains(plain) || FALSE.contains(plain)) {
            return Node.Scalar.Type.FLAG;
        }
        if (whole(plain).isPresent()) {
            return Node.Scalar.Type.WHOLE;
        }
        return DECIMAL.matcher(plain).matches() ? Node.Scalar.Type.DECIMAL : Node.Scalar.Type.TEXT;
    }

    static boolean isTrue(String flag) {
        return TRUE.contains(flag);
    }

    static Optional<Long> whole(String text) {
        if (text.length() > LONGEST_NUMBER || !WHOLE.matcher(text).matches()) {
            return Optional.empty();
        }
        String digits = text.replace("_", "").replaceFirst("^[-+]", "");
        try {
            long magnitude = magnitude(digits);
            return Optional.of(text.startsWith("-") ? -magnitude : magnitude);
        } catch (NumberFormatException tooLong) {
            return Optional.empty();
        }
    }

    private static long magnitude(String digits) {
        if (digits.startsWith("0x")) {
            return Long.parseLong(digits.substring(2), 16);
        }
        if (digits.startsWith("0b")) {
            return Long.parseLong(digits.substring(2), 2);
        }
        if (digits.startsWith("0o")) {
            return Long.parseLong(digits.substring(2), 8);
        }
        return Long.parseLong(digits, digits.startsWith("0") && digits.length() > 1 ? 8 : 10);
    }

    /** What a key becomes in JSON, where keys are texts. */
    static String key(Node.Scalar key) {
        return switch (key.type()) {
            case FLAG -> String.valueOf(isTrue(key.content()));
            case WHOLE -> String.valueOf(whole(key.content()).orElseThrow());
            case TEXT, DECIMAL, NOTHING -> key.content();
        };
    }
}
