package padlock.tls.handshake;

import java.util.List;
import java.util.Objects;
import padlock.tls.identity.RevocationList;
import padlock.tls.identity.TrustBundle;

/**
 * What an endpoint asks of its peer's certificate: a chain to one of the bundle's anchors, no entry in a list, then a
 * name that fits.
 *
 * @param revocations if there are any, each authority of the path must have one (as with Envoy's CRL_CHECK_ALL)
 */
public record PeerTrust(TrustBundle bundle, SanRule names, List<RevocationList> revocations) {
    public PeerTrust {
        Objects.requireNonNull(bundle);
        Objects.requireNonNull(names);
        revocations = List.copyOf(revocations);
    }

    /** Where nobody publishes lists, as with Istio's self-signed authority. */
    public PeerTrust(TrustBundle bundle, SanRule names) {
        this(bundle, names, List.of());
    }
}
