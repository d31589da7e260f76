package padlock.mesh.policy;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a value in an AuthorizationPolicy matches a request: {@code *}, then a suffix, then a prefix, then equality. */
final class AccessPattern {

    private static final String SCHEME = "spiffe://";
    private static final Pattern OPERATOR = Pattern.compile("\\{(\\*{1,2})}");

    private AccessPattern() {}

    static boolean text(String pattern, String value) {
        return withPrefix("", pattern, value);
    }

    /** Policies write a principal without its scheme. */
    static boolean principal(String pattern, String identity) {
        return withPrefix(SCHEME, pattern, identity);
    }

    /** A namespace in any trust domain; a {@code *} may stand anywhere. */
    static boolean namespace(String pattern, String identity) {
        String namespace = Pattern.quote(pattern).replace("*", "\\E.*\\Q");
        return Pattern.matches(".*/ns/" + namespace + "/.*", identity);
    }

    /** A path, or a template in which {@code {*}} is one segment and {@code {**}} any number of them. */
    static boolean path(String pattern, String path) {
        if (!OPERATOR.matcher(pattern).find()) {
            return text(pattern, path);
        }
        String template = OPERATOR.matcher(pattern).replaceAll(AccessPattern::operator);
        return Pattern.matches("\\Q" + template + "\\E", path);
    }

    private static String operator(MatchResult found) {
        String expression = found.group(1).length() == 1 ? "[^/]+" : ".*";
        return Matcher.quoteReplacement("\\E" + expression + "\\Q");
    }

    private static boolean withPrefix(String prefix, String pattern, String value) {
        if (pattern.equals("*")) {
            return !value.isEmpty();
        }
        if (pattern.startsWith("*")) {
            String suffix = pattern.substring(1);
            return value.length() >= prefix.length() + suffix.length()
                    && value.startsWith(prefix)
                    && value.endsWith(suffix);
        }
        return pattern.endsWith("*")
                ? value.startsWith(prefix + pattern.substring(0, pattern.length() - 1))
                : value.equals(prefix + pattern);
    }
}
