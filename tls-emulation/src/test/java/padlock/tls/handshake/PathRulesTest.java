package padlock.tls.handshake;

import java.io.IOException;
import java.math.BigInteger;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v1CertificateBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import padlock.tls.identity.Certificate;
import padlock.tls.identity.TrustBundle;

import static org.assertj.core.api.Assertions.assertThat;
import static padlock.tls.handshake.Paths.STRANGE;
import static padlock.tls.handshake.Paths.address;
import static padlock.tls.handshake.Paths.between;
import static padlock.tls.handshake.Paths.dns;
import static padlock.tls.handshake.Paths.isJudged;
import static padlock.tls.handshake.Paths.leaf;
import static padlock.tls.handshake.Paths.limited;
import static padlock.tls.handshake.Paths.mail;
import static padlock.tls.handshake.Paths.path;
import static padlock.tls.handshake.Paths.usage;

/** RFC 5280 by examples of our own: each chain is accepted, or refused by the check that is named. */
final class PathRulesTest {
    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource({"profile", "authorities"})
    void aChainIsJudgedByWhatItsCertificatesSay(String rule, String failing, List<Certificate> chain) {
        isJudged(failing, chain, List.of());
    }

    @Test
    void anAnchorOfTheFirstVersionIsAnAuthorityAndAnythingBelowItIsNot() throws IOException {
        Certificate old = ofFirstVersion("old", "old");
        List<Certificate> below =
                List.of(Forge.profiledLeaf("leaf", "below").signedBy("below"), ofFirstVersion("below", "old"));
        ChainTerms terms = new ChainTerms(Purpose.SERVER_AUTH, Fixture.NOW, Rules.PATH);
        PeerTrust trust = new PeerTrust(TrustBundle.of(old), new SanRule.AnyName(), List.of());

        assertThat(CertificateValidator.examine(
                                List.of(Forge.profiledLeaf("leaf", "old").signedBy("old")), trust, terms)
                        .verdict())
                .isInstanceOf(ChainVerdict.Accepted.class);
        assertThat(CertificateValidator.examine(below, trust, terms).verdict())
                .isInstanceOfSatisfying(
                        ChainVerdict.Rejected.class,
                        rejected -> assertThat(rejected.reason()).isEqualTo(RefusalReason.NOT_AN_AUTHORITY));
    }

    private static Certificate ofFirstVersion(String subject, String issuer) throws IOException {
        X509v1CertificateBuilder builder = new X509v1CertificateBuilder(
                new X500Name("CN=" + issuer),
                BigInteger.ONE,
                Date.from(Forge.hoursAgo(1)),
                Date.from(Fixture.NOW.plus(Fixture.DAY)),
                new X500Name("CN=" + subject),
                SubjectPublicKeyInfo.getInstance(Forge.key(subject).publicKeyInfo()));
        return Certificate.parseDer(
                builder.build(new Forge.Pen(Forge.key(issuer))).getEncoded());
    }

    static Stream<Arguments> profile() {
        Certificate between = between().signedBy("root");
        return Stream.of(
                path("a chain that keeps the profile", "accepted", leaf(), between()),
                path(
                        "a leaf without basic constraints",
                        "accepted",
                        leaf().without(Extension.basicConstraints),
                        between()),
                path("a leaf without key usage", "accepted", leaf().without(Extension.keyUsage), between()),
                path(
                        "a leaf without extended key usage",
                        "accepted",
                        leaf().without(Extension.extendedKeyUsage),
                        between()),
                path(
                        "a leaf for another purpose",
                        "purpose",
                        leaf().with(Extension.extendedKeyUsage, false, usage(KeyPurposeId.id_kp_codeSigning)),
                        between()),
                path(
                        "a leaf for any purpose",
                        "accepted",
                        leaf().with(Extension.extendedKeyUsage, false, usage(KeyPurposeId.anyExtendedKeyUsage)),
                        between()),
                path(
                        "an authority for another purpose",
                        "purpose",
                        leaf(),
                        between().with(Extension.extendedKeyUsage, false, usage(KeyPurposeId.id_kp_codeSigning))),
                path(
                        "a leaf that does not name its signer's key",
                        "key-identifiers",
                        leaf().without(Extension.authorityKeyIdentifier),
                        between()),
                path(
                        "an authority that does not name its key",
                        "key-identifiers",
                        leaf(),
                        between().without(Extension.subjectKeyIdentifier)),
                path(
                        "a key identifier that is critical",
                        "handled-extensions",
                        leaf().with(Extension.subjectKeyIdentifier, true, new DEROctetString(new byte[] {1})),
                        between()),
                path(
                        "a place for revocation lists that is critical",
                        "accepted",
                        leaf().with(Extension.cRLDistributionPoints, true, new CRLDistPoint(new DistributionPoint[0])),
                        between()),
                path(
                        "an extension that is strange and critical",
                        "handled-extensions",
                        leaf().with(STRANGE, true, DERNull.INSTANCE),
                        between()),
                path(
                        "an extension of an authority that is strange and critical",
                        "handled-extensions",
                        leaf(),
                        between().with(STRANGE, true, DERNull.INSTANCE)),
                path(
                        "an extension that is strange",
                        "accepted",
                        leaf().with(STRANGE, false, DERNull.INSTANCE),
                        between()),
                path("no subject, and the names are not critical", "names", nameless(false), between()),
                path("no subject, and the names are critical", "accepted", nameless(true), between()),
                path(
                        "a host name with an address's form",
                        "alternative-names",
                        leaf().called(dns("10.1.2.3")),
                        between()),
                path(
                        "a host name that is longer than any can be",
                        "alternative-names",
                        leaf().called(dns("a.".repeat(20_000) + "example")),
                        between()),
                path(
                        "a mail address without a mailbox",
                        "alternative-names",
                        leaf().called(mail("@example.com")),
                        between()),
                path("an address of three octets", "alternative-names", leaf().called(address(10, 1, 2)), between()),
                Arguments.of(
                        "a certificate that is over",
                        "not-over",
                        List.of(
                                Forge.certificate("leaf", "between", Forge.hoursAgo(2), Forge.hoursAgo(1))
                                        .keyId("leaf")
                                        .issuerKeyId("between")
                                        .signedBy("between"),
                                between)),
                Arguments.of(
                        "a certificate that has not begun",
                        "begun",
                        List.of(
                                Forge.certificate(
                                                "leaf",
                                                "between",
                                                Fixture.NOW.plusSeconds(1),
                                                Fixture.NOW.plusSeconds(9))
                                        .keyId("leaf")
                                        .issuerKeyId("between")
                                        .signedBy("between"),
                                between)),
                Arguments.of("a signature by another key", "signature", List.of(leaf().signedBy("impostor"), between)),
                Arguments.of(
                        "an authority's signature by another key",
                        "signature",
                        List.of(leaf().signedBy("between"), between().signedBy("impostor"))),
                Arguments.of("no way to the anchor", "path", List.of(leaf().signedBy("between"))));
    }

