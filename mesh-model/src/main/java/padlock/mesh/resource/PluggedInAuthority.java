package padlock.mesh.resource;

import java.time.Instant;
import java.util.List;
import padlock.tls.identity.Certificate;
import padlock.tls.identity.RevocationList;
import padlock.tls.identity.SigningKey;
import padlock.tls.identity.TrustBundle;

/**
 * The Secret {@code cacerts}: the authority that is to sign instead of a self-signed one (tls-and-ca 1.4).
 *
 * @param chain the certificate that signs, then those above it
 * @param revocations the lists of all of them, or none
 */
public record PluggedInAuthority(
        Metadata metadata, List<Certificate> chain, SigningKey key, TrustBundle roots, List<RevocationList> revocations)
        implements Resource {

    public PluggedInAuthority {
        chain = List.copyOf(chain);
        revocations = List.copyOf(revocations);
    }

    @Override
    public PluggedInAuthority createdAt(Instant instant) {
        return new PluggedInAuthority(metadata.createdAt(instant), chain, key, roots, revocations);
    }
}
