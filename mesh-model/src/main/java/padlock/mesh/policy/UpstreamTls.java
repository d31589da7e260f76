package padlock.mesh.policy;

import java.util.List;
import java.util.Optional;

/** How a client's sidecar opens a connection to one endpoint: Envoy's transport socket. */
public sealed interface UpstreamTls {

    /** Whether the certificate must name the host of the HTTP request, since the rule names nobody (R6.8). */
    default boolean expectsRequestedHost() {
        return false;
    }

    /** One of which the server's certificate must carry; empty accepts any name (R6.19). */
    List<String> subjectAltNames();

    /** The same without the names of servers: what many clients have in common. */
    UpstreamTls withoutNames();

    /** The bytes of the application, as they are. */
    record Plaintext() implements UpstreamTls {
        @Override
        public List<String> subjectAltNames() {
            return List.of();
        }

        @Override
        public Plaintext withoutNames() {
            return this;
        }
    }

    /**
     * Istio's mutual TLS: the workload's own certificate, the mesh's roots.
     *
     * @param subjectAltNames one of which the server's certificate must carry; empty accepts any name (R6.19)
     * @param alpn what the client offers for bytes that it forwards, first the most wanted
     * @param httpAlpn what it offers instead for a request of HTTP (R6.9); an {@code istio} value selects the server's
     *     chain
     */
    record IstioMutual(String serverName, List<String> subjectAltNames, List<String> alpn, List<String> httpAlpn)
            implements UpstreamTls {
        public IstioMutual {
            subjectAltNames = List.copyOf(subjectAltNames);
            alpn = List.copyOf(alpn);
            httpAlpn = List.copyOf(httpAlpn);
        }

        @Override
        public IstioMutual withoutNames() {
            return new IstioMutual("", List.of(), alpn, httpAlpn);
        }
    }

    /** TLS that a DestinationRule asks for in the place of the mesh's. */
    sealed interface OfRule extends UpstreamTls {

        Optional<String> serverName();

        Authority authority();

        @Override
        default boolean expectsRequestedHost() {
            return serverName().isEmpty() && subjectAltNames().isEmpty() && authority() != Authority.Named.ANY;
        }
    }

    /** TLS in which the server alone shows a certificate (mode SIMPLE). */
    record ServerOnly(
            Optional<String> serverName,
            List<String> subjectAltNames,
            Authority authority,
            List<String> alpn,
            List<String> ecdhCurves)
            implements OfRule {
        public ServerOnly {
            subjectAltNames = List.copyOf(subjectAltNames);
            alpn = List.copyOf(alpn);
            ecdhCurves = List.copyOf(ecdhCurves);
        }

        @Override
        public ServerOnly withoutNames() {
            return new ServerOnly(serverName.map(name -> ""), List.of(), authority, alpn, ecdhCurves);
        }
    }

    /** Mutual TLS with certificates that the DestinationRule names (mode MUTUAL). */
    record CustomMutual(
            Optional<String> serverName,
            List<String> subjectAltNames,
            Authority authority,
            Credentials credentials,
            List<String> alpn,
            List<String> ecdhCurves)
            implements OfRule {
        public CustomMutual {
            subjectAltNames = List.copyOf(subjectAltNames);
            alpn = List.copyOf(alpn);
            ecdhCurves = List.copyOf(ecdhCurves);
        }

        @Override
        public CustomMutual withoutNames() {
            return new CustomMutual(serverName.map(name -> ""), List.of(), authority, credentials, alpn, ecdhCurves);
        }
    }

    /**
     * Nothing yet: a Secret that this takes is not there, so that the cluster does not get ready (R6.8).
     *
     * @param intended what would be sent with it
     */
    record Warming(UpstreamTls intended) implements UpstreamTls {
        @Override
        public List<String> subjectAltNames() {
            return intended.subjectAltNames();
        }

        @Override
        public Warming withoutNames() {
            return new Warming(intended.withoutNames());
        }
    }
}
