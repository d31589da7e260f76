package padlock.tls.identity;

import java.util.Objects;

/** The root of trust that SPIFFE IDs are issued under, such as {@code cluster.local} (SPIFFE-ID §2.1). */
public record TrustDomain(String name) {
    static final int LONGEST = 255;

    public TrustDomain {
        Objects.requireNonNull(name);
        SpiffeIdSyntax.complaintAboutTrustDomain(name).ifPresent(complaint -> {
            throw new IllegalArgumentException(complaint);
        });
    }

    @Override
    public String toString() {
        return name;
    }
}
