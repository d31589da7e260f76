package padlock.mesh.policy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import padlock.mesh.policy.Reason.Ignored;
import padlock.mesh.resource.Labels;
import padlock.mesh.resource.Mesh;
import padlock.mesh.resource.MutualTlsMode;
import padlock.mesh.resource.PeerAuthentication;

/**
 * The PeerAuthentications of a mesh, so arranged that a question looks only at the two namespaces that can answer it
 * (R3.1).
 */
final class PeerAuthentications {

    private final String rootNamespace;
    private final Precedence precedence;
    private final Map<String, List<PeerAuthentication>> byNamespace = new LinkedHashMap<>();

    PeerAuthentications(Mesh mesh, Precedence precedence) {
        this.rootNamespace = mesh.settings().rootNamespace();
        this.precedence = precedence;
        mesh.peerAuthentications().stream()
                .sorted(Age.OLDEST_FIRST)
                .forEach(policy -> byNamespace
                        .computeIfAbsent(policy.namespace(), namespace -> new ArrayList<>())
                        .add(policy));
    }

    /**
     * What a server accepts on the port that its container listens on; an empty port asks for all that no policy names.
     */
    Explained<MutualTlsMode> onServer(String namespace, Labels labels, Optional<Integer> port) {
        List<Claim> claims = new ArrayList<>();
        List<Ignored> ignored = new ArrayList<>();
        for (PeerAuthentication policy : lookedAt(namespace)) {
            if (policy.selector().isEmpty()) {
                claims.add(unselective(policy));
            } else if (policy.namespace().equals(rootNamespace)) {
                ignored.add(Claim.ignored(
                        policy, "has a selector but stands in the root namespace, where selectors are ignored"));
            } else if (!labels.containsAll(policy.selector().get())) {
                ignored.add(
                        Claim.ignored(policy, "selector " + policy.selector().get() + " does not match"));
            } else {
                port.flatMap(number -> Optional.ofNullable(policy.portModes().get(number)))
                        .ifPresent(mode -> claims.add(new Claim(Claim.Scope.PORT, policy, mode)));
                claims.add(new Claim(Claim.Scope.WORKLOAD, policy, policy.mode()));
            }
        }
        return new Election("server mode", precedence, claims, ignored).decide();
    }

    /**
     * What clients think that a service of this namespace accepts; policies with a selector do not count (R3.10, R6.3).
     */
    Explained<MutualTlsMode> asClientsSee(String namespace) {
        List<Claim> claims = new ArrayList<>();
        List<Ignored> ignored = new ArrayList<>();
        for (PeerAuthentication policy : lookedAt(namespace)) {
            if (policy.selector().isEmpty()) {
                claims.add(unselective(policy));
            } else {
                ignored.add(Claim.ignored(
                        policy, "has a selector; what a service accepts is inferred from namespace and mesh alone"));
            }
        }
        return new Election("inferred service mode", precedence, claims, ignored).decide();
    }

    /** The ports that policies of this workload name, in their order. */
    SortedSet<Integer> portsNamedFor(String namespace, Labels labels) {
        SortedSet<Integer> ports = new TreeSet<>();
        byNamespace.getOrDefault(namespace, List.of()).stream()
                .filter(policy -> !policy.namespace().equals(rootNamespace))
                .filter(policy -> policy.selector().filter(labels::containsAll).isPresent())
                .forEach(policy -> ports.addAll(policy.portModes().keySet()));
        return ports;
    }

    private Claim unselective(PeerAuthentication policy) {
        return new Claim(
                policy.namespace().equals(rootNamespace) ? Claim.Scope.MESH : Claim.Scope.NAMESPACE,
                policy,
                policy.mode());
    }

    private List<PeerAuthentication> lookedAt(String namespace) {
        List<PeerAuthentication> policies = new ArrayList<>(byNamespace.getOrDefault(namespace, List.of()));
        if (!namespace.equals(rootNamespace)) {
            policies.addAll(byNamespace.getOrDefault(rootNamespace, List.of()));
        }
        return policies;
    }
}
