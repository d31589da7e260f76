package padlock.mesh.policy;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import padlock.tls.identity.Certificate;

/**
 * All that one sidecar holds: what it sends (clusters), what it accepts (ports), and whom it lets in.
 *
 * @param routes what VirtualServices say, of those ports of services that they name
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
        inbound = Collections.unmodifiableSortedMap(new TreeMap<>(inbound));
        listeners = Collections.unmodifiableSortedMap(new TreeMap<>(listeners));
        acceptedTrustDomains = List.copyOf(acceptedTrustDomains);
        furtherRoots = List.copyOf(furtherRoots);
    }

    public InboundPort inboundPort(int port) {
        return inbound.getOrDefault(port, otherPorts);
    }
}
