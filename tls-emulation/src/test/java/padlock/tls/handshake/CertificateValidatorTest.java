package padlock.tls.handshake;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import padlock.tls.identity.Certificate;
import padlock.tls.identity.TrustBundle;

import static org.assertj.core.api.Assertions.assertThat;

class CertificateValidatorTest {
    private static final Certificate ROOT = Forge.authority("root", "root").signedBy("root");
    private static final Certificate LEAF = Forge.leaf("leaf", "root").signedBy("root");
    private static final ASN1ObjectIdentifier STRANGE = new ASN1ObjectIdentifier("1.2.3.4");

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void chainsAreJudgedAsASidecarJudgesThem(
            String rule, String expected, List<Certificate> chain, TrustBundle bundle) {
        assertThat(told(judge(chain, new PeerTrust(bundle, new SanRule.AnyName()), Purpose.SERVER_AUTH, Fixture.NOW)))
                .isEqualTo(expected);
    }

    static Stream<Arguments> chainsAreJudgedAsASidecarJudgesThem() {
        TrustBundle root = TrustBundle.of(ROOT);
        Certificate between = Forge.authority("between", "root").signedBy("root");
        Certificate below = Forge.leaf("leaf", "between").signedBy("between");
        Certificate selfSigned = Forge.leaf("alone", "alone").signedBy("alone");
        Certificate otherRoot = Forge.authority("other", "other").signedBy("other");
        Certificate sameName = Forge.certificate("root", "root")
                .with(Extension.basicConstraints, true, new BasicConstraints(true))
                .signedBy("root");
        return Stream.of(
                row("leaf under an anchor", "accepted: leaf, root", chain(LEAF), root),
                row(
                        "leaf under an intermediate that was presented",
                        "accepted: leaf, between, root",
                        chain(below, between),
                        root),
                row(
                        "presented certificates may come in any order",
                        "accepted: leaf, between, root",
                        chain(below, LEAF, ROOT, between),
                        root),
                row("presented root changes nothing", "accepted: leaf, root", chain(LEAF, ROOT), root),
                row(
                        "intermediate in the bundle is an anchor",
                        "accepted: leaf, between",
                        chain(below),
                        TrustBundle.of(between)),
                row(
                        "leaf in the bundle is an anchor",
                        "accepted: alone",
                        chain(selfSigned),
                        TrustBundle.of(selfSigned)),
                row(
                        "name comparison ignores case and spaces",
                        "accepted: leaf, ROOT",
                        chain(LEAF),
                        TrustBundle.of(Forge.authority("  ROOT ", "root").signedBy("root"))),
                row(
                        "nothing above the leaf is known",
                        "UNKNOWN_AUTHORITY unknown_ca(48) 0 unable to get local issuer certificate",
                        chain(LEAF),
                        TrustBundle.of(otherRoot)),
                row(
                        "nothing above the intermediate is known",
                        "UNKNOWN_AUTHORITY unknown_ca(48) 1 unable to get local issuer certificate",
                        chain(below, between),
                        TrustBundle.of(otherRoot)),
                row(
                        "presented root is not known",
                        "UNKNOWN_AUTHORITY unknown_ca(48) 1 self signed certificate in certificate chain",
                        chain(LEAF, ROOT),
                        TrustBundle.of(otherRoot)),
                row(
                        "self-signed leaf",
                        "UNKNOWN_AUTHORITY unknown_ca(48) 0 self signed certificate",
                        chain(selfSigned),
                        root),
                row(
                        "empty bundle trusts nobody",
                        "UNKNOWN_AUTHORITY unknown_ca(48) 0 unable to get local issuer certificate",
                        chain(LEAF),
                        TrustBundle.of()),
                row(
                        "intermediate is missing",
                        "UNKNOWN_AUTHORITY unknown_ca(48) 0 unable to get local issuer certificate",
                        chain(below),
                        root),
                row(
                        "key identifiers tell roots of one name apart",
                        "UNKNOWN_AUTHORITY unknown_ca(48) 0 unable to get local issuer certificate",
                        chain(Forge.leaf("leaf", "root").issuerKeyId("old").signedBy("root")),
                        TrustBundle.of(
                                Forge.authority("root", "root").keyId("new").signedBy("root"))),
                row(
                        "root of the same name with another key",
                        "BAD_SIGNATURE decrypt_error(51) 0 certificate signature failure",
                        chain(Forge.leaf("leaf", "root").signedBy("impostor")),
                        root),
                row(
                        "every root of the name is tried",
                        "accepted: leaf, root",
                        chain(LEAF),
                        TrustBundle.of(Forge.authority("root", "other").signedBy("other"), ROOT)),
                row(
                        "another way around an expired intermediate is found",
                        "accepted: leaf, between, root",
                        chain(below, expiredAuthority("between", "root"), between),
                        root),
                row(
                        "leaf has expired",
                        "CERTIFICATE_EXPIRED certificate_expired(45) 0 certificate has expired",
                        chain(Forge.certificate("leaf", "root", Forge.hoursAgo(2), Forge.hoursAgo(1))
                                .signedBy("root")),
                        root),
                row(
                        "leaf is not yet valid",
                        "CERTIFICATE_NOT_YET_VALID certificate_expired(45) 0 certificate is not yet valid",
                        chain(Forge.certificate("leaf", "root", Forge.hoursAgo(-1), Forge.hoursAgo(-2))
                                .signedBy("root")),
                        root),
                row(
                        "first second counts",
                        "accepted: leaf, root",
                        chain(Forge.certificate("leaf", "root", Fixture.NOW, Forge.hoursAgo(-2))
                                .signedBy("root")),
                        root),
                row(
                        "last second counts",
                        "accepted: leaf, root",
                        chain(Forge.certificate("leaf", "root", Forge.hoursAgo(1), Fixture.NOW)
                                .signedBy("root")),
                        root),
                row(
                        "intermediate has expired",
                        "CERTIFICATE_EXPIRED certificate_expired(45) 1 certificate has expired",
                        chain(below, expiredAuthority("between", "root")),
                        root),
                row(
                        "anchor has expired",
                        "CERTIFICATE_EXPIRED certificate_expired(45) 1 certificate has expired",
                        chain(LEAF),
                        TrustBundle.of(expiredAuthority("root", "root"))),
                row(
                        "leaf signs a leaf",
                        "NOT_AN_AUTHORITY unknown_ca(48) 1 invalid CA certificate",
                        chain(Forge.leaf("victim", "leaf").signedBy("leaf"), LEAF),
                        root),
                row(
                        "certificate without constraints signs none",
                        "NOT_AN_AUTHORITY unknown_ca(48) 1 invalid CA certificate",
                        chain(below, Forge.certificate("between", "root").signedBy("root")),
                        root),
                row(
                        "authority that may not sign certificates",
                        "NOT_AN_AUTHORITY unknown_ca(48) 1 invalid CA certificate",
                        chain(
                                below,
                                Forge.authority("between", "root")
                                        .with(Extension.keyUsage, true, new KeyUsage(KeyUsage.cRLSign))
                                        .signedBy("root")),
                        root),
                row(
                        "authority may leave its key usage out",
                        "accepted: leaf, root",
                        chain(LEAF),
                        TrustBundle.of(sameName)),
                row(
                        "path length 0 allows leaves",
                        "accepted: leaf, between, root",
                        chain(below, limited("between", "root", 0)),
                        root),
                row(
                        "path length 0 allows no authority",
                        "PATH_LENGTH unknown_ca(48) 2 path length constraint exceeded",
                        chain(
                                Forge.leaf("leaf", "lower").signedBy("lower"),
                                Forge.authority("lower", "between").signedBy("between"),
                                limited("between", "root", 0)),
                        root),
                row(
                        "path length of the anchor binds",
                        "PATH_LENGTH unknown_ca(48) 2 path length constraint exceeded",
                        chain(below, between),
                        TrustBundle.of(limited("root", "root", 0))),
                row(
                        "path length of a leaf means nothing",
                        "accepted: leaf, root",
                        chain(Forge.leaf("leaf", "root")
                                .with(Extension.basicConstraints, true, new BasicConstraints(0))
                                .signedBy("root")),
                        root),
                row(
                        "certificate for clients does not serve",
                        "WRONG_PURPOSE unsupported_certificate(43) 0 unsupported certificate purpose",
                        chain(Forge.leaf("leaf", "root")
                                .with(Extension.extendedKeyUsage, false, usage(KeyPurposeId.id_kp_clientAuth))
                                .signedBy("root")),
                        root),
                row(
                        "any purpose is no purpose",
                        "WRONG_PURPOSE unsupported_certificate(43) 0 unsupported certificate purpose",
                        chain(Forge.leaf("leaf", "root")
                                .with(Extension.extendedKeyUsage, false, usage(KeyPurposeId.anyExtendedKeyUsage))
                                .signedBy("root")),
                        root),
                row(
                        "empty list of purposes has none",
                        "WRONG_PURPOSE unsupported_certificate(43) 0 unsupported certificate purpose",
                        chain(Forge.leaf("leaf", "root")
                                .with(Extension.extendedKeyUsage, false, new DERSequence())
                                .signedBy("root")),
                        root),
                row(
                        "purpose of an authority binds those below",
                        "WRONG_PURPOSE unsupported_certificate(43) 1 unsupported certificate purpose",
                        chain(
                                below,
                                Forge.authority("between", "root")
                                        .with(Extension.extendedKeyUsage, false, usage(KeyPurposeId.id_kp_codeSigning))
                                        .signedBy("root")),
                        root),
                row(
                        "key that only signs certificates does not serve",
                        "WRONG_PURPOSE unsupported_certificate(43) 0 unsupported certificate purpose",
                        chain(Forge.leaf("leaf", "root")
                                .with(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign))
                                .signedBy("root")),
                        root),
                row(
                        "certificate without usages serves for all",
                        "accepted: leaf, root",
                        chain(Forge.certificate("leaf", "root").signedBy("root")),
                        root),
                row(
                        "strange critical extension",
                        "UNHANDLED_EXTENSION certificate_unknown(46) 0 unhandled critical extension",
                        chain(Forge.leaf("leaf", "root")
                                .with(STRANGE, true, DERNull.INSTANCE)
                                .signedBy("root")),
                        root),
                row(
                        "strange extension that is not critical",
                        "accepted: leaf, root",
                        chain(Forge.leaf("leaf", "root")
                                .with(STRANGE, false, DERNull.INSTANCE)
                                .signedBy("root")),
                        root),
                row(
                        "name that an authority permits",
                        "accepted: leaf, between, root",
                        chain(below, constrained(true, "cluster.local")),
                        root),
                row(
                        "name that an authority does not permit",
                        "NAME_CONSTRAINT certificate_unknown(46) 0 permitted subtree violation",
                        chain(below, constrained(true, "other.example")),
                        root),
                row(
                        "name constraints bind though not critical",
                        "NAME_CONSTRAINT certificate_unknown(46) 0 permitted subtree violation",
                        chain(below, constrained(false, "other.example")),
                        root),
                row(
                        "extensions are looked at before signatures and dates",
                        "UNHANDLED_EXTENSION certificate_unknown(46) 0 unhandled critical extension",
                        chain(Forge.certificate("leaf", "root", Forge.hoursAgo(2), Forge.hoursAgo(1))
                                .with(STRANGE, true, DERNull.INSTANCE)
                                .signedBy("impostor")),
                        root),
                row(
                        "dates are looked at from the anchor down",
                        "CERTIFICATE_EXPIRED certificate_expired(45) 1 certificate has expired",
                        chain(
                                Forge.certificate("leaf", "between", Forge.hoursAgo(2), Forge.hoursAgo(1))
                                        .signedBy("between"),
                                expiredAuthority("between", "root")),
                        root));
    }

    @Test
    void noCertificateIsRejected() {
        assertThat(judge(List.of(), new SanRule.AnyName(), Purpose.CLIENT_AUTH, Fixture.NOW))
                .isEqualTo(new ChainVerdict.Rejected(
                        RefusalReason.NO_CERTIFICATE, TlsAlert.CERTIFICATE_UNKNOWN, "empty cert chain", 0));
    }

    @Test
    void namesAreComparedAfterTheChain() {
        SanRule wrong = new SanRule.OneOf(List.of("spiffe://cluster.local/ns/shop/sa/other"));
        assertThat(judge(List.of(LEAF), wrong, Purpose.SERVER_AUTH, Fixture.NOW))
                .isEqualTo(new ChainVerdict.Rejected(
                        RefusalReason.NAME_MISMATCH, TlsAlert.CERTIFICATE_UNKNOWN, "SAN matcher", 0));
        assertThat(judge(
                        List.of(LEAF),
                        wrong,
                        Purpose.SERVER_AUTH,
                        LEAF.notAfter().plusSeconds(1)))
                .isInstanceOfSatisfying(
                        ChainVerdict.Rejected.class,
                        late -> assertThat(late.reason()).isEqualTo(RefusalReason.CERTIFICATE_EXPIRED));
    }

    @Test
    void oneNameThatFitsIsEnough() {
        Certificate two = Forge.leaf("leaf", "root")
                .named("https://example.com/x", "spiffe://cluster.local/ns/shop/sa/orders")
                .signedBy("root");
        assertThat(accepts(two, new SanRule.OneOf(List.of("a", "spiffe://cluster.local/ns/shop/sa/orders"))))
                .isTrue();
        assertThat(accepts(two, new SanRule.StartingWith(List.of("spiffe://other/", "spiffe://cluster.local/"))))
                .isTrue();
        assertThat(accepts(two, new SanRule.StartingWith(List.of("spiffe://cluster.locale/"))))
                .isFalse();
        assertThat(accepts(two, new SanRule.OneOf(List.of("spiffe://cluster.local/ns/shop/sa/orders2"))))
                .isFalse();
        assertThat(accepts(two, new SanRule.OneOf(List.of()))).isFalse();
    }

    @Test
    void certificateOfAClientNeedNotServe() {
        Certificate client = Forge.leaf("leaf", "root")
                .with(Extension.extendedKeyUsage, false, usage(KeyPurposeId.id_kp_clientAuth))
                .signedBy("root");
        assertThat(judge(List.of(client), new SanRule.AnyName(), Purpose.CLIENT_AUTH, Fixture.NOW))
                .isInstanceOf(ChainVerdict.Accepted.class);
    }

    @Test
    void detailIsWordedAsInASidecarsLog() {
        assertThat(judge(
                        List.of(LEAF),
                        new SanRule.AnyName(),
                        Purpose.SERVER_AUTH,
                        Instant.parse("2030-01-01T00:00:00Z")))
                .isEqualTo(new ChainVerdict.Rejected(
                        RefusalReason.CERTIFICATE_EXPIRED,
                        TlsAlert.CERTIFICATE_EXPIRED,
                        "X509_verify_cert: certificate verification error at depth 1: certificate has expired",
                        1));
    }

    @Test
    void certificatesThatAllCouldHaveSignedEachOtherDoNotKeepUsForLong() {
        var maze = new ArrayList<Certificate>();
        maze.add(Forge.leaf("leaf", "left").signedBy("left"));
        for (int i = 0; i < 20; i++) {
            maze.add(inMaze("left", "right", i));
            maze.add(inMaze("right", "left", i));
        }
        assertThat(judge(maze, new SanRule.AnyName(), Purpose.SERVER_AUTH, Fixture.NOW))
                .isInstanceOfSatisfying(
                        ChainVerdict.Rejected.class,
                        lost -> assertThat(lost.reason()).isEqualTo(RefusalReason.UNKNOWN_AUTHORITY));
    }

    private static Certificate inMaze(String subject, String issuer, int number) {
        return Forge.certificate(subject, issuer, Fixture.NOW, Fixture.NOW.plusSeconds(60 + number))
                .signedBy(issuer);
    }

    private static ChainVerdict judge(List<Certificate> chain, SanRule names, Purpose purpose, Instant at) {
        return judge(chain, new PeerTrust(TrustBundle.of(ROOT), names), purpose, at);
    }

    private static ChainVerdict judge(List<Certificate> chain, PeerTrust trust, Purpose purpose, Instant at) {
        return CertificateValidator.examine(chain, trust, ChainTerms.ofSidecar(purpose, at))
                .verdict();
    }

    private static boolean accepts(Certificate leaf, SanRule names) {
        return judge(List.of(leaf), names, Purpose.SERVER_AUTH, Fixture.NOW) instanceof ChainVerdict.Accepted;
    }

    private static Certificate expiredAuthority(String subject, String issuer) {
        return Forge.certificate(subject, issuer, Forge.hoursAgo(5), Forge.hoursAgo(1))
                .with(Extension.basicConstraints, true, new BasicConstraints(true))
                .signedBy(issuer);
    }

    private static Certificate limited(String subject, String issuer, int pathLength) {
        return Forge.authority(subject, issuer)
                .with(Extension.basicConstraints, true, new BasicConstraints(pathLength))
                .signedBy(issuer);
    }

    private static Certificate constrained(boolean critical, String host) {
        var permitted = new GeneralSubtree(new GeneralName(GeneralName.uniformResourceIdentifier, host));
        return Forge.authority("between", "root")
                .with(Extension.nameConstraints, critical, new NameConstraints(new GeneralSubtree[] {permitted}, null))
                .signedBy("root");
    }

    private static ExtendedKeyUsage usage(KeyPurposeId purpose) {
        return new ExtendedKeyUsage(purpose);
    }

    private static Arguments row(String rule, String expected, List<Certificate> chain, TrustBundle bundle) {
        return Arguments.of(rule, expected, chain, bundle);
    }

    private static List<Certificate> chain(Certificate... certificates) {
        return List.of(certificates);
    }

    private static String told(ChainVerdict verdict) {
        if (verdict instanceof ChainVerdict.Accepted accepted) {
            return "accepted: "
                    + String.join(
                            ", ",
                            accepted.path().stream()
                                    .map(certificate -> certificate
                                            .subject()
                                            .replace("CN=", "")
                                            .strip())
                                    .toList());
        }
        if (verdict instanceof ChainVerdict.Rejected rejected) {
            return rejected.reason() + " " + rejected.alert() + " " + rejected.depth() + " "
                    + rejected.detail().replaceAll(".*depth [0-9]+: ", "");
        }
        throw new AssertionError(verdict);
    }
}
