package padlock.mesh.resource;

import java.time.Instant;
import java.util.List;

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
     * @param http whether it takes HTTP without TLS
     * @param hosts for which it listens, each possibly with the namespace of those who may route it in front
     */
    public record Server(int port, boolean http, List<String> hosts, Origin origin) {
        public Server {
            hosts = List.copyOf(hosts);
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
