package padlock.tls.handshake;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import padlock.tls.identity.Certificate;
import padlock.tls.identity.KeyUsage;

/** The profile of RFC 5280 §4 that issuers have to keep; sidecars do not ask for it. */
final class Profile {
    private static final Pattern HOST = Pattern.compile(
            "(\\*\\.)?[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*");
    private static final int LONGEST_HOST = 253;
    private static final Pattern ADDRESS = Pattern.compile("[0-9]+(\\.[0-9]+){3}");

    private static final List<String> NEVER_CRITICAL = List.of(
            Extension.authorityKeyIdentifier.getId(),
            Extension.subjectKeyIdentifier.getId(),
            Extension.authorityInfoAccess.getId(),
            Extension.subjectInfoAccess.getId());

    private Profile() {}

    static boolean hasKeyIdentifiers(PathLink link) {
        Certificate certificate = link.certificate();
        boolean selfSigned = certificate.namesAsIssuer(certificate);
        boolean known =
                selfSigned || link.isAnchor() || certificate.authorityKeyId().isPresent();
        return known && (!certificate.authority() || certificate.subjectKeyId().isPresent());
    }

    static boolean hasNames(PathLink link) {
        Certificate certificate = link.certificate();
        if (certificate.issuer().isEmpty()) return false;
        return !certificate.subject().isEmpty()
                || !certificate.authority() && isCritical(certificate, Extension.subjectAlternativeName.getId());
    }

    static boolean hasReadableAlternatives(PathLink link) {
        Optional<byte[]> value = link.certificate().extension(Extension.subjectAlternativeName.getId());
        if (value.isEmpty()) return true;
        try {
            GeneralName[] names = GeneralNames.getInstance(ASN1Primitive.fromByteArray(value.get()))
                    .getNames();
            return names.length > 0 && Arrays.stream(names).allMatch(Profile::isReadable);
        } catch (IOException | RuntimeException malformed) {
            return false;
        }
    }

    private static boolean isReadable(GeneralName name) {
        String text = name.getName().toString();
        return switch (name.getTagNo()) {
            case GeneralName.dNSName ->
                text.length() <= LONGEST_HOST
                        && HOST.matcher(text).matches()
                        && !ADDRESS.matcher(text).matches();
            case GeneralName.rfc822Name -> text.indexOf('@') > 0 && !text.endsWith("@");
            case GeneralName.iPAddress -> {
                int octets = ASN1OctetString.getInstance(name.getName()).getOctets().length;
                yield octets == 4 || octets == 16;
            }
            default -> true;
        };
    }

    /** Below the anchor §6.1.4 k takes basic constraints as they are. */
    static boolean agreesOnAuthority(PathLink link) {
        Certificate certificate = link.certificate();
        return certificate.authority()
                ? !link.isAnchor() || isCritical(certificate, Extension.basicConstraints.getId())
                : !certificate.keyUsage().contains(KeyUsage.KEY_CERT_SIGN);
    }

    /**
     * Policy constraints had to be critical only since RFC 5280, and where they stand beside the policies that they
     * constrain, all take them as they are (NIST's suite for RFC 3280 has them so).
     */
    static boolean hasRightCriticality(PathLink link) {
        Certificate certificate = link.certificate();
        List<String> present = certificate.extensions();
        String constraints = Extension.nameConstraints.getId();
        String constraintsOfPolicies = Extension.policyConstraints.getId();
        boolean constrained = present.contains(constraints);
        return NEVER_CRITICAL.stream().noneMatch(oid -> isCritical(certificate, oid))
                && (!constrained || certificate.authority() && isCritical(certificate, constraints))
                && (!present.contains(constraintsOfPolicies)
                        || isCritical(certificate, constraintsOfPolicies)
                        || present.contains(Extension.certificatePolicies.getId()));
    }

    private static boolean isCritical(Certificate certificate, String oid) {
        return certificate.criticalExtensions().contains(oid);
    }
}
