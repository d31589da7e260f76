package padlock.tls.handshake;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import padlock.tls.identity.CertifiedKey;

/**
 * How a client speaks TLS. Without credentials it answers a request for a certificate with none; without trust it takes
 * any server.
 */
public record ClientSettings(
        TlsVersion lowest,
        TlsVersion highest,
        List<KeyAgreement> groups,
        List<String> alpn,
        Optional<String> serverName,
        Optional<? extends CertifiedKey> credentials,
        Optional<PeerTrust> trust) {
    public ClientSettings {
        Versions.check(lowest, highest);
        groups = List.copyOf(groups);
        if (groups.isEmpty())
            throw new IllegalArgumentException("without a group there is no way to agree on a secret");
        alpn = List.copyOf(alpn);
        Objects.requireNonNull(serverName);
        Objects.requireNonNull(credentials);
        Objects.requireNonNull(trust);
    }
}
