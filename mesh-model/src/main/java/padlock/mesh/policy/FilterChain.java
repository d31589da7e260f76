package padlock.mesh.policy;

import java.util.List;
import java.util.Optional;

/**
 * One way in which a server's sidecar takes a connection: which first bytes it is for, and what it does with them
 * (R7.2).
 *
 * @param applicationProtocols of which the client must offer (in TLS) or speak (in plaintext) one; empty matches any
 * @param tls that it ends in the place of the mesh's
 */
public record FilterChain(
        String name,
        Transport transport,
        List<String> applicationProtocols,
        Filter filter,
        Optional<DownstreamTls> tls) {

    /** What the first bytes are, by the TLS inspector. */
    public enum Transport {
        TLS,
        RAW_BUFFER
    }

    /** What is done with the connection. */
    public enum Filter {
        /** Ends TLS and speaks HTTP. */
        TLS_HTTP(true, true),
        /** Ends TLS and forwards bytes. */
        TLS_TCP(true, false),
        /** Ends mutual TLS and speaks HTTP. */
        MUTUAL_TLS_HTTP(true, true),
        /** Ends mutual TLS and forwards bytes. */
        MUTUAL_TLS_TCP(true, false),
        /** Speaks HTTP. */
        HTTP(false, true),
        /** Forwards bytes, also those of somebody else's TLS. */
        TCP(false, false);

        private final boolean terminatesTls;
        private final boolean http;

        Filter(boolean terminatesTls, boolean http) {
            this.terminatesTls = terminatesTls;
            this.http = http;
        }

        public boolean terminatesTls() {
            return terminatesTls;
        }

        public boolean http() {
            return http;
        }
    }

    /** One that ends the mesh's mutual TLS, or none. */
    FilterChain(String name, Transport transport, List<String> applicationProtocols, Filter filter) {
        this(name, transport, applicationProtocols, filter, Optional.empty());
    }

    public FilterChain {
        applicationProtocols = List.copyOf(applicationProtocols);
    }
}