    static Stream<Arguments> authorities() {
        Certificate renewed = Forge.profiledAuthority("between", "between").signedBy("between");
        Certificate limited = limited(between(), 0).signedBy("root");
        return Stream.of(
                path(
                        "an authority without basic constraints",
                        "authority",
                        leaf(),
                        between().without(Extension.basicConstraints)),
                path(
                        "an authority that says it is none",
                        "authority",
                        leaf(),
                        between().with(Extension.basicConstraints, true, new BasicConstraints(false))),
                path(
                        "an authority whose basic constraints are not critical",
                        "accepted",
                        leaf(),
                        between().with(Extension.basicConstraints, false, new BasicConstraints(true))),
                path(
                        "an authority that may only sign lists",
                        "authority",
                        leaf(),
                        between().with(Extension.keyUsage, true, new KeyUsage(KeyUsage.cRLSign))),
                path(
                        "an authority without key usage",
                        "accepted",
                        leaf(),
                        between().without(Extension.keyUsage)),
                path(
                        "an authority as a leaf",
                        "accepted",
                        leaf().with(Extension.basicConstraints, true, new BasicConstraints(true)),
                        between()),
                path(
                        "a leaf that may sign certificates",
                        "authority-extensions",
                        leaf().with(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign)),
                        between()),
                path("a leaf below a path length of 0", "accepted", leaf(), limited(between(), 0)),
                Arguments.of(
                        "an authority below a path length of 0",
                        "path-length",
                        List.of(
                                Forge.profiledLeaf("leaf", "deep").signedBy("deep"),
                                Forge.profiledAuthority("deep", "between").signedBy("between"),
                                limited)),
                Arguments.of(
                        "an authority below a path length of 1",
                        "accepted",
                        List.of(
                                Forge.profiledLeaf("leaf", "deep").signedBy("deep"),
                                Forge.profiledAuthority("deep", "between").signedBy("between"),
                                limited(between(), 1).signedBy("root"))),
                Arguments.of(
                        "a path length may not be widened below",
                        "path-length",
                        List.of(
                                Forge.profiledLeaf("leaf", "deep").signedBy("deep"),
                                limited(Forge.profiledAuthority("deep", "between"), 9)
                                        .signedBy("between"),
                                limited)),
                Arguments.of(
                        "an authority that renews itself does not count",
                        "accepted",
                        List.of(
                                leaf().signedBy("between"),
                                newWithOld(),
                                limited(old(), 0).signedBy("root"))),
                Arguments.of(
                        "an authority that renews itself need not name its older key",
                        "accepted",
                        List.of(
                                leaf().signedBy("between"),
                                Forge.profiledAuthority("between", "between")
                                        .without(Extension.authorityKeyIdentifier)
                                        .signedBy("older"),
                                old().signedBy("root"))),
                Arguments.of(
                        "a self-signed certificate leads nowhere",
                        "path",
                        List.of(leaf().signedBy("between"), renewed)));
    }

    private static Forge nameless(boolean critical) {
        return Forge.withSubject("", "between")
                .keyId("leaf")
                .issuerKeyId("between")
                .with(Extension.subjectAlternativeName, critical, new GeneralNames(dns("example.com")));
    }

    private static Forge old() {
        return Forge.profiledAuthority("between", "root", "older");
    }

    private static Certificate newWithOld() {
        return Forge.profiledAuthority("between", "between")
                .issuerKeyId("older")
                .signedBy("older");
    }
}
