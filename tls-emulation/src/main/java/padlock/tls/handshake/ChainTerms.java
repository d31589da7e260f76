package padlock.tls.handshake;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import padlock.tls.identity.RevocationList;

/**
 * What a chain is held against besides the anchors and names.
 *
 * @param revocations if there are any, each authority of the path must have one (as with Envoy's CRL_CHECK_ALL)
 */
public record ChainTerms(Purpose purpose, Instant at, Rules rules, List<RevocationList> revocations) {
    public ChainTerms {
        Objects.requireNonNull(purpose);
        Objects.requireNonNull(at);
        Objects.requireNonNull(rules);
        revocations = List.copyOf(revocations);
    }

    /** The terms of a handshake between sidecars. */
    static ChainTerms ofSidecar(PeerTrust trust, Purpose purpose, Instant at) {
        return new ChainTerms(purpose, at, Rules.SIDECAR, trust.revocations());
    }
}
