package padlock.tls.handshake;

import java.time.Instant;
import java.util.Objects;

/** What a chain is held against besides what its judge trusts. */
public record ChainTerms(Purpose purpose, Instant at, Rules rules) {
    public ChainTerms {
        Objects.requireNonNull(purpose);
        Objects.requireNonNull(at);
        Objects.requireNonNull(rules);
    }

    /** The terms of a handshake between sidecars. */
    static ChainTerms ofSidecar(Purpose purpose, Instant at) {
        return new ChainTerms(purpose, at, Rules.SIDECAR);
    }
}
