package padlock.mesh.policy;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import padlock.mesh.resource.DestinationRule;
import padlock.mesh.resource.Resource;
import padlock.mesh.resource.ResourceId;
import padlock.tls.identity.Certificate;

/**
 * All that one sidecar holds: what it sends (clusters), what it accepts (ports), and whom it lets in.
 *
 * @param routes what VirtualServices say, of those ports of services that they name
 * @param wildcards the listeners that take what is called at any address, by port
 * @param outside what becomes of calls to what is not in {@code clusters}
 * @param inbound by port of the pod, each port that a service targets or a policy names
 * @param listeners of a gateway, by port of the pod
 * @param otherPorts what holds for every port that is not in {@code inbound} (R7.4)
 * @param authorization what decides whom it lets in
 * @param acceptedTrustDomains whose certificates the server's side accepts (R7.6)
 * @param furtherRoots what it trusts beside the roots of the authority that signs for it
 */
public record SidecarConfig(
        List<Cluster> clusters,
        List<VirtualHost> routes,
        SortedMap<Integer, WildcardListener> wildcards,
        Explained<Outside> outside,
        SortedMap<Integer, InboundPort> inbound,
        SortedMap<Integer, GatewayListener> listeners,
        InboundPort otherPorts,
        AccessControl authorization,
        List<String> acceptedTrustDomains,
        List<Certificate> furtherRoots) {

    public SidecarConfig {
        clusters = List.copyOf(clusters);
        routes = List.copyOf(routes);
        wildcards = Collections.unmodifiableSortedMap(new TreeMap<>(wildcards));
        inbound = Collections.unmodifiableSortedMap(new TreeMap<>(inbound));
        listeners = Collections.unmodifiableSortedMap(new TreeMap<>(listeners));
        acceptedTrustDomains = List.copyOf(acceptedTrustDomains);
        furtherRoots = List.copyOf(furtherRoots);
    }

    public InboundPort inboundPort(int port) {
        return inbound.getOrDefault(port, otherPorts);
    }

    /**
     * The policies that have a say in what it accepts, whom it lets in and how it sends; not those that lost to them.
     * Where it sends what a server demands, the server's policy decides for the server alone.
     */
    public SortedSet<ResourceId> decidedBy() {
        Stream<ResourceId> accepts =
                Stream.concat(inbound.values().stream(), Stream.of(otherPorts)).flatMap(port -> deciding(port.mode()));
        Stream<ResourceId> sends = clusters.stream()
                .flatMap(Cluster::upstreams)
                .flatMap(SidecarConfig::deciding)
                .filter(policy -> policy.kind().equals(DestinationRule.KIND));
        Stream<ResourceId> letsIn = Stream.concat(authorization.policies().stream(), authorization.tokens().stream())
                .map(Resource::id);
        return Stream.of(accepts, sends, letsIn)
                .flatMap(policies -> policies)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<ResourceId> deciding(Explained<?> decision) {
        return decision.reasons().stream()
                .flatMap(reason -> reason.decidedBy().stream())
                .map(Reason.Field::resource);
    }
}
