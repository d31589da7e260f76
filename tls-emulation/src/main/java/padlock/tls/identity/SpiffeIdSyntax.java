package padlock.tls.identity;

import java.util.Optional;
import java.util.function.IntPredicate;

/** What SPIFFE-ID.md §2 allows, as the sentence a person reads when it is not met. */
final class SpiffeIdSyntax {
    static final String SCHEME = "spiffe://";

    private SpiffeIdSyntax() {}

    static String withoutScheme(String text) {
        if (text.isEmpty()) throw new IllegalArgumentException("a SPIFFE ID cannot be empty");
        if (!text.startsWith(SCHEME)) {
            throw new IllegalArgumentException("a SPIFFE ID starts with \"spiffe://\", but this is \"" + text + "\"");
        }
        return text.substring(SCHEME.length());
    }

    static Optional<String> complaintAboutTrustDomain(String name) {
        if (name.isEmpty()) return Optional.of("the trust domain of a SPIFFE ID cannot be empty");
        if (name.length() > TrustDomain.LONGEST) {
            return Optional.of("a trust domain has at most " + TrustDomain.LONGEST + " characters, but this one has "
                    + name.length());
        }
        return firstOutside(name, SpiffeIdSyntax::inTrustDomain)
                .map(odd -> "a trust domain has only lower-case letters, digits, "
                        + "dots, dashes and underscores, but \"" + name + "\" has " + odd);
    }

    static Optional<String> complaintAboutPath(String path) {
        if (path.isEmpty()) return Optional.empty();
        if (!path.startsWith("/"))
            return Optional.of("the path of a SPIFFE ID starts with a slash, but this is \"" + path + "\"");
        if (path.endsWith("/"))
            return Optional.of("the path of a SPIFFE ID cannot end with a slash, but this is \"" + path + "\"");
        for (String segment : path.substring(1).split("/", -1)) {
            if (segment.isEmpty())
                return Optional.of("the path of a SPIFFE ID cannot have empty segments, but this is \"" + path + "\"");
            if (segment.equals(".") || segment.equals("..")) {
                return Optional.of("the path of a SPIFFE ID cannot have \".\" or \"..\" as a segment, but this is \""
                        + path + "\"");
            }
            Optional<String> odd = firstOutside(segment, SpiffeIdSyntax::inSegment);
            if (odd.isPresent()) {
                return Optional.of(
                        "the path of a SPIFFE ID has only letters, digits, dots, dashes and underscores between its slashes, "
                                + "but \"" + path + "\" has " + odd.get());
            }
        }
        return Optional.empty();
    }

    private static Optional<String> firstOutside(String text, IntPredicate allowed) {
        return text.codePoints()
                .filter(point -> !allowed.test(point))
                .mapToObj(SpiffeIdSyntax::quoted)
                .findFirst();
    }

    private static String quoted(int point) {
        return "'" + Character.toString(point) + "'";
    }

    private static boolean inTrustDomain(int point) {
        return point >= 'a' && point <= 'z' || inBoth(point);
    }

    private static boolean inSegment(int point) {
        return inTrustDomain(point) || point >= 'A' && point <= 'Z';
    }

    private static boolean inBoth(int point) {
        return point >= '0' && point <= '9' || point == '.' || point == '-' || point == '_';
    }
}
