package padlock.mesh.policy;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** The host names of DestinationRules: short names, and a leading {@code *} (R5.3, R5.4). */
public final class Hosts {

    private static final Comparator<String> MOST_SPECIFIC_FIRST =
            Comparator.<String, Boolean>comparing(Hosts::isWildcard).thenComparing(host -> -host.length());

    private Hosts() {}

    /** The full name of a host as a rule of this namespace writes it; a name with any dot is taken as it is. */
    public static String resolve(String host, String namespace) {
        boolean complete = host.isEmpty() || host.contains(".") || host.contains(":") || host.equals("*");
        return complete ? host : host + "." + namespace + ".svc.cluster.local";
    }

    /** Whether two names, of which each may be a wildcard, have a host in common by a plain test of suffixes. */
    public static boolean matches(String one, String other) {
        return covers(one, other) || covers(other, one);
    }

    /** The name itself, else the longest wildcard that covers it. */
    public static Optional<String> mostSpecific(Collection<String> patterns, String host) {
        return patterns.stream().filter(pattern -> covers(pattern, host)).min(MOST_SPECIFIC_FIRST);
    }

    private static boolean covers(String pattern, String host) {
        return isWildcard(pattern)
                ? host.substring(isWildcard(host) ? 1 : 0).endsWith(pattern.substring(1))
                : pattern.equals(host);
    }

    private static boolean isWildcard(String host) {
        return host.startsWith("*");
    }
}
