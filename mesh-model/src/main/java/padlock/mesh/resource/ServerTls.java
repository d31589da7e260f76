package padlock.mesh.resource;

import java.util.List;
import java.util.Optional;

/**
 * The {@code tls} block of a Gateway's server: how it takes TLS.
 *
 * @param credentialName of the Secret with what it shows, and with whom it trusts
 * @param caCredentialName of a Secret with whom it trusts alone
 * @param serverCertificate a file in the gateway's pod, in the place of a Secret
 * @param caCertificates a file with whom it trusts
 * @param subjectAltNames one of which a client's certificate must carry; empty accepts any name
 * @param lowest {@code minProtocolVersion}; empty where Istio chooses
 * @param highest {@code maxProtocolVersion}; empty where Istio chooses
 */
public record ServerTls(
        Mode mode,
        boolean httpsRedirect,
        Optional<String> credentialName,
        Optional<String> caCredentialName,
        Optional<String> serverCertificate,
        Optional<String> caCertificates,
        List<String> subjectAltNames,
        Optional<String> lowest,
        Optional<String> highest,
        Origin origin) {

    /** The words of Istio's {@code ServerTLSSettings.TLSmode}. */
    public enum Mode {
        PASSTHROUGH(false),
        SIMPLE(true),
        MUTUAL(true),
        AUTO_PASSTHROUGH(false),
        ISTIO_MUTUAL(true),
        OPTIONAL_MUTUAL(true);

        private final boolean endsTls;

        Mode(boolean endsTls) {
            this.endsTls = endsTls;
        }

        public boolean endsTls() {
            return endsTls;
        }

        /** Whether whoever comes is asked for a certificate. */
        public boolean asksClients() {
            return this == MUTUAL || this == ISTIO_MUTUAL || this == OPTIONAL_MUTUAL;
        }
    }

    public ServerTls {
        subjectAltNames = List.copyOf(subjectAltNames);
    }
}
