package padlock.mesh.resource;

import java.util.List;
import java.util.Optional;

/**
 * The {@code tls} block of a DestinationRule: what a client's sidecar attempts.
 *
 * @param origin of the field that decides: {@code mode}, or {@code tls} where the mode is left out, which means DISABLE
 *     (R5.13)
 */
public record ClientTls(
        Mode mode,
        Optional<String> serverName,
        List<String> subjectAltNames,
        Optional<String> clientCertificate,
        Optional<String> privateKey,
        Optional<String> caCertificates,
        Optional<String> caCrl,
        Optional<String> credentialName,
        boolean insecureSkipVerify,
        Origin origin) {

    /** The words of Istio's {@code ClientTLSSettings.TLSmode}. */
    public enum Mode {
        DISABLE,
        SIMPLE,
        MUTUAL,
        ISTIO_MUTUAL
    }

    public ClientTls {
        subjectAltNames = List.copyOf(subjectAltNames);
    }
}
