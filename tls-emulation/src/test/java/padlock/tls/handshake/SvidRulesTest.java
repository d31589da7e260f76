package padlock.tls.handshake;

import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import padlock.tls.handshake.CertificateValidator.Checked;
import padlock.tls.handshake.CertificateValidator.Examination;
import padlock.tls.identity.Certificate;
import padlock.tls.identity.TrustBundle;

import static org.assertj.core.api.Assertions.assertThat;

/** By the rules of X.509-SVID a chain is refused that a sidecar would take, and the rule is named. */
final class SvidRulesTest {

    private static final Certificate ROOT = Forge.authority("root", "root").signedBy("root");

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void theRuleThatIsBrokenIsNamed(String rule, Forge leaf) {
        Examination examined = examine(List.of(leaf.signedBy("root")));
        assertThat(examined.verdict()).isInstanceOf(ChainVerdict.Rejected.class);
        assertThat(examined.checks())
                .filteredOn(check -> !check.passed())
                .extracting(Checked::name)
                .containsExactly(rule);
    }

    static Stream<Arguments> theRuleThatIsBrokenIsNamed() {
        return Stream.of(
                Arguments.of("svid-one-uri", Forge.leaf("leaf", "root").named("spiffe://a/b", "spiffe://a/c")),
                Arguments.of("svid-one-uri", Forge.leaf("leaf", "root").without(Extension.subjectAlternativeName)),
                Arguments.of("svid-spiffe-id", Forge.leaf("leaf", "root").named("https://a/b")),
                Arguments.of("svid-spiffe-id", Forge.leaf("leaf", "root").named("spiffe://a")),
                Arguments.of(
                        "svid-leaf-is-no-authority",
                        Forge.leaf("leaf", "root").with(Extension.basicConstraints, true, new BasicConstraints(true))),
                Arguments.of("svid-leaf-signs-nothing", using(KeyUsage.digitalSignature | KeyUsage.keyCertSign)),
                Arguments.of("svid-leaf-signs-nothing", using(KeyUsage.digitalSignature | KeyUsage.cRLSign)),
                Arguments.of("svid-leaf-authenticates", using(KeyUsage.keyEncipherment)),
                Arguments.of(
                        "svid-key-usage-is-critical",
                        Forge.leaf("leaf", "root")
                                .with(Extension.keyUsage, false, new KeyUsage(KeyUsage.digitalSignature))),
                Arguments.of(
                        "svid-both-purposes",
                        Forge.leaf("leaf", "root")
                                .with(
                                        Extension.extendedKeyUsage,
                                        false,
                                        new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth))));
    }

    @ParameterizedTest(name = "signed by a certificate with the SPIFFE ID {0}")
    @MethodSource
    void aSigningCertificatesIdHasNoPath(String id, boolean accepted) {
        Certificate between = Forge.authority("between", "root").named(id).signedBy("root");
        Certificate leaf = Forge.leaf("leaf", "between").signedBy("between");
        assertThat(examine(List.of(leaf, between)).verdict() instanceof ChainVerdict.Accepted)
                .isEqualTo(accepted);
    }

    static Stream<Arguments> aSigningCertificatesIdHasNoPath() {
        return Stream.of(
                Arguments.of("spiffe://cluster.local", true), Arguments.of("spiffe://cluster.local/ca", false));
    }

    @Test
    void aSigningCertificatesKeyUsageIsCritical() {
        Certificate between = Forge.authority("between", "root")
                .with(Extension.keyUsage, false, new KeyUsage(KeyUsage.keyCertSign))
                .signedBy("root");

        assertThat(examine(List.of(Forge.leaf("leaf", "between").signedBy("between"), between))
                        .checks())
                .filteredOn(check -> !check.passed())
                .extracting(Checked::name)
                .containsExactly("svid-key-usage-is-critical");
    }

    @ParameterizedTest(name = "in the bundle of {0}")
    @MethodSource
    void aChainIsHeldAgainstTheBundleOfItsTrustDomain(String domain, String failing) {
        Certificate anchor = Forge.authority("root", "root").named(domain).signedBy("root");
        Examination examined = CertificateValidator.examine(
                List.of(Forge.leaf("leaf", "root").signedBy("root")),
                new PeerTrust(TrustBundle.of(anchor), new SanRule.AnyName()),
                new ChainTerms(Purpose.SERVER_AUTH, Fixture.NOW, Rules.SPIFFE));
        assertThat(examined.checks().stream()
                        .filter(check -> !check.passed())
                        .map(Checked::name)
                        .toList())
                .isEqualTo(failing.isEmpty() ? List.of() : List.of(failing));
    }

    static Stream<Arguments> aChainIsHeldAgainstTheBundleOfItsTrustDomain() {
        return Stream.of(
                Arguments.of("spiffe://cluster.local", ""),
                Arguments.of("spiffe://other.example", "svid-trust-domain"));
    }

    private static Forge using(int usage) {
        return Forge.leaf("leaf", "root").with(Extension.keyUsage, true, new KeyUsage(usage));
    }

    private static Examination examine(List<Certificate> chain) {
        return CertificateValidator.examine(
                chain,
                new PeerTrust(TrustBundle.of(ROOT), new SanRule.AnyName()),
                new ChainTerms(Purpose.SERVER_AUTH, Fixture.NOW, Rules.SPIFFE));
    }
}
