package padlock.mesh.policy;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import padlock.mesh.resource.InstanceId;
import padlock.mesh.resource.PortProtocol;

/**
 * What a client's sidecar knows of one port of one service: its endpoints, and how to reach each.
 *
 * @param subset the part of the service that this is; empty for all of it
 * @param original how to reach wherever the program wanted to go, where the endpoints are not known beforehand
 */
public record Cluster(
        String host,
        int port,
        String subset,
        PortProtocol protocol,
        List<Endpoint> endpoints,
        Optional<Explained<UpstreamTls>> original) {

    /** One pod behind the service; {@code port} is the pod's. */
    public record Endpoint(InstanceId instance, String address, int port, Explained<UpstreamTls> upstream) {}

    public Cluster {
        endpoints = List.copyOf(endpoints);
    }

    /** How it is reached, each way with its reasons. */
    public Stream<Explained<UpstreamTls>> upstreams() {
        return Stream.concat(endpoints.stream().map(Endpoint::upstream), original.stream());
    }

    /** Envoy's name for it, which is also the name in access logs. */
    public String name() {
        return name(host, port, subset);
    }

    /** The name of the cluster for a port of a service. */
    public static String name(String host, int port) {
        return name(host, port, "");
    }

    /** The name of the cluster for a part of a service. */
    public static String name(String host, int port, String subset) {
        return "outbound|" + port + "|" + subset + "|" + host;
    }
}
