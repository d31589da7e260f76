package padlock.tls.handshake;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.CertPolicyId;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.PolicyConstraints;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.bouncycastle.asn1.x509.PolicyMappings;
import org.bouncycastle.asn1.x509.PolicyQualifierInfo;
import org.bouncycastle.asn1.x509.ReasonFlags;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import padlock.tls.handshake.CertificateValidator.Checked;
import padlock.tls.handshake.CertificateValidator.Examination;
import padlock.tls.identity.Certificate;
import padlock.tls.identity.RevocationList;
import padlock.tls.identity.TrustBundle;

import static org.assertj.core.api.Assertions.assertThat;

/** RFC 5280 by examples of our own: each chain is accepted, or refused by the check that is named. */
final class PathRulesTest {
    private static final ASN1ObjectIdentifier STRANGE = new ASN1ObjectIdentifier("1.2.3.4");
    private static final String ANY_POLICY = "2.5.29.32.0";
    private static final String GOLD = "1.3.6.1.4.1.99999.1";
    private static final String SILVER = "1.3.6.1.4.1.99999.2";
    private static final Certificate ROOT = root().signedBy("root");

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource({"profile", "authorities", "hostNames", "otherNames", "policies"})
    void aPathIsJudgedByRfc5280(String rule, String failing, List<Certificate> chain) {
        isJudged(failing, chain, List.of());
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource({"lists", "partialLists", "listsOfOthers"})
    void revocationIsJudgedByRfc5280(String rule, String failing, List<Certificate> chain, List<RevocationList> lists) {
        isJudged(failing, chain, lists);
    }

    private static void isJudged(String failing, List<Certificate> chain, List<RevocationList> lists) {
        ChainTerms terms = new ChainTerms(Purpose.SERVER_AUTH, Fixture.NOW, Rules.PATH, lists);
        PeerTrust trust = new PeerTrust(TrustBundle.of(ROOT), new SanRule.AnyName());
        Examination examined = CertificateValidator.examine(chain, trust, terms);
        assertThat(examined.checks())
                .filteredOn(check -> !check.passed())
                .extracting(Checked::name)
                .containsExactly(failing.equals("accepted") ? new String[0] : new String[] {failing});
        assertThat(examined.verdict() instanceof ChainVerdict.Accepted).isEqualTo(failing.equals("accepted"));
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
                        "a self-signed certificate leads nowhere",
                        "path",
                        List.of(leaf().signedBy("between"), renewed)));
    }

    static Stream<Arguments> hostNames() {
        return Stream.of(
                path(
                        "a host that is permitted",
                        "accepted",
                        leaf().called(dns("example.com")),
                        between().permitting(dns("example.com"))),
                path(
                        "a host below one that is permitted",
                        "accepted",
                        leaf().called(dns("a.b.example.com")),
                        between().permitting(dns("example.com"))),
                path(
                        "a host that only ends like one that is permitted",
                        "name-constraints",
                        leaf().called(dns("badexample.com")),
                        between().permitting(dns("example.com"))),
                path(
                        "another host than is permitted",
                        "name-constraints",
                        leaf().called(dns("example.org")),
                        between().permitting(dns("example.com"))),
                path(
                        "one of two hosts is not permitted",
                        "name-constraints",
                        leaf().called(dns("example.com"), dns("example.org")),
                        between().permitting(dns("example.com"))),
                path(
                        "a host that is excluded",
                        "name-constraints",
                        leaf().called(dns("a.example.com")),
                        between().excluding(dns("example.com"))),
                path(
                        "a host that is not excluded",
                        "accepted",
                        leaf().called(dns("example.org")),
                        between().excluding(dns("example.com"))),
                path(
                        "a wildcard that covers what is excluded",
                        "name-constraints",
                        leaf().called(dns("*.example.com")),
                        between().excluding(dns("bad.example.com"))),
                path(
                        "every host is excluded",
                        "name-constraints",
                        leaf().called(dns("example.com")),
                        between().excluding(dns(""))),
                path(
                        "every host is permitted",
                        "accepted",
                        leaf().called(dns("example.com")),
                        between().permitting(dns(""))),
                path(
                        "hosts are constrained, and there is none",
                        "accepted",
                        leaf().called(mail("a@b.example")),
                        between().permitting(dns("example.com"))),
                path(
                        "a host that is both permitted and excluded",
                        "name-constraints",
                        leaf().called(dns("example.com")),
                        between()
                                .with(
                                        Extension.nameConstraints,
                                        true,
                                        new NameConstraints(
                                                new GeneralSubtree[] {new GeneralSubtree(dns("example.com"))},
                                                new GeneralSubtree[] {new GeneralSubtree(dns("example.com"))}))),
                path(
                        "a constraint that begins with a dot",
                        "well-formed-constraints",
                        leaf(),
                        between().permitting(dns(".example.com"))),
                path(
                        "a constraint with a wildcard",
                        "well-formed-constraints",
                        leaf(),
                        between().permitting(dns("*.example.com"))),
                path(
                        "constraints without any",
                        "well-formed-constraints",
                        leaf(),
                        between().with(Extension.nameConstraints, true, new DERSequence())),
                path(
                        "a constraint with a minimum",
                        "well-formed-constraints",
                        leaf(),
                        between()
                                .with(
                                        Extension.nameConstraints,
                                        true,
                                        new NameConstraints(
                                                new GeneralSubtree[] {
                                                    new GeneralSubtree(dns("example.com"), BigInteger.ONE, null)
                                                },
                                                null))),
                path(
                        "constraints that are not critical",
                        "criticality",
                        leaf().called(dns("example.com")),
                        between()
                                .with(
                                        Extension.nameConstraints,
                                        false,
                                        new NameConstraints(
                                                new GeneralSubtree[] {new GeneralSubtree(dns("example.com"))}, null))),
                path("constraints in a leaf", "criticality", leaf().permitting(dns("example.com")), between()),
                Arguments.of(
                        "an authority cannot permit what the one above does not",
                        "name-constraints",
                        List.of(
                                Forge.profiledLeaf("leaf", "deep")
                                        .called(dns("example.org"))
                                        .signedBy("deep"),
                                Forge.profiledAuthority("deep", "between")
                                        .permitting(dns("example.org"))
                                        .signedBy("between"),
                                between().permitting(dns("example.com")).signedBy("root"))));
    }

    static Stream<Arguments> otherNames() {
        GeneralName shop = directory("O=Example,OU=Shop");
        return Stream.of(
                path(
                        "a URI of a host that is permitted",
                        "accepted",
                        leaf().called(uri("spiffe://cluster.local/ns/shop/sa/cart")),
                        between().permitting(uri("cluster.local"))),
                path(
                        "a URI of another host",
                        "name-constraints",
                        leaf().called(uri("spiffe://other.local/ns/shop/sa/cart")),
                        between().permitting(uri("cluster.local"))),
                path(
                        "a URI of a host below, where one host is permitted",
                        "name-constraints",
                        leaf().called(uri("spiffe://a.cluster.local/x")),
                        between().permitting(uri("cluster.local"))),
                path(
                        "a URI of a host below, where all below are permitted",
                        "accepted",
                        leaf().called(uri("spiffe://a.cluster.local/x")),
                        between().permitting(uri(".cluster.local"))),
                path(
                        "a URI of the host itself, where those below are permitted",
                        "name-constraints",
                        leaf().called(uri("spiffe://cluster.local/x")),
                        between().permitting(uri(".cluster.local"))),
                path(
                        "a URI with a port",
                        "accepted",
                        leaf().called(uri("https://example.com:8443/x")),
                        between().permitting(uri("example.com"))),
                path(
                        "a URI whose user is named like a host",
                        "name-constraints",
                        leaf().called(uri("https://cluster.local@evil.example/x")),
                        between().permitting(uri("cluster.local"))),
                path(
                        "a URI that is excluded",
                        "name-constraints",
                        leaf().called(uri("spiffe://cluster.local/x")),
                        between().excluding(uri("cluster.local"))),
                path(
                        "a URI without a host where URIs are constrained",
                        "name-constraints",
                        leaf().called(uri("urn:example:shop")),
                        between().excluding(uri("cluster.local"))),
                path(
                        "a URI without a host where hosts are constrained",
                        "accepted",
                        leaf().called(uri("urn:example:shop")),
                        between().excluding(dns("cluster.local"))),
                path(
                        "a URI with an address where URIs are constrained",
                        "name-constraints",
                        leaf().called(uri("https://10.1.2.3/x")),
                        between().excluding(uri("cluster.local"))),
                path(
                        "an address that is permitted",
                        "accepted",
                        leaf().called(address(10, 1, 2, 3)),
                        between().permitting(address(10, 1, 0, 0, 255, 255, 0, 0))),
                path(
                        "an address that is not permitted",
                        "name-constraints",
                        leaf().called(address(10, 2, 2, 3)),
                        between().permitting(address(10, 1, 0, 0, 255, 255, 0, 0))),
                path(
                        "an address that is excluded",
                        "name-constraints",
                        leaf().called(address(10, 1, 2, 3)),
                        between().excluding(address(10, 1, 0, 0, 255, 255, 0, 0))),
                path(
                        "a mask with a hole",
                        "well-formed-constraints",
                        leaf(),
                        between().permitting(address(10, 1, 0, 0, 255, 0, 255, 0))),
                path(
                        "an address in place of a block",
                        "well-formed-constraints",
                        leaf(),
                        between().permitting(address(10, 1, 0, 0))),
                path(
                        "the mailbox that is permitted",
                        "accepted",
                        leaf().called(mail("ann@example.com")),
                        between().permitting(mail("ann@example.com"))),
                path(
                        "another mailbox than is permitted",
                        "name-constraints",
                        leaf().called(mail("bob@example.com")),
                        between().permitting(mail("ann@example.com"))),
                path(
                        "a mailbox at the host that is permitted",
                        "accepted",
                        leaf().called(mail("ann@example.com")),
                        between().permitting(mail("example.com"))),
                path(
                        "a mailbox below the host that is permitted",
                        "name-constraints",
                        leaf().called(mail("ann@a.example.com")),
                        between().permitting(mail("example.com"))),
                path(
                        "a mailbox at a host below those that are permitted",
                        "accepted",
                        leaf().called(mail("ann@a.example.com")),
                        between().permitting(mail(".example.com"))),
                Arguments.of(
                        "a mailbox in the subject counts where there are no alternatives",
                        "name-constraints",
                        List.of(
                                subject("E=ann@example.org,CN=Ann")
                                        .without(Extension.subjectAlternativeName)
                                        .signedBy("between"),
                                between().permitting(mail("example.com")).signedBy("root"))),
                Arguments.of(
                        "a mailbox in the subject does not count beside alternatives",
                        "accepted",
                        List.of(
                                subject("E=ann@example.org,CN=Ann")
                                        .called(dns("example.com"))
                                        .signedBy("between"),
                                between().permitting(mail("example.com")).signedBy("root"))),
                Arguments.of(
                        "a subject that is permitted",
                        "accepted",
                        List.of(
                                subject("O=Example,OU=Shop,CN=cart").signedBy("between"),
                                between().permitting(shop).signedBy("root"))),
                Arguments.of(
                        "a subject that is permitted, in other letters",
                        "accepted",
                        List.of(
                                subject("O=EXAMPLE,OU=shop,CN=cart").signedBy("between"),
                                between().permitting(shop).signedBy("root"))),
                Arguments.of(
                        "a subject that is not permitted",
                        "name-constraints",
                        List.of(
                                subject("O=Example,OU=Bank,CN=cart").signedBy("between"),
                                between().permitting(shop).signedBy("root"))),
                Arguments.of(
                        "a subject that is excluded",
                        "name-constraints",
                        List.of(
                                subject("O=Example,OU=Shop,CN=cart").signedBy("between"),
                                between().excluding(shop).signedBy("root"))),
                path(
                        "a kind of name that nobody can compare, constrained",
                        "name-constraints",
                        leaf().called(other("x")),
                        between().permitting(other("x"))),
                path(
                        "a kind of name that nobody can compare, not constrained",
                        "accepted",
                        leaf().called(other("x")),
                        between().permitting(dns("example.com"))));
    }

    static Stream<Arguments> policies() {
        Forge demanding = demanding(0);
        return Stream.of(
                path("no policy, and none is demanded", "accepted", leaf(), between()),
                path(
                        "no policy, and one is demanded",
                        "policies",
                        leaf(),
                        demanding(0).with(Extension.certificatePolicies, false, under(GOLD))),
                path(
                        "the policy that its authority has",
                        "accepted",
                        leaf().with(Extension.certificatePolicies, false, under(GOLD)),
                        demanding(0).with(Extension.certificatePolicies, false, under(GOLD))),
                path(
                        "another policy than its authority has",
                        "policies",
                        leaf().with(Extension.certificatePolicies, false, under(SILVER)),
                        demanding(0).with(Extension.certificatePolicies, false, under(GOLD))),
                path(
                        "one of the policies that its authority has",
                        "accepted",
                        leaf().with(Extension.certificatePolicies, false, under(SILVER)),
                        demanding(0).with(Extension.certificatePolicies, false, under(GOLD, SILVER))),
                path(
                        "an authority under any policy",
                        "accepted",
                        leaf().with(Extension.certificatePolicies, false, under(GOLD)),
                        demanding(0).with(Extension.certificatePolicies, false, under(ANY_POLICY))),
                path(
                        "a leaf under any policy",
                        "accepted",
                        leaf().with(Extension.certificatePolicies, false, under(ANY_POLICY)),
                        demanding(0).with(Extension.certificatePolicies, false, under(GOLD))),
                path(
                        "any policy is inhibited in the leaf",
                        "policies",
                        leaf().with(Extension.certificatePolicies, false, under(ANY_POLICY)),
                        demanding(0)
                                .with(Extension.certificatePolicies, false, under(GOLD))
                                .with(Extension.inhibitAnyPolicy, true, new ASN1Integer(0))),
                path(
                        "a policy is demanded further down than the leaf",
                        "accepted",
                        leaf(),
                        demanding(2).with(Extension.certificatePolicies, false, under(GOLD))),
                path(
                        "an authority without policies has none to give",
                        "policies",
                        leaf().with(Extension.certificatePolicies, false, under(GOLD)),
                        demanding),
                path(
                        "a policy that the authority maps to its own",
                        "accepted",
                        leaf().with(Extension.certificatePolicies, false, under(SILVER)),
                        demanding(0)
                                .with(Extension.certificatePolicies, false, under(GOLD))
                                .with(Extension.policyMappings, true, mapping(GOLD, SILVER))),
                path(
                        "a policy that was mapped away",
                        "policies",
                        leaf().with(Extension.certificatePolicies, false, under(GOLD)),
                        demanding(0)
                                .with(Extension.certificatePolicies, false, under(GOLD))
                                .with(Extension.policyMappings, true, mapping(GOLD, SILVER))),
                Arguments.of(
                        "a mapping that the authority above inhibits",
                        "policies",
                        List.of(
                                Forge.profiledLeaf("leaf", "deep")
                                        .with(Extension.certificatePolicies, false, under(SILVER))
                                        .signedBy("deep"),
                                Forge.profiledAuthority("deep", "between")
                                        .with(Extension.certificatePolicies, false, under(GOLD))
                                        .with(Extension.policyMappings, true, mapping(GOLD, SILVER))
                                        .signedBy("between"),
                                between()
                                        .with(Extension.certificatePolicies, false, under(GOLD))
                                        .with(
                                                Extension.policyConstraints,
                                                true,
                                                new PolicyConstraints(BigInteger.ZERO, BigInteger.ZERO))
                                        .signedBy("root"))),
                path(
                        "a mapping of any policy",
                        "well-formed-policies",
                        leaf(),
                        between()
                                .with(Extension.certificatePolicies, false, under(GOLD))
                                .with(Extension.policyMappings, true, mapping(ANY_POLICY, SILVER))),
                path(
                        "the same policy twice",
                        "well-formed-policies",
                        leaf().with(Extension.certificatePolicies, false, under(GOLD, GOLD)),
                        between()),
                path(
                        "constraints of policies without any",
                        "well-formed-policies",
                        leaf(),
                        between().with(Extension.policyConstraints, true, new DERSequence())),
                path(
                        "a strange qualifier in critical policies",
                        "well-formed-policies",
                        leaf().with(Extension.certificatePolicies, true, qualified()),
                        between()),
                path(
                        "a strange qualifier",
                        "accepted",
                        leaf().with(Extension.certificatePolicies, false, qualified()),
                        between()),
                path(
                        "constraints of no policy that are not critical",
                        "criticality",
                        leaf(),
                        between()
                                .with(
                                        Extension.policyConstraints,
                                        false,
                                        new PolicyConstraints(BigInteger.TEN, null))));
    }

    static Stream<Arguments> lists() {
        Certificate leaf = leaf().signedBy("between");
        Certificate between = between().signedBy("root");
        Certificate mute = between()
                .with(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign))
                .signedBy("root");
        RevocationList clean = ForgedList.by("between").signedBy("between");
        RevocationList ofRoot = ForgedList.by("root").signedBy("root");
        return Stream.of(
                told("nothing is revoked", "accepted", leaf, between, ofRoot, clean),
                told(
                        "the leaf is revoked",
                        "revocation",
                        leaf,
                        between,
                        ofRoot,
                        ForgedList.by("between").revoking(leaf).signedBy("between")),
                told(
                        "the authority is revoked",
                        "revocation",
                        leaf,
                        between,
                        ForgedList.by("root").revoking(between).signedBy("root"),
                        clean),
                told(
                        "another authority revokes the same number",
                        "accepted",
                        leaf,
                        between,
                        ForgedList.by("root").revoking(leaf).signedBy("root"),
                        clean),
                told("no list of the leaf's authority", "revocation", leaf, between, ofRoot),
                told("no list of the anchor", "revocation", leaf, between, clean),
                told(
                        "a list that is over",
                        "revocation",
                        leaf,
                        between,
                        ofRoot,
                        ForgedList.by("between", Forge.hoursAgo(2), Forge.hoursAgo(1))
                                .signedBy("between")),
                told(
                        "a list that has not begun",
                        "revocation",
                        leaf,
                        between,
                        ofRoot,
                        ForgedList.by("between", Fixture.NOW.plusSeconds(1), Fixture.NOW.plusSeconds(9))
                                .signedBy("between")),
                told(
                        "a list that is over beside one that is not",
                        "accepted",
                        leaf,
                        between,
                        ofRoot,
                        ForgedList.by("between", Forge.hoursAgo(2), Forge.hoursAgo(1))
                                .signedBy("between"),
                        clean),
                told(
                        "a list with another's signature",
                        "revocation",
                        leaf,
                        between,
                        ofRoot,
                        ForgedList.by("between").signedBy("impostor")),
                told("a list of an authority that may not sign lists", "revocation", leaf, mute, ofRoot, clean),
                told(
                        "a list without a number",
                        "revocation",
                        leaf,
                        between,
                        ofRoot,
                        ForgedList.by("between").without(Extension.cRLNumber).signedBy("between")),
                told(
                        "a list whose number is critical",
                        "revocation",
                        leaf,
                        between,
                        ofRoot,
                        ForgedList.by("between")
                                .with(Extension.cRLNumber, true, new CRLNumber(BigInteger.ONE))
                                .signedBy("between")),
                told(
                        "a list with a strange critical extension",
                        "revocation",
                        leaf,
                        between,
                        ofRoot,
                        ForgedList.by("between")
                                .with(STRANGE, true, DERNull.INSTANCE)
                                .signedBy("between")),
                told(
                        "a list with a strange extension",
                        "accepted",
                        leaf,
                        between,
                        ofRoot,
                        ForgedList.by("between")
                                .with(STRANGE, false, DERNull.INSTANCE)
                                .signedBy("between")),
                told(
                        "an entry with a strange critical extension",
                        "revocation",
                        leaf,
                        between,
                        ofRoot,
                        ForgedList.by("between")
                                .revoking(between, STRANGE, DERNull.INSTANCE)
                                .signedBy("between")));
    }

    static Stream<Arguments> partialLists() {
        Certificate leaf = leaf().signedBy("between");
        Certificate there = leaf().with(Extension.cRLDistributionPoints, false, pointingTo("here"))
                .signedBy("between");
        Certificate between = between().signedBy("root");
        RevocationList ofRoot = ForgedList.by("root").signedBy("root");
        ForgedList changed = ForgedList.by("between").number(2).since(1);
        return Stream.of(
                told(
                        "a list about leaves alone",
                        "accepted",
                        leaf,
                        between,
                        ofRoot,
                        scoped(new IssuingDistributionPoint(null, true, false, null, false, false))
                                .signedBy("between")),
                told(
                        "a list about authorities alone",
                        "revocation",
                        leaf,
                        between,
                        ofRoot,
                        scoped(new IssuingDistributionPoint(null, false, true, null, false, false))
                                .signedBy("between")),
                told(
                        "a list about attributes alone",
                        "revocation",
                        leaf,
                        between,
                        ofRoot,
                        scoped(new IssuingDistributionPoint(null, false, false, null, false, true))
                                .signedBy("between")),
                told(
                        "a list under the name that the certificate gives",
                        "accepted",
                        there,
                        between,
                        ofRoot,
                        scoped(under("here", null)).signedBy("between")),
                told(
                        "a list under another name",
                        "revocation",
                        there,
                        between,
                        ofRoot,
                        scoped(under("elsewhere", null)).signedBy("between")),
                told(
                        "a list without a name is under every name",
                        "accepted",
                        there,
                        between,
                        ofRoot,
                        ForgedList.by("between").signedBy("between")),
                told(
                        "a list for some reasons only",
                        "revocation",
                        there,
                        between,
                        ofRoot,
                        scoped(under("here", compromise())).signedBy("between")),
                told(
                        "lists for some and for the other reasons",
                        "accepted",
                        there,
                        between,
                        ofRoot,
                        scoped(under("here", compromise())).signedBy("between"),
                        scoped(under("here", notCompromise())).signedBy("between")),
                told(
                        "a change that revokes",
                        "revocation",
                        leaf,
                        between,
                        ofRoot,
                        ForgedList.by("between").signedBy("between"),
                        changed.revoking(leaf).signedBy("between")),
                told(
                        "a change that takes back",
                        "accepted",
                        leaf,
                        between,
                        ofRoot,
                        ForgedList.by("between")
                                .revoking(leaf, CRLReason.certificateHold)
                                .signedBy("between"),
                        ForgedList.by("between")
                                .number(2)
                                .since(1)
                                .revoking(leaf, CRLReason.removeFromCRL)
                                .signedBy("between")),
                told(
                        "a change without the list that it changes",
                        "revocation",
                        leaf,
                        between,
                        ofRoot,
                        ForgedList.by("between").number(2).since(1).signedBy("between")),
                told(
                        "a change of a later list",
                        "accepted",
                        leaf,
                        between,
                        ofRoot,
                        ForgedList.by("between").signedBy("between"),
                        ForgedList.by("between")
                                .number(3)
                                .since(2)
                                .revoking(leaf)
                                .signedBy("between")));
    }

    static Stream<Arguments> listsOfOthers() {
        Certificate between = between().signedBy("root");
        Certificate leaf = leaf().signedBy("between");
        Certificate delegating = leaf().with(Extension.cRLDistributionPoints, false, delegatingTo("teller"))
                .signedBy("between");
        Certificate teller = Forge.profiledAuthority("teller", "root")
                .with(Extension.basicConstraints, true, new BasicConstraints(false))
                .with(Extension.keyUsage, true, new KeyUsage(KeyUsage.cRLSign))
                .signedBy("root");
        Certificate stranger = Forge.profiledAuthority("teller", "nobody").signedBy("nobody");
        Certificate pen = Forge.profiledAuthority("between", "root", "pen")
                .with(Extension.keyUsage, true, new KeyUsage(KeyUsage.cRLSign))
                .signedBy("root");
        RevocationList ofRoot = ForgedList.by("root").signedBy("root");
        RevocationList indirect = indirect("teller").signedBy("teller");
        return Stream.of(
                told(
                        "a list by whom the certificate names",
                        "accepted",
                        List.of(delegating, between, teller),
                        ofRoot,
                        indirect),
                told(
                        "a list by whom the certificate does not name",
                        "revocation",
                        List.of(leaf, between, teller),
                        ofRoot,
                        indirect),
                told(
                        "a list by whom the certificate names that revokes it",
                        "revocation",
                        List.of(delegating, between, teller),
                        ofRoot,
                        indirect("teller").revoking(delegating, "between").signedBy("teller")),
                told(
                        "a list by whom the certificate names that revokes another's",
                        "accepted",
                        List.of(delegating, between, teller),
                        ofRoot,
                        indirect("teller").revoking(delegating).signedBy("teller")),
                told(
                        "a list that is not said to be about others",
                        "revocation",
                        List.of(delegating, between, teller),
                        ofRoot,
                        ForgedList.by("teller").signedBy("teller")),
                told(
                        "a list by somebody that nobody vouches for",
                        "revocation",
                        List.of(delegating, between, stranger),
                        ofRoot,
                        indirect),
                told(
                        "a list by somebody who is revoked",
                        "revocation",
                        List.of(delegating, between, teller),
                        ForgedList.by("root").revoking(teller).signedBy("root"),
                        indirect),
                told(
                        "a list signed with another key of the authority's",
                        "accepted",
                        List.of(leaf, between, pen),
                        ofRoot,
                        ForgedList.by("between").signedBy("pen")),
                told(
                        "a list signed with a key that is not the authority's any more",
                        "revocation",
                        List.of(leaf, between, pen),
                        ForgedList.by("root").revoking(pen).signedBy("root"),
                        ForgedList.by("between").signedBy("pen")));
    }

    private static Arguments path(String rule, String failing, Forge leaf, Forge between) {
        return Arguments.of(rule, failing, List.of(leaf.signedBy("between"), between.signedBy("root")));
    }

    private static Arguments told(
            String rule, String failing, Certificate leaf, Certificate between, RevocationList... lists) {
        return told(rule, failing, List.of(leaf, between), lists);
    }

    private static Arguments told(String rule, String failing, List<Certificate> chain, RevocationList... lists) {
        return Arguments.of(rule, failing, chain, List.of(lists));
    }

    private static Forge root() {
        return Forge.profiledAuthority("root", "root");
    }

    private static Forge between() {
        return Forge.profiledAuthority("between", "root");
    }

    private static Forge leaf() {
        return Forge.profiledLeaf("leaf", "between");
    }

    private static Forge subject(String name) {
        return Forge.withSubject(name, "between").keyId("leaf").issuerKeyId("between");
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

    private static Forge limited(Forge authority, int pathLength) {
        return authority.with(Extension.basicConstraints, true, new BasicConstraints(pathLength));
    }

    private static Forge demanding(int below) {
        return between()
                .with(Extension.policyConstraints, true, new PolicyConstraints(BigInteger.valueOf(below), null));
    }

    private static CertificatePolicies under(String... policies) {
        return new CertificatePolicies(Arrays.stream(policies)
                .map(policy -> new PolicyInformation(new ASN1ObjectIdentifier(policy)))
                .toArray(PolicyInformation[]::new));
    }

    private static CertificatePolicies qualified() {
        return new CertificatePolicies(new PolicyInformation(
                new ASN1ObjectIdentifier(GOLD), new DERSequence(new PolicyQualifierInfo(STRANGE, DERNull.INSTANCE))));
    }

    private static PolicyMappings mapping(String ofIssuer, String ofSubject) {
        return new PolicyMappings(
                CertPolicyId.getInstance(new ASN1ObjectIdentifier(ofIssuer)),
                CertPolicyId.getInstance(new ASN1ObjectIdentifier(ofSubject)));
    }

    private static ExtendedKeyUsage usage(KeyPurposeId purpose) {
        return new ExtendedKeyUsage(purpose);
    }

    private static ForgedList scoped(IssuingDistributionPoint scope) {
        return ForgedList.by("between").with(Extension.issuingDistributionPoint, true, scope);
    }

    private static IssuingDistributionPoint under(String name, ReasonFlags reasons) {
        return new IssuingDistributionPoint(named(name), false, false, reasons, false, false);
    }

    private static ForgedList indirect(String issuer) {
        return ForgedList.by(issuer)
                .with(
                        Extension.issuingDistributionPoint,
                        true,
                        new IssuingDistributionPoint(null, false, false, null, true, false));
    }

    private static DistributionPointName named(String name) {
        return new DistributionPointName(new GeneralNames(uri("http://example.com/" + name)));
    }

    private static CRLDistPoint pointingTo(String name) {
        return new CRLDistPoint(new DistributionPoint[] {new DistributionPoint(named(name), null, null)});
    }

    private static CRLDistPoint delegatingTo(String issuer) {
        GeneralNames who = new GeneralNames(directory("CN=" + issuer));
        return new CRLDistPoint(new DistributionPoint[] {new DistributionPoint(null, null, who)});
    }

    private static ReasonFlags compromise() {
        return new ReasonFlags(ReasonFlags.keyCompromise | ReasonFlags.cACompromise);
    }

    private static ReasonFlags notCompromise() {
        return new ReasonFlags(ReasonFlags.affiliationChanged
                | ReasonFlags.superseded
                | ReasonFlags.cessationOfOperation
                | ReasonFlags.certificateHold
                | ReasonFlags.privilegeWithdrawn
                | ReasonFlags.aACompromise);
    }

    private static GeneralName dns(String host) {
        return new GeneralName(GeneralName.dNSName, host);
    }

    private static GeneralName uri(String text) {
        return new GeneralName(GeneralName.uniformResourceIdentifier, text);
    }

    private static GeneralName mail(String mailbox) {
        return new GeneralName(GeneralName.rfc822Name, mailbox);
    }

    private static GeneralName directory(String name) {
        return new GeneralName(new X500Name(name));
    }

    private static GeneralName address(int... octets) {
        byte[] bytes = new byte[octets.length];
        for (int i = 0; i < bytes.length; i++) bytes[i] = (byte) octets[i];
        return new GeneralName(GeneralName.iPAddress, new DEROctetString(bytes));
    }

    private static GeneralName other(String value) {
        return new GeneralName(GeneralName.otherName, new DERSequence(new ASN1Encodable[] {
            STRANGE, new DERTaggedObject(true, 0, new DERUTF8String(value))
        }));
    }
}
