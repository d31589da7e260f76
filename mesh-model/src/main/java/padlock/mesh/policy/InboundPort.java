package padlock.mesh.policy;

import java.util.List;
import java.util.Optional;
import padlock.mesh.policy.FilterChain.Transport;
import padlock.mesh.resource.MutualTlsMode;
import padlock.mesh.resource.PortProtocol;

/**
 * What a server's sidecar holds for one port of its pod.
 *
 * @param chains those that ask for certain application protocols stand before those that take any
 */
public record InboundPort(PortProtocol.Handling handling, Explained<MutualTlsMode> mode, List<FilterChain> chains) {

    public InboundPort {
        chains = List.copyOf(chains);
    }

    /**
     * The chain that takes a connection with these first bytes; without one it is closed (R7.3). Where no chain is for
     * TLS, nobody looks for it, and a ClientHello is bytes like any others (R7.2).
     */
    public Optional<FilterChain> choose(FirstBytes bytes) {
        Transport transport =
                bytes instanceof FirstBytes.Tls && takes(Transport.TLS) ? Transport.TLS : Transport.RAW_BUFFER;
        return bytes.applicationProtocols(transport).stream()
                .flatMap(protocol -> chains.stream()
                        .filter(chain -> chain.transport() == transport)
                        .filter(chain -> chain.applicationProtocols().contains(protocol)))
                .findFirst()
                .or(() -> chains.stream()
                        .filter(chain -> chain.transport() == transport)
                        .filter(chain -> chain.applicationProtocols().isEmpty())
                        .findFirst());
    }

    /** Whether a chain is chosen by the first bytes of the client, so that a connection without any waits (R7.7). */
    public boolean inspects() {
        return takes(Transport.TLS)
                || chains.stream()
                        .anyMatch(chain -> !chain.applicationProtocols().isEmpty());
    }

    private boolean takes(Transport transport) {
        return chains.stream().anyMatch(chain -> chain.transport() == transport);
    }
}
