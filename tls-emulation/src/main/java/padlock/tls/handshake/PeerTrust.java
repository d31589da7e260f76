package padlock.tls.handshake;

import java.util.Objects;
import padlock.tls.identity.TrustBundle;

/** What an endpoint asks of its peer's certificate: a chain to one of the bundle's anchors, then a name that fits. */
public record PeerTrust(TrustBundle bundle, SanRule names) {
    public PeerTrust {
        Objects.requireNonNull(bundle);
        Objects.requireNonNull(names);
    }
}
