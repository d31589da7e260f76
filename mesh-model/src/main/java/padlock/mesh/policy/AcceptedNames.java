package padlock.mesh.policy;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import padlock.mesh.resource.Instance;
import padlock.mesh.resource.MeshSettings;
import padlock.mesh.resource.Service;
import padlock.tls.identity.TrustDomain;

/**
 * Whose certificates each side accepts: the names that a client expects (R6.19), the trust domains of a server (R7.6).
 */
public final class AcceptedNames {

    private static final Pattern WORKLOAD_ID = Pattern.compile("spiffe://[^/]*(/ns/[^/]*/sa/[^/]*)");

    private AcceptedNames() {}

    /**
     * One of which the server must be: the service accounts of all pods behind a service, in every trust domain of the
     * mesh.
     */
    public static List<String> ofServers(Collection<Instance> endpoints, MeshSettings settings) {
        return expanded(identities(endpoints, settings), settings.trustDomainAliases());
    }

    /** The same, and whom the service itself names. */
    static List<String> ofServers(Service service, Collection<Instance> endpoints, MeshSettings settings) {
        SortedSet<String> identities = identities(endpoints, settings);
        service.names().stream()
                .map(name -> name.startsWith("/ns/") ? "spiffe://" + inUri(settings.trustDomain()) + name : name)
                .forEach(identities::add);
        return expanded(identities, settings.trustDomainAliases());
    }

    private static SortedSet<String> identities(Collection<Instance> endpoints, MeshSettings settings) {
        SortedSet<String> identities = new TreeSet<>();
        endpoints.stream()
                .filter(endpoint -> !endpoint.workload().serviceAccount().isEmpty())
                .forEach(endpoint -> identities.add("spiffe://" + inUri(settings.trustDomain()) + "/ns/"
                        + endpoint.id().namespace() + "/sa/"
                        + endpoint.workload().serviceAccount()));
        return identities;
    }

    /** Each identity, and the same in each of the other trust domains; what is no workload's identity stays alone. */
    public static List<String> expanded(Collection<String> identities, List<String> trustDomainAliases) {
        SortedSet<String> names = new TreeSet<>(identities);
        for (String identity : identities) {
            Optional.of(WORKLOAD_ID.matcher(identity))
                    .filter(matcher -> matcher.matches())
                    .map(matcher -> matcher.group(1))
                    .ifPresent(
                            path -> trustDomainAliases.forEach(alias -> names.add("spiffe://" + inUri(alias) + path)));
        }
        return List.copyOf(names);
    }

    /**
     * The trust domains whose clients a server lets finish the handshake: the mesh's own, its aliases, and those of
     * further authorities.
     */
    public static List<String> trustDomains(MeshSettings settings) {
        Set<String> domains = new LinkedHashSet<>(List.of(settings.trustDomain()));
        domains.addAll(settings.trustDomainAliases());
        domains.addAll(settings.furtherTrustDomains());
        return List.copyOf(domains);
    }

    /** The trust domain of the identities that the mesh gives out. */
    public static TrustDomain trustDomain(MeshSettings settings) {
        return new TrustDomain(inUri(settings.trustDomain()));
    }

    /** An {@code @}, as in a Google service account, cannot stand in a URI's authority. */
    private static String inUri(String trustDomain) {
        return trustDomain.replace('@', '.');
    }
}
