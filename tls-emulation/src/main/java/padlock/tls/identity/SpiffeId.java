package padlock.tls.identity;

import java.util.Objects;
import java.util.Optional;

/**
 * A workload's identity, {@code spiffe://cluster.local/ns/shop/sa/orders}, by the strict reading of SPIFFE-ID.md:
 * lower-case scheme and trust domain only. The path is empty (the trust domain itself) or starts with a slash.
 */
public record SpiffeId(TrustDomain trustDomain, String path) {
    public SpiffeId {
        Objects.requireNonNull(trustDomain);
        Objects.requireNonNull(path);
        SpiffeIdSyntax.complaintAboutPath(path).ifPresent(complaint -> {
            throw new IllegalArgumentException(complaint);
        });
    }

    public static SpiffeId parse(String text) {
        String rest = SpiffeIdSyntax.withoutScheme(text);
        int slash = rest.indexOf('/');
        return slash < 0
                ? new SpiffeId(new TrustDomain(rest), "")
                : new SpiffeId(new TrustDomain(rest.substring(0, slash)), rest.substring(slash));
    }

    public static Optional<SpiffeId> tryParse(String text) {
        try {
            return Optional.of(parse(text));
        } catch (IllegalArgumentException notOne) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return SpiffeIdSyntax.SCHEME + trustDomain + path;
    }
}
