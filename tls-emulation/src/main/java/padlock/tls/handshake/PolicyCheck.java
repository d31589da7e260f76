package padlock.tls.handshake;

import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.PolicyConstraints;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.bouncycastle.asn1.x509.PolicyQualifierId;
import org.bouncycastle.asn1.x509.PolicyQualifierInfo;
import padlock.tls.identity.Certificate;

/**
 * Whether some policy holds from the anchor down, where an authority demands one (RFC 5280 §6.1). Any policy will do,
 * so of the RFC's tree only the policies at the depth reached are kept: it is empty exactly if they are. That also
 * bounds what a hostile chain can make us do.
 */
final class PolicyCheck {
    private static final String ANY = "2.5.29.32.0";

    /** What a certificate says about policies; absent policies are none, not any. */
    private record Said(
            SortedSet<String> policies,
            Map<String, SortedSet<String>> mappings,
            Optional<Long> requireExplicit,
            Optional<Long> inhibitMapping,
            Optional<Long> inhibitAny) {}

    /** What counts as a policy of an authority's in the certificate below it. */
    private SortedSet<String> expected = new TreeSet<>(List.of(ANY));

    private long untilExplicit;
    private long untilNoMapping;
    private long untilNoAny;

    private PolicyCheck(int length) {
        untilExplicit = length;
        untilNoMapping = length;
        untilNoAny = length;
    }

    /** Whether the path is good down to this certificate; the anchor's own policies do not count. */
    static boolean holds(PathLink link) {
        PolicyCheck check = new PolicyCheck(link.path().size());
        for (int depth = link.path().size() - 2; depth >= link.depth(); depth--) {
            if (!check.descend(link.path().get(depth), depth == 0)) return false;
        }
        return true;
    }

    static boolean areWellFormed(PathLink link) {
        try {
            read(link.certificate());
            return true;
        } catch (IOException | RuntimeException malformed) {
            return false;
        }
    }

    private boolean descend(Certificate certificate, boolean leaf) {
        Said said;
        try {
            said = read(certificate);
        } catch (IOException | RuntimeException malformed) {
            return false;
        }
        boolean selfIssued = certificate.namesAsIssuer(certificate);
        SortedSet<String> valid = valid(said.policies(), untilNoAny > 0 || !leaf && selfIssued);
        if (untilExplicit == 0 && valid.isEmpty()) return false;
        if (!leaf) expected = mapped(valid, said.mappings());
        if (leaf || !selfIssued) {
            untilExplicit = Math.max(0, untilExplicit - 1);
            untilNoMapping = Math.max(0, untilNoMapping - 1);
            untilNoAny = Math.max(0, untilNoAny - 1);
        }
        untilExplicit = Math.min(untilExplicit, said.requireExplicit().orElse(untilExplicit));
        untilNoMapping = Math.min(untilNoMapping, said.inhibitMapping().orElse(untilNoMapping));
        untilNoAny = Math.min(untilNoAny, said.inhibitAny().orElse(untilNoAny));
        return !leaf || untilExplicit > 0 || !valid.isEmpty();
    }

    /** §6.1.3 d and e. */
    private SortedSet<String> valid(SortedSet<String> policies, boolean anyCounts) {
        SortedSet<String> valid = new TreeSet<>(policies);
        valid.remove(ANY);
        if (!expected.contains(ANY)) valid.retainAll(expected);
        if (policies.contains(ANY) && anyCounts) valid.addAll(expected);
        return valid;
    }

    /** §6.1.4 b. */
    private SortedSet<String> mapped(SortedSet<String> valid, Map<String, SortedSet<String>> mappings) {
        SortedSet<String> below = new TreeSet<>(valid);
        below.removeAll(mappings.keySet());
        if (untilNoMapping == 0) return below;
        mappings.forEach((policy, itsNamesBelow) -> {
            if (valid.contains(policy) || valid.contains(ANY)) below.addAll(itsNamesBelow);
        });
        return below;
    }

    private static Said read(Certificate certificate) throws IOException {
        SortedSet<String> policies = new TreeSet<>();
        Optional<ASN1Primitive> listed = value(certificate, Extension.certificatePolicies);
        if (listed.isPresent()) {
            PolicyInformation[] all =
                    CertificatePolicies.getInstance(listed.get()).getPolicyInformation();
            Arrays.stream(all)
                    .forEach(policy -> policies.add(policy.getPolicyIdentifier().getId()));
            require(all.length > 0 && policies.size() == all.length);
            boolean critical = certificate.criticalExtensions().contains(Extension.certificatePolicies.getId());
            require(!critical || Arrays.stream(all).allMatch(PolicyCheck::isUnderstood));
        }
        Optional<PolicyConstraints> constraints =
                value(certificate, Extension.policyConstraints).map(PolicyConstraints::getInstance);
        Optional<BigInteger> explicit = constraints.map(PolicyConstraints::getRequireExplicitPolicyMapping);
        Optional<BigInteger> mapping = constraints.map(PolicyConstraints::getInhibitPolicyMapping);
        require(constraints.isEmpty() || explicit.isPresent() || mapping.isPresent());
        return new Said(
                policies,
                mappings(value(certificate, Extension.policyMappings)),
                explicit.map(PolicyCheck::count),
                mapping.map(PolicyCheck::count),
                value(certificate, Extension.inhibitAnyPolicy)
                        .map(value -> count(ASN1Integer.getInstance(value).getValue())));
    }

    private static boolean isUnderstood(PolicyInformation policy) {
        if (policy.getPolicyQualifiers() == null) return true;
        for (ASN1Encodable qualifier : policy.getPolicyQualifiers()) {
            ASN1ObjectIdentifier kind =
                    PolicyQualifierInfo.getInstance(qualifier).getPolicyQualifierId();
            if (!kind.equals(PolicyQualifierId.id_qt_cps) && !kind.equals(PolicyQualifierId.id_qt_unotice))
                return false;
        }
        return true;
    }

    private static Map<String, SortedSet<String>> mappings(Optional<ASN1Primitive> value) {
        Map<String, SortedSet<String>> mappings = new LinkedHashMap<>();
        if (value.isEmpty()) return mappings;
        ASN1Sequence pairs = ASN1Sequence.getInstance(value.get());
        require(pairs.size() > 0);
        for (ASN1Encodable element : pairs) {
            ASN1Sequence pair = ASN1Sequence.getInstance(element);
            require(pair.size() == 2);
            String ofIssuer =
                    ASN1ObjectIdentifier.getInstance(pair.getObjectAt(0)).getId();
            String ofSubject =
                    ASN1ObjectIdentifier.getInstance(pair.getObjectAt(1)).getId();
            require(!ofIssuer.equals(ANY) && !ofSubject.equals(ANY));
            mappings.computeIfAbsent(ofIssuer, policy -> new TreeSet<>()).add(ofSubject);
        }
        return mappings;
    }

    private static Optional<ASN1Primitive> value(Certificate certificate, ASN1ObjectIdentifier oid) throws IOException {
        Optional<byte[]> value = certificate.extension(oid.getId());
        return value.isEmpty() ? Optional.empty() : Optional.of(ASN1Primitive.fromByteArray(value.get()));
    }

    private static long count(BigInteger certificates) {
        require(certificates.signum() >= 0);
        return certificates.bitLength() < Long.SIZE ? certificates.longValue() : Long.MAX_VALUE;
    }

    private static void require(boolean wellFormed) {
        if (!wellFormed) throw new IllegalArgumentException("not as RFC 5280 §4.2.1.4, 5, 11 and 14 have it");
    }
}
