package padlock.mesh.policy;

import java.util.List;

/** What a server's sidecar learns from the first bytes of a connection, before it chooses a filter chain. */
public sealed interface FirstBytes {

    /** The application protocols that the inspector of this transport finds, the client's first choice first. */
    List<String> applicationProtocols(FilterChain.Transport inspected);

    /** A ClientHello, and the application protocols that it offers. */
    record Tls(List<String> applicationProtocols) implements FirstBytes {
        public Tls {
            applicationProtocols = List.copyOf(applicationProtocols);
        }

        @Override
        public List<String> applicationProtocols(FilterChain.Transport inspected) {
            return inspected == FilterChain.Transport.TLS ? applicationProtocols : List.of();
        }
    }

    /** Not TLS, but a request of HTTP. */
    record PlainHttp() implements FirstBytes {
        @Override
        public List<String> applicationProtocols(FilterChain.Transport inspected) {
            return List.of("http/1.1");
        }
    }

    /** Neither. */
    record OtherBytes() implements FirstBytes {
        @Override
        public List<String> applicationProtocols(FilterChain.Transport inspected) {
            return List.of();
        }
    }
}
