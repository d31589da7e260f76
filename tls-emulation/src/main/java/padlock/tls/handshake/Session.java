package padlock.tls.handshake;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import padlock.tls.identity.Certificate;
import padlock.tls.identity.SpiffeId;

/**
 * What two endpoints agreed on. The peer's chain is as presented, leaf first, and empty for a client without a
 * certificate; the peer's identity is there only when its chain was judged.
 */
public record Session(
        TlsVersion version,
        String cipherSuite,
        Optional<String> group,
        Optional<String> alpn,
        Optional<String> serverName,
        List<Certificate> peerChain,
        Optional<SpiffeId> peer) {
    public Session {
        Objects.requireNonNull(version);
        Objects.requireNonNull(cipherSuite);
        Objects.requireNonNull(group);
        Objects.requireNonNull(alpn);
        Objects.requireNonNull(serverName);
        peerChain = List.copyOf(peerChain);
        Objects.requireNonNull(peer);
    }
}
