package padlock.mesh.resource;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the sidecars of a namespace, or of some of its workloads, are told of the world: Istio's kind Sidecar.
 *
 * @param egress what they know of services; empty for everything
 * @param ingress the ports that they take connections on, in place of those of services
 * @param registryOnly whether they refuse calls to what they do not know; the mesh's settings say where it does not
 */
public record SidecarScope(
        Metadata metadata,
        Optional<Labels> workloadSelector,
        List<Egress> egress,
        List<Ingress> ingress,
        Optional<Located<Boolean>> registryOnly)
        implements Resource {

    /**
     * Services that are known.
     *
     * @param port the only port of them, if one is given
     */
    public record Egress(Optional<Integer> port, List<Located<Hosts>> hosts) {
        public Egress {
            hosts = List.copyOf(hosts);
        }
    }

    /** {@code namespace/name}, of which either may be a wildcard. */
    public record Hosts(String namespace, String name) {}

    /**
     * A port that the sidecar takes connections on.
     *
     * @param tls that it is to end there, in the place of the mesh's
     */
    public record Ingress(int port, PortProtocol protocol, Optional<ServerTls> tls) {}

    public SidecarScope {
        egress = List.copyOf(egress);
        ingress = List.copyOf(ingress);
    }

    public String namespace() {
        return id().namespace();
    }

    @Override
    public SidecarScope createdAt(Instant instant) {
        return new SidecarScope(metadata.createdAt(instant), workloadSelector, egress, ingress, registryOnly);
    }
}
