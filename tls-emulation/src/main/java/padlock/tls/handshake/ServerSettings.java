package padlock.tls.handshake;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import padlock.tls.identity.CertifiedKey;

/** How a server speaks TLS. With trust it asks for a client certificate and judges it, without it asks for none. */
public record ServerSettings(
        TlsVersion lowest,
        TlsVersion highest,
        List<KeyAgreement> groups,
        List<String> alpn,
        CertifiedKey credentials,
        Optional<PeerTrust> clientTrust,
        ClientDemand demand) {
    /** With trust, no client goes without a certificate. */
    public ServerSettings(
            TlsVersion lowest,
            TlsVersion highest,
            List<KeyAgreement> groups,
            List<String> alpn,
            CertifiedKey credentials,
            Optional<PeerTrust> clientTrust) {
        this(lowest, highest, groups, alpn, credentials, clientTrust, ClientDemand.REQUIRED);
    }

    public ServerSettings {
        Versions.check(lowest, highest);
        groups = List.copyOf(groups);
        if (groups.isEmpty())
            throw new IllegalArgumentException("without a group there is no way to agree on a secret");
        alpn = List.copyOf(alpn);
        Objects.requireNonNull(credentials);
        Objects.requireNonNull(clientTrust);
        Objects.requireNonNull(demand);
    }
}
