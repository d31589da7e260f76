package padlock.mesh.policy;

import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A path of a policy in which {@code {*}} stands for one segment and {@code {**}} for any number of them. */
public final class PathTemplate {

    private static final String ONE = "{*}";
    private static final String MANY = "{**}";
    private static final Pattern OPERATOR = Pattern.compile("\\{(\\*{1,2})}");
    private static final Pattern LITERAL = Pattern.compile("[a-zA-Z0-9\\-._~%!$&'()+,;:@=]+");
    private static final String IN_SEGMENT = "[a-zA-Z0-9\\-._~%!$&'()+,;:@=]";

    private PathTemplate() {}

    /** What Istio's webhook says against a path; empty where it takes it. */
    public static Optional<String> complaint(String path) {
        boolean anyNumber = false;
        for (String segment : List.of(withoutSlashesAround(path).split("/", -1))) {
            boolean operator = segment.equals(ONE) || segment.equals(MANY);
            if (operator && anyNumber) {
                return Optional.of("{**} is not the last operator");
            } else if (!operator && (segment.contains("{") || segment.contains("}"))) {
                return Optional.of("Contains '{' or '}' beyond a supported path template");
            } else if (!operator
                    && isTemplate(path)
                    && !LITERAL.matcher(segment).matches()) {
                return Optional.of("Contains segment " + segment + " with invalid string literal");
            }
            anyNumber |= segment.equals(MANY);
        }
        return Optional.empty();
    }

    static boolean isTemplate(String path) {
        return path.contains(ONE) || path.contains(MANY);
    }

    static String expression(String template) {
        return "\\Q" + OPERATOR.matcher(template).replaceAll(PathTemplate::operator) + "\\E";
    }

    private static String operator(MatchResult found) {
        boolean one = found.group(1).length() == 1;
        return Matcher.quoteReplacement("\\E" + (one ? IN_SEGMENT + "+" : "(" + IN_SEGMENT + "|/)*") + "\\Q");
    }

    private static String withoutSlashesAround(String path) {
        return path.replaceAll("^/+|/+$", "");
    }
}
