package padlock.mesh.resource;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import padlock.tls.identity.HostCertificate;
import padlock.tls.identity.RevocationList;
import padlock.tls.identity.TrustBundle;

/**
 * A Secret of Kubernetes, as far as it is about TLS: what somebody shows, and whom they trust.
 *
 * @param certificate with its key, under {@code tls.crt} and {@code tls.key}, or {@code cert} and {@code key}
 * @param authorities under {@code ca.crt} or {@code cacert}
 * @param revocations the lists of what these have revoked, under {@code ca.crl} or {@code crl}
 * @param mistakes why something of it cannot be used
 */
public record Secret(
        Metadata metadata,
        Optional<HostCertificate> certificate,
        Optional<TrustBundle> authorities,
        List<RevocationList> revocations,
        List<Located<String>> mistakes)
        implements Resource {

    /** The kind's name. */
    public static final String KIND = "Secret";

    public Secret {
        revocations = List.copyOf(revocations);
        mistakes = List.copyOf(mistakes);
    }

    @Override
    public Secret createdAt(Instant instant) {
        return new Secret(metadata.createdAt(instant), certificate, authorities, revocations, mistakes);
    }
}
