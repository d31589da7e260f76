package padlock.mesh.actor;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import padlock.tls.authority.CertificateSigningRequest;
import padlock.tls.authority.Issuance;
import padlock.tls.authority.SigningAuthority;
import padlock.tls.identity.HostCertificate;
import padlock.tls.identity.KeyAlgorithm;
import padlock.tls.identity.RevocationList;
import padlock.tls.identity.Seed;
import padlock.tls.identity.SigningKey;
import padlock.tls.identity.SpiffeId;
import padlock.tls.identity.Svid;
import padlock.tls.identity.TrustBundle;
import padlock.tls.identity.TrustDomain;

/**
 * Stands for every authority that is not the mesh's, the public ones too: no certificate of the mesh leads to it, and
 * none of its into the mesh. It is the same in every run, as those are.
 */
final class OutsideAuthority {

    private static final TrustDomain NAME = new TrustDomain("outside.example");
    private static final SpiffeId CLIENT = new SpiffeId(NAME, "/client");
    private static final Duration LIFETIME = Duration.ofDays(30);
    private static final Seed SEED = Seed.of(NAME.name().getBytes(StandardCharsets.US_ASCII));

    private OutsideAuthority() {}

    static TrustBundle roots(Instant now) {
        return authority(now).bundle();
    }

    /** Its list of certificates that nobody is to take any more, which is empty. */
    static List<RevocationList> revocations(Instant now) {
        return List.of(authority(now).revocationList(List.of(), 1, now));
    }

    /** What a client shows of which a file tells. */
    static Svid client(Instant now) {
        SigningKey key = SigningKey.generate(KeyAlgorithm.EC_P256, SEED.named("client key"));
        Issuance issuance = authority(now)
                .issue(
                        CertificateSigningRequest.create(key, CLIENT),
                        CLIENT,
                        LIFETIME,
                        now,
                        SEED.named("client certificate"));
        if (issuance instanceof Issuance.Issued issued) {
            return new Svid(CLIENT, issued.chain(), key);
        }
        throw new AssertionError(issuance);
    }

    /** What a server shows that goes by these names. */
    static HostCertificate server(List<String> hosts, Instant now) {
        SigningKey key = SigningKey.generate(KeyAlgorithm.EC_P256, SEED.named("server key"));
        return authority(now).issueForHosts(key, hosts, LIFETIME, now, SEED.named("server certificate"));
    }

    private static SigningAuthority authority(Instant now) {
        return SigningAuthority.revoking(
                NAME, KeyAlgorithm.EC_P256, now.minus(LIFETIME), LIFETIME.multipliedBy(3), SEED.named("authority"));
    }
}
