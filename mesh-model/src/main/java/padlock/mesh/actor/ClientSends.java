package padlock.mesh.actor;

import java.util.List;
import padlock.mesh.policy.Reason;
import padlock.mesh.policy.UpstreamTls;

/** What leaves the client's pod. */
public enum ClientSends {
    PLAINTEXT("plaintext"),
    /** Istio's: the workload's certificate, and an ALPN that says so. */
    MUTUAL_TLS("mutual-tls"),
    /** The server alone shows a certificate. */
    TLS("tls"),
    /** Mutual TLS with certificates that a DestinationRule names. */
    CUSTOM_MUTUAL_TLS("custom-mutual-tls"),
    /** The program's own, to which nobody adds anything. */
    APPLICATION_TLS("application-tls");

    private final String text;

    ClientSends(String text) {
        this.text = text;
    }

    /** The word of the command line. */
    public String text() {
        return text;
    }

    /** @param ownTls whether the program itself speaks TLS */
    static ClientSends of(UpstreamTls upstream, boolean ownTls) {
        if (upstream instanceof UpstreamTls.Plaintext) {
            return unprotected(ownTls);
        } else if (upstream instanceof UpstreamTls.IstioMutual) {
            return MUTUAL_TLS;
        } else if (upstream instanceof UpstreamTls.ServerOnly) {
            return TLS;
        } else if (upstream instanceof UpstreamTls.CustomMutual) {
            return CUSTOM_MUTUAL_TLS;
        } else if (upstream instanceof UpstreamTls.Warming warming) {
            return of(warming.intended(), ownTls);
        }
        throw new AssertionError(upstream);
    }

    /** What leaves where nobody adds TLS to what the program writes. */
    public static ClientSends unprotected(boolean ownTls) {
        return ownTls ? APPLICATION_TLS : PLAINTEXT;
    }

    /** The reasons why this is sent, in its own word where they speak of plaintext. */
    public List<Reason> told(List<Reason> reasons) {
        return this == APPLICATION_TLS
                ? reasons.stream()
                        .map(reason -> reason.answer().equals(PLAINTEXT.text) ? reason.answering(text) : reason)
                        .toList()
                : reasons;
    }
}
