package padlock.tls.handshake;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import padlock.tls.identity.Svid;

/** How a server speaks TLS. With trust it demands a client certificate, without it asks for none. */
public record ServerSettings(
        TlsVersion lowest,
        TlsVersion highest,
        List<KeyAgreement> groups,
        List<String> alpn,
        Svid credentials,
        Optional<PeerTrust> clientTrust) {
    public ServerSettings {
        Versions.check(lowest, highest);
        groups = List.copyOf(groups);
        if (groups.isEmpty())
            throw new IllegalArgumentException("without a group there is no way to agree on a secret");
        alpn = List.copyOf(alpn);
        Objects.requireNonNull(credentials);
        Objects.requireNonNull(clientTrust);
    }
}
