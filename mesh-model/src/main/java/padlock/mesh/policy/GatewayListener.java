package padlock.mesh.policy;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a gateway listens for on one port of its pod.
 *
 * @param port of the service in front of it, by which its Gateways call it
 */
public record GatewayListener(int port, List<GatewayServer> servers) {

    public GatewayListener {
        servers = List.copyOf(servers);
    }

    /** Whether the first bytes choose among servers, so that a connection without any waits. */
    public boolean inspects() {
        return servers.stream()
                .anyMatch(server -> server.endsTls() || !server.serverNames().isEmpty());
    }

    /** The server of the most specific name, else the one for whatever comes; without one the connection is closed. */
    public Optional<GatewayServer> choose(Optional<String> serverName) {
        List<String> names = servers.stream()
                .flatMap(server -> server.serverNames().stream())
                .toList();
        return Stream.concat(
                        serverName.flatMap(asked -> Hosts.mostSpecific(names, asked)).stream()
                                .flatMap(name -> servers.stream()
                                        .filter(server -> server.serverNames().contains(name))),
                        servers.stream().filter(server -> server.serverNames().isEmpty()))
                .findFirst();
    }

    /** Why no server is chosen. */
    public Reason nothingFor(Optional<String> serverName) {
        List<Reason.Ignored> ignored = servers.stream()
                .flatMap(server -> server.reasons().stream()
                        .limit(1)
                        .flatMap(reason -> reason.decidedBy().stream())
                        .map(field ->
                                new Reason.Ignored(field, "is for TLS to " + String.join(", ", server.serverNames()))))
                .toList();
        return new Reason(
                "gateway server",
                "none for " + serverName.orElse("what names no host in TLS"),
                "R10.1",
                Optional.empty(),
                ignored);
    }
}
