package padlock.mesh.actor;

import padlock.mesh.policy.UpstreamTls;

/** What leaves the client's pod. */
public enum ClientSends {
    PLAINTEXT("plaintext"),
    /** Istio's: the workload's certificate, and an ALPN that says so. */
    MUTUAL_TLS("mutual-tls"),
    /** The server alone shows a certificate. */
    TLS("tls"),
    /** Mutual TLS with certificates that a DestinationRule names. */
    CUSTOM_MUTUAL_TLS("custom-mutual-tls");

    private final String text;

    ClientSends(String text) {
        this.text = text;
    }

    /** The word of the command line. */
    public String text() {
        return text;
    }

    static ClientSends of(UpstreamTls upstream) {
        if (upstream instanceof UpstreamTls.Plaintext) {
            return PLAINTEXT;
        } else if (upstream instanceof UpstreamTls.IstioMutual) {
            return MUTUAL_TLS;
        } else if (upstream instanceof UpstreamTls.ServerOnly) {
            return TLS;
        } else if (upstream instanceof UpstreamTls.CustomMutual) {
            return CUSTOM_MUTUAL_TLS;
        }
        throw new AssertionError(upstream);
    }
}
