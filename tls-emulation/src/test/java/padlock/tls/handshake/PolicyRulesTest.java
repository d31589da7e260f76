package padlock.tls.handshake;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x509.CertPolicyId;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.PolicyConstraints;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.bouncycastle.asn1.x509.PolicyMappings;
import org.bouncycastle.asn1.x509.PolicyQualifierInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import padlock.tls.identity.Certificate;

import static padlock.tls.handshake.Paths.STRANGE;
import static padlock.tls.handshake.Paths.between;
import static padlock.tls.handshake.Paths.isJudged;
import static padlock.tls.handshake.Paths.leaf;
import static padlock.tls.handshake.Paths.path;

/** Certificate policies of RFC 5280 by examples of our own. */
final class PolicyRulesTest {
    private static final String ANY_POLICY = "2.5.29.32.0";
    private static final String GOLD = "1.3.6.1.4.1.99999.1";
    private static final String SILVER = "1.3.6.1.4.1.99999.2";

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource({"policies"})
    void aPolicyIsNeededWhereAnAuthorityDemandsOne(String rule, String failing, List<Certificate> chain) {
        isJudged(failing, chain, List.of());
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

    private static Forge demanding(int below) {
        return between()
                .with(Extension.policyConstraints, true, new PolicyConstraints(BigInteger.valueOf(below), null));
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

    private static CertificatePolicies under(String... policies) {
        return new CertificatePolicies(Arrays.stream(policies)
                .map(policy -> new PolicyInformation(new ASN1ObjectIdentifier(policy)))
                .toArray(PolicyInformation[]::new));
    }
}
