package padlock.mesh.policy;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Principals of a policy, written in one trust domain of the mesh, hold in all of them. */
final class PrincipalAliases {

    /** In a policy always a pointer to the mesh's own trust domain, whatever that is called. */
    private static final String LOCAL = "cluster.local";

    private PrincipalAliases() {}

    static List<String> of(List<String> principals, List<String> trustDomains) {
        Set<String> expanded = new LinkedHashSet<>();
        principals.forEach(principal -> expanded.addAll(of(principal, trustDomains)));
        return List.copyOf(expanded);
    }

    private static List<String> of(String principal, List<String> trustDomains) {
        String[] parts = principal.split("/", -1);
        String written = parts[0];
        boolean namesTrustDomain = parts.length == 5 && !written.equals("*");
        boolean ours = written.equals(LOCAL)
                || trustDomains.stream().anyMatch(domain -> matches(domain, written) || matches(written, domain));
        if (!namesTrustDomain || !ours) {
            return List.of(principal);
        }
        String rest = principal.substring(written.length());
        return trustDomains.stream()
                .map(domain -> isSuffix(written, domain) ? principal : domain + rest)
                .toList();
    }

    private static boolean matches(String pattern, String domain) {
        return pattern.equals("*")
                || pattern.equals(domain)
                || isSuffix(pattern, domain)
                || pattern.endsWith("*") && domain.startsWith(pattern.substring(0, pattern.length() - 1));
    }

    private static boolean isSuffix(String pattern, String domain) {
        return pattern.startsWith("*") && domain.endsWith(pattern.substring(1));
    }
}
