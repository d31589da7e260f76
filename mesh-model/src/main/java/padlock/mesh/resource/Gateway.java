package padlock.mesh.resource;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where gateways listen. It says nothing of where calls go from there: VirtualServices that are bound to it do.
 *
 * @param selector of the gateways' pods, in any namespace
 */
public record Gateway(Metadata metadata, Labels selector, List<Server> servers) implements Resource {

    /**
     * A port on which to listen.
     *
     * @param port of the service in front of the gateway
     * @param name of the port
     * @param hosts for which it listens, each possibly with the namespace of those who may route it in front
     */
    public record Server(
            int port, String name, Protocol protocol, List<String> hosts, Optional<ServerTls> tls, Origin origin) {
        public Server {
            hosts = List.copyOf(hosts);
        }

        /** Whether requests are read: HTTP, in the clear or after TLS that ends here. */
        public boolean readsRequests() {
            return protocol == Protocol.HTTP || protocol == Protocol.HTTPS && endsTls();
        }

        /** Whether the TLS of whoever comes ends here. */
        public boolean endsTls() {
            return protocol.isTls()
                    && tls.filter(settings -> settings.mode().endsTls()).isPresent();
        }

        /** Whether whoever asks in the clear is told to come again with TLS. */
        public boolean redirectsToHttps() {
            return protocol == Protocol.HTTP
                    && tls.filter(ServerTls::httpsRedirect).isPresent();
        }

        /** The hosts without namespaces in front. */
        public List<String> hostNames() {
            return hosts.stream()
                    .map(host -> host.substring(host.indexOf('/') + 1))
                    .distinct()
                    .toList();
        }
    }

    /** What a server takes. */
    public enum Protocol {
        HTTP,
        HTTPS,
        TLS,
        TCP;

        public boolean isTls() {
            return this == HTTPS || this == TLS;
        }
    }

    public Gateway {
        servers = List.copyOf(servers);
    }

    /** The name by which VirtualServices are bound to it. */
    public String boundAs() {
        return id().namespace() + "/" + id().name();
    }

    @Override
    public Gateway createdAt(Instant instant) {
        return new Gateway(metadata.createdAt(instant), selector, servers);
    }
}
