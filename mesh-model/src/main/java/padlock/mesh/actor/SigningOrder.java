package padlock.mesh.actor;

import java.time.Duration;
import java.time.Instant;
import padlock.sim.RandomSource;
import padlock.tls.authority.CertificateSigningRequest;
import padlock.tls.authority.Issuance;
import padlock.tls.authority.SigningAuthority;
import padlock.tls.identity.KeyAlgorithm;
import padlock.tls.identity.Seed;
import padlock.tls.identity.SpiffeId;
import padlock.tls.identity.TrustDomain;

/**
 * How a request is filled: by whose key, for whom, for how long, and what is taken for the present. What goes wrong
 * with certificates goes wrong here, while the authority does what it always does.
 */
record SigningOrder(SigningAuthority by, SpiffeId identity, Duration lifetime, Instant now) {

    private static final Duration ROOT_LIFETIME = Duration.ofDays(3650);
    private static final TrustDomain ELSEWHERE = new TrustDomain("elsewhere.example");

    /** So far off that no renewal comes too late to be as wrong. */
    private static final int LIFETIMES_TOO_EARLY = 10;

    /** Longer than any clock of a peer may reasonably be late. */
    private static final Duration OVER_SINCE = Duration.ofHours(1);

    Issuance fill(CertificateSigningRequest request, Seed seed) {
        return by.issue(request, identity, lifetime, now, seed);
    }

    SigningOrder spoiltBy(Fault.OfCertificates fault, RandomSource chance) {
        if (fault instanceof Fault.RogueCa) {
            SigningAuthority rogue = stranger(identity.trustDomain(), chance.named("rogue"));
            return signedBy(rogue.distributing(rogue.bundle().and(by.bundle())));
        } else if (fault instanceof Fault.WrongCertificate wrong) {
            return switch (wrong.problem()) {
                case EXPIRED -> at(now.minus(lifetime).minus(OVER_SINCE));
                case NOT_YET_VALID -> at(now.plus(lifetime.multipliedBy(LIFETIMES_TOO_EARLY)));
                case WRONG_IDENTITY -> to(new SpiffeId(identity.trustDomain(), identity.path() + "-by-mistake"));
                case UNKNOWN_AUTHORITY ->
                    signedBy(stranger(ELSEWHERE, chance.named("elsewhere")).distributing(by.bundle()));
                case REVOKED -> this;
            };
        }
        throw new AssertionError(fault);
    }

    /** An authority that nobody here knows, whatever it calls itself. */
    private SigningAuthority stranger(TrustDomain name, RandomSource chance) {
        return SigningAuthority.selfSigned(
                name, KeyAlgorithm.EC_P256, by.certificate().notBefore(), ROOT_LIFETIME, Seeds.of(chance));
    }

    private SigningOrder signedBy(SigningAuthority other) {
        return new SigningOrder(other, identity, lifetime, now);
    }

    private SigningOrder to(SpiffeId other) {
        return new SigningOrder(by, other, lifetime, now);
    }

    private SigningOrder at(Instant other) {
        return new SigningOrder(by, identity, lifetime, other);
    }
}
