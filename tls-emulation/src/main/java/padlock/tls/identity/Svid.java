package padlock.tls.identity;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An X.509-SVID with its key: what a workload proves its identity with. The chain starts with the leaf and has no root.
 */
public record Svid(SpiffeId id, List<Certificate> chain, SigningKey key) implements CertifiedKey {
    public Svid {
        chain = List.copyOf(chain);
        if (chain.isEmpty()) throw new IllegalArgumentException("an SVID has at least its leaf certificate");
        if (!chain.get(0).spiffeId().equals(Optional.of(id))) {
            throw new IllegalArgumentException(
                    "the leaf is not for " + id + " but for " + chain.get(0).uriSans());
        }
        if (!key.isFor(chain.get(0)))
            throw new IllegalArgumentException("the key does not belong to the leaf of " + id);
    }

    public Certificate leaf() {
        return chain.get(0);
    }

    public Instant notAfter() {
        return leaf().notAfter();
    }
}
