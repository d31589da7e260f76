package padlock.tls.handshake;

import java.math.BigInteger;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import padlock.tls.identity.Certificate;

import static padlock.tls.handshake.Paths.STRANGE;
import static padlock.tls.handshake.Paths.address;
import static padlock.tls.handshake.Paths.between;
import static padlock.tls.handshake.Paths.directory;
import static padlock.tls.handshake.Paths.dns;
import static padlock.tls.handshake.Paths.isJudged;
import static padlock.tls.handshake.Paths.leaf;
import static padlock.tls.handshake.Paths.mail;
import static padlock.tls.handshake.Paths.path;
import static padlock.tls.handshake.Paths.uri;

/** Name constraints of RFC 5280 by examples of our own. */
final class NameRulesTest {
    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource({"hostNames", "otherNames", "subtrees"})
    void aNameIsHeldAgainstTheConstraintsAboveIt(String rule, String failing, List<Certificate> chain) {
        isJudged(failing, chain, List.of());
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

    static Stream<Arguments> subtrees() {
        GeneralName shop = directory("O=Example,OU=Shop");
        GeneralName all = directory("");
        return Stream.of(
                subjectIs(
                        "a subject that has below another name what is permitted",
                        "name-constraints",
                        "C=US,O=Example,OU=Shop",
                        between().permitting(shop)),
                subjectIs(
                        "a subject that has below another name what is excluded",
                        "accepted",
                        "C=US,O=Example,OU=Shop",
                        between().excluding(shop)),
                subjectIs(
                        "a subject that is only above what is permitted",
                        "name-constraints",
                        "O=Example",
                        between().permitting(shop)),
                subjectIs(
                        "a subject that is only above what is excluded",
                        "accepted",
                        "O=Example",
                        between().excluding(shop)),
                subjectIs(
                        "the order of a subject counts",
                        "name-constraints",
                        "OU=Shop,O=Example",
                        between().permitting(shop)),
                subjectIs(
                        "every subject is permitted",
                        "accepted",
                        "O=Example",
                        between().permitting(all)),
                subjectIs(
                        "every subject is excluded",
                        "name-constraints",
                        "O=Example",
                        between().excluding(all)),
                path(
                        "a directory name among the alternatives that is not permitted",
                        "name-constraints",
                        leaf().called(directory("O=Example,OU=Bank")),
                        between().permitting(shop, directory("CN=leaf"))),
                path(
                        "every address is excluded, and there is one of the other kind",
                        "accepted",
                        leaf().called(address(10, 1, 2, 3)),
                        between().excluding(address(new int[32]))),
                path(
                        "addresses of the other kind alone are permitted",
                        "name-constraints",
                        leaf().called(address(10, 1, 2, 3)),
                        between().permitting(address(new int[32]))),
                path(
                        "every URI is excluded",
                        "name-constraints",
                        leaf().called(uri("spiffe://cluster.local/x")),
                        between().excluding(uri(""))),
                path(
                        "every URI is permitted",
                        "accepted",
                        leaf().called(uri("spiffe://cluster.local/x")),
                        between().permitting(uri(""))),
                path(
                        "a URI in place of its host",
                        "well-formed-constraints",
                        leaf().called(uri("spiffe://cluster.local/x")),
                        between().excluding(uri("spiffe://cluster.local"))),
                path(
                        "a URI of a host in other letters",
                        "name-constraints",
                        leaf().called(uri("SPIFFE://Cluster.Local/x")),
                        between().excluding(uri("cluster.local"))),
                path(
                        "a URI of a host with as many parts as nobody can remember",
                        "accepted",
                        leaf().called(uri("spiffe://" + "a.".repeat(20_000) + "local/x")),
                        between().permitting(uri(".local"))),
                path(
                        "the user of a mailbox is written in one way",
                        "name-constraints",
                        leaf().called(mail("Ann@example.com")),
                        between().permitting(mail("ann@example.com"))),
                path(
                        "the host of a mailbox is written in any way",
                        "accepted",
                        leaf().called(mail("ann@EXAMPLE.com")),
                        between().permitting(mail("ann@example.COM"))),
                path(
                        "the host itself is not below it",
                        "name-constraints",
                        leaf().called(mail("ann@example.com")),
                        between().permitting(mail(".example.com"))),
                path(
                        "a mailbox that could be read in two ways",
                        "name-constraints",
                        leaf().called(mail("ann@evil.org@example.com")),
                        between().permitting(mail("example.com"))),
                path(
                        "every mailbox is excluded",
                        "name-constraints",
                        leaf().called(mail("ann@example.com")),
                        between().excluding(mail(""))),
                path(
                        "a wildcard in other letters that covers what is excluded",
                        "name-constraints",
                        leaf().called(dns("*.EXAMPLE.com")),
                        between().excluding(dns("bad.example.com"))),
                path(
                        "a constraint that ends with a dot",
                        "well-formed-constraints",
                        leaf(),
                        between().excluding(dns("example.com."))));
    }

    private static Arguments subjectIs(String rule, String failing, String subject, Forge between) {
        Forge leaf = subject(subject).called(dns("example.com"));
        return Arguments.of(rule, failing, List.of(leaf.signedBy("between"), between.signedBy("root")));
    }

    private static Forge subject(String name) {
        return Forge.withSubject(name, "between").keyId("leaf").issuerKeyId("between");
    }

    private static GeneralName other(String value) {
        return new GeneralName(GeneralName.otherName, new DERSequence(new ASN1Encodable[] {
            STRANGE, new DERTaggedObject(true, 0, new DERUTF8String(value))
        }));
    }
}
