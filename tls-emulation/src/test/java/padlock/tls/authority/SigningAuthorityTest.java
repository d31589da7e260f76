package padlock.tls.authority;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import padlock.tls.identity.Certificate;
import padlock.tls.identity.KeyAlgorithm;
import padlock.tls.identity.KeyUsage;
import padlock.tls.identity.RevocationList;
import padlock.tls.identity.Seed;
import padlock.tls.identity.SigningKey;
import padlock.tls.identity.SpiffeId;
import padlock.tls.identity.TrustDomain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SigningAuthorityTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.750Z");
    private static final Instant THIS_SECOND = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);
    private static final Seed SEED = Seed.of("authority".getBytes(StandardCharsets.UTF_8));
    private static final TrustDomain MESH = new TrustDomain("cluster.local");
    private static final SpiffeId ORDERS = SpiffeId.parse("spiffe://cluster.local/ns/shop/sa/orders");
    private static final SigningKey KEY = SigningKey.generate(KeyAlgorithm.EC_P256, SEED.named("orders"));
    private static final CertificateSigningRequest REQUEST = CertificateSigningRequest.create(KEY, ORDERS);
    private static final SigningAuthority ROOT =
            SigningAuthority.selfSigned(MESH, KeyAlgorithm.EC_P256, NOW, Duration.ofDays(3650), SEED);

    @ParameterizedTest
    @EnumSource(KeyAlgorithm.class)
    void rootSignsCertificatesAndNothingElse(KeyAlgorithm algorithm) {
        Certificate root = SigningAuthority.selfSigned(MESH, algorithm, NOW, Duration.ofDays(3650), SEED)
                .certificate();
        assertThat(root.subject()).isEqualTo("O=cluster.local").isEqualTo(root.issuer());
        assertThat(root.notBefore()).isEqualTo(THIS_SECOND);
        assertThat(root.notAfter()).isEqualTo(THIS_SECOND.plus(Duration.ofDays(3650)));
        assertThat(root.authority()).isTrue();
        assertThat(root.pathLength()).isEmpty();
        assertThat(root.keyUsage()).containsExactly(KeyUsage.KEY_CERT_SIGN);
        assertThat(root.extendedKeyUsage()).isEmpty();
        assertThat(root.uriSans()).isEmpty();
        assertThat(root.extensions()).containsExactly("2.5.29.15", "2.5.29.19", "2.5.29.14");
        assertThat(root.criticalExtensions()).containsExactly("2.5.29.15", "2.5.29.19");
        assertThat(root.isSignedBy(root)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(KeyAlgorithm.class)
    void aRootThatMayRevokeSignsListsOfWhatItRevokes(KeyAlgorithm algorithm) {
        SigningAuthority authority = SigningAuthority.revoking(MESH, algorithm, NOW, Duration.ofDays(3650), SEED);
        Certificate revoked = leaf(authority, "revoked");
        Certificate good = leaf(authority, "good");
        RevocationList list = authority.revocationList(List.of(revoked.serialNumber()), 1, NOW);

        assertThat(authority.certificate().keyUsage()).containsExactly(KeyUsage.KEY_CERT_SIGN, KeyUsage.CRL_SIGN);
        assertThat(list.isBy(authority.certificate())).isTrue();
        assertThat(list.isSignedBy(authority.certificate())).isTrue();
        assertThat(list.numbered()).isTrue();
        assertThat(list.plain()).isTrue();
        assertThat(list.revokes(revoked)).contains(true);
        assertThat(list.revokes(good)).isEmpty();
        assertThat(list.begunAt(NOW.minus(SigningAuthority.CLOCK_SKEW_GRACE))).isTrue();
        assertThat(list.overAt(authority.certificate().notAfter())).isFalse();
    }

    @Test
    void anIntermediateMaySignListsWhereItsRootMay() {
        SigningAuthority root = SigningAuthority.revoking(MESH, KeyAlgorithm.EC_P256, NOW, Duration.ofDays(3650), SEED);

        assertThat(root.intermediate("CA", KeyAlgorithm.EC_P256, NOW, DAY, SEED).revokes())
                .isTrue();
        assertThat(ROOT.intermediate("CA", KeyAlgorithm.EC_P256, NOW, DAY, SEED).revokes())
                .isFalse();
    }

    private static Certificate leaf(SigningAuthority authority, String name) {
        return ((Issuance.Issued) authority.issue(REQUEST, ORDERS, DAY, NOW, SEED.named(name))).leaf();
    }

    @ParameterizedTest
    @EnumSource(KeyAlgorithm.class)
    void everyCertificateIssuedToAWorkloadMeetsTheRulesOfX509Svid(KeyAlgorithm algorithm) {
        SigningAuthority root = SigningAuthority.selfSigned(MESH, algorithm, NOW, Duration.ofDays(3650), SEED);
        SigningKey key = SigningKey.generate(algorithm, SEED.named("workload"));
        Certificate leaf =
                issued(root, CertificateSigningRequest.create(key, ORDERS), DAY).leaf();

        assertThat(leaf.uriSans()).as("rule 1 and 2").containsExactly(ORDERS.toString());
        assertThat(leaf.spiffeId()).contains(ORDERS);
        assertThat(leaf.authority()).as("rule 3").isFalse();
        assertThat(leaf.keyUsage()).as("rule 4").containsExactly(KeyUsage.DIGITAL_SIGNATURE, KeyUsage.KEY_ENCIPHERMENT);
        assertThat(leaf.criticalExtensions())
                .as("rules 5 and 7, in Go's order")
                .containsExactly("2.5.29.15", "2.5.29.19", "2.5.29.17");
        assertThat(leaf.extendedKeyUsage()).as("rule 6").containsExactly("serverAuth", "clientAuth");
        assertThat(leaf.extensions())
                .as("Go's order")
                .containsExactly("2.5.29.15", "2.5.29.37", "2.5.29.19", "2.5.29.35", "2.5.29.17");
        assertThat(leaf.subject()).isEmpty();
        assertThat(leaf.issuer()).isEqualTo("O=cluster.local");
        assertThat(leaf.extension("2.5.29.19"))
                .as("no cA, and not even the default written down")
                .contains(new byte[] {0x30, 0});
        assertThat(leaf.authorityKeyId())
                .isPresent()
                .isEqualTo(root.certificate().subjectKeyId());
        assertThat(leaf.isSignedBy(root.certificate())).isTrue();
        assertThat(key.isFor(leaf)).isTrue();
        assertThat(root.certificate().authority() && root.certificate().permits(KeyUsage.KEY_CERT_SIGN))
                .as("rule 8")
                .isTrue();
    }

    @Test
    void leafIsValidFromTwoMinutesAgoUntilItsLifetimeIsOver() {
        Certificate leaf = issued(ROOT, REQUEST, DAY).leaf();
        assertThat(leaf.notBefore()).isEqualTo(THIS_SECOND.minusSeconds(120));
        assertThat(leaf.notAfter()).isEqualTo(THIS_SECOND.plus(DAY));
    }

    @Test
    void aCertificateNamesItsCallerWhateverTheRequestAsksFor() {
        CertificateSigningRequest ambitious =
                CertificateSigningRequest.create(KEY, SpiffeId.parse("spiffe://cluster.local/ns/bank/sa/vault"));
        assertThat(ambitious.uriSans()).containsExactly("spiffe://cluster.local/ns/bank/sa/vault");
        assertThat(issued(ROOT, ambitious, DAY).leaf().uriSans()).containsExactly(ORDERS.toString());
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1})
    void lifetimeThatIsNotAskedForIsADay(long seconds) {
        assertThat(issued(ROOT, REQUEST, Duration.ofSeconds(seconds)).leaf().notAfter())
                .isEqualTo(THIS_SECOND.plus(DAY));
    }

    @Test
    void lifetimeOfMoreThanNinetyDaysIsRefusedNotShortened() {
        assertThat(issued(ROOT, REQUEST, Duration.ofDays(90)).leaf().notAfter())
                .isEqualTo(THIS_SECOND.plus(Duration.ofDays(90)));
        assertThat(ROOT.issue(REQUEST, ORDERS, Duration.ofDays(90).plusSeconds(1), NOW, SEED))
                .isEqualTo(new Issuance.Refused(
                        Issuance.Reason.LIFETIME_TOO_LONG,
                        "requested TTL 2160h0m1s is greater than the max allowed TTL 2160h0m0s"));
    }

    @Test
    void leafNeverOutlivesItsSigner() {
        SigningAuthority shortLived =
                SigningAuthority.selfSigned(MESH, KeyAlgorithm.EC_P256, NOW, Duration.ofHours(1), SEED);
        assertThat(issued(shortLived, REQUEST, DAY).leaf().notAfter())
                .isEqualTo(shortLived.certificate().notAfter());
    }

    @Test
    void expiredSignerSignsNothing() {
        SigningAuthority expired =
                SigningAuthority.selfSigned(MESH, KeyAlgorithm.EC_P256, NOW.minus(DAY), Duration.ofHours(1), SEED);
        assertThat(expired.issue(REQUEST, ORDERS, DAY, NOW, SEED))
                .isEqualTo(new Issuance.Refused(
                        Issuance.Reason.SIGNING_CERTIFICATE_EXPIRED,
                        "signing certificate has expired at 2026-02-28 13:00:00 +0000 UTC"));
    }

    @Test
    void requestThatItsKeyDidNotSignIsRefused() {
        byte[] der = REQUEST.der();
        der[der.length - 1] ^= 1;
        assertThat(ROOT.issue(CertificateSigningRequest.parseDer(der), ORDERS, DAY, NOW, SEED))
                .isInstanceOfSatisfying(
                        Issuance.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Issuance.Reason.BAD_REQUEST_SIGNATURE));
    }

    @Test
    void malformedRequestIsRefusedWithASentence() {
        for (byte[] der : List.of(new byte[0], new byte[] {0x30, 0}, new byte[] {1, 2, 3}, new byte[100])) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> CertificateSigningRequest.parseDer(der))
                    .withMessageStartingWith("this is not a certificate signing request: ");
        }
    }

    @Test
    void theSameAuthorityRequestInstantAndSeedGiveTheSameCertificate() {
        assertThat(ROOT.issue(REQUEST, ORDERS, DAY, NOW, SEED))
                .isEqualTo(ROOT.issue(REQUEST, ORDERS, DAY, NOW, SEED))
                .isNotEqualTo(ROOT.issue(REQUEST, ORDERS, DAY, NOW, SEED.named("another")));
    }

    @Test
    void serialNumbersArePositiveAndOf128Bits() {
        for (int i = 0; i < 50; i++) {
            var issued =
                    (Issuance.Issued) ROOT.issue(REQUEST, ORDERS, DAY, NOW, SEED.named("serial", Integer.toString(i)));
            assertThat(issued.leaf().serialNumber()).isPositive().isLessThan(BigInteger.TWO.pow(128));
        }
    }

    @Test
    void renewedRootStandsForTheOldOne() {
        SigningAuthority renewed = ROOT.renewed(NOW.plus(DAY), Duration.ofDays(3650), SEED.named("renewal"));
        assertThat(renewed.certificate()).isNotEqualTo(ROOT.certificate());
        assertThat(issued(ROOT, REQUEST, DAY).leaf().isSignedBy(renewed.certificate()))
                .isTrue();
        assertThat(renewed.certificate().subjectKeyId())
                .isEqualTo(ROOT.certificate().subjectKeyId());
    }

    @Test
    void intermediateSignsLeavesButNoAuthorities() {
        SigningAuthority below =
                ROOT.intermediate("cluster-1", KeyAlgorithm.EC_P256, NOW, Duration.ofDays(365), SEED.named("below"));
        Issuance.Issued issued = issued(below, REQUEST, DAY);
        assertThat(issued.chain()).containsExactly(issued.leaf(), below.certificate());
        assertThat(issued.bundle()).isEqualTo(ROOT.bundle());
        assertThat(issued.leaf().issuer()).isEqualTo("CN=cluster-1,O=cluster.local");
        assertThat(below.certificate().pathLength()).isEqualTo(Optional.of(0));
        assertThat(below.certificate().isSignedBy(ROOT.certificate())).isTrue();
        assertThatThrownBy(() -> below.renewed(NOW, DAY, SEED)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void authorityHandsOutTheBundleItIsTold() {
        SigningAuthority next = SigningAuthority.selfSigned(MESH, KeyAlgorithm.EC_P256, NOW, DAY, SEED.named("next"));
        SigningAuthority both = ROOT.distributing(ROOT.bundle().and(next.bundle()));
        assertThat(issued(both, REQUEST, DAY).bundle().anchors())
                .containsExactly(ROOT.certificate(), next.certificate());
        assertThat(issued(both, REQUEST, DAY).leaf())
                .isEqualTo(issued(ROOT, REQUEST, DAY).leaf());
    }

    private static Issuance.Issued issued(
            SigningAuthority authority, CertificateSigningRequest request, Duration lifetime) {
        return (Issuance.Issued) authority.issue(request, ORDERS, lifetime, NOW, SEED);
    }
}
