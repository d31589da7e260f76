package padlock.tls.handshake;

import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraintValidatorException;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.PKIXNameConstraintValidator;
import padlock.tls.identity.Certificate;

/**
 * Whether a certificate's names are within what the authorities above it permit (RFC 5280 §4.2.1.10, §6.1.3 b and c).
 */
final class NameConstraintCheck {
    /**
     * A hostile chain can have so many names and constraints that comparing them all takes hours; BoringSSL's limit.
     */
    private static final int MOST_COMPARISONS = 1 << 20;

    /** Neither user nor port keep a host from being one; a number does not begin a name's last part. */
    private static final Pattern HOST_IN_URI = Pattern.compile(
            "[A-Za-z][A-Za-z0-9+.-]*://([^/?#@]*@)?([A-Za-z0-9_-]+\\.)*[A-Za-z_-][A-Za-z0-9_-]*(:[0-9]*)?([/?#].*)?");

    private static final String NAMES = Extension.subjectAlternativeName.getId();
    private static final String CONSTRAINTS = Extension.nameConstraints.getId();

    private NameConstraintCheck() {}

    static boolean holds(PathLink link) {
        Certificate certificate = link.certificate();
        if (link.depth() > 0 && certificate.namesAsIssuer(certificate)) return true;
        try {
            List<NameConstraints> above = constraintsAbove(link);
            if (above.isEmpty()) return true;
            int parts = X500Name.getInstance(certificate.subjectDer()).getRDNs().length;
            return isWithin(names(certificate), parts, above);
        } catch (IOException | NameConstraintValidatorException | RuntimeException outside) {
            return false;
        }
    }

    private static List<NameConstraints> constraintsAbove(PathLink link) throws IOException {
        List<NameConstraints> above = new ArrayList<>();
        for (int depth = link.path().size() - 1; depth > link.depth(); depth--) {
            Optional<byte[]> value = link.path().get(depth).extension(CONSTRAINTS);
            if (value.isPresent()) above.add(NameConstraints.getInstance(ASN1Primitive.fromByteArray(value.get())));
        }
        return above;
    }

    private static List<GeneralName> names(Certificate certificate) throws IOException {
        List<GeneralName> names = new ArrayList<>();
        X500Name subject = X500Name.getInstance(certificate.subjectDer());
        if (subject.getRDNs().length > 0) names.add(new GeneralName(subject));
        Optional<byte[]> alternatives = certificate.extension(NAMES);
        if (alternatives.isPresent()) {
            names.addAll(Arrays.asList(GeneralNames.getInstance(ASN1Primitive.fromByteArray(alternatives.get()))
                    .getNames()));
        } else {
            names.addAll(mailboxes(subject));
        }
        return names;
    }

    /** Of a certificate without alternatives the mail addresses in its subject count (§4.2.1.10). */
    private static List<GeneralName> mailboxes(X500Name subject) {
        return Arrays.stream(subject.getRDNs(BCStyle.EmailAddress))
                .flatMap(part -> Arrays.stream(part.getTypesAndValues()))
                .filter(attribute -> attribute.getType().equals(BCStyle.EmailAddress))
                .map(attribute ->
                        new GeneralName(GeneralName.rfc822Name, ((ASN1String) attribute.getValue()).getString()))
                .toList();
    }

    private static boolean isWithin(List<GeneralName> names, int parts, List<NameConstraints> above)
            throws NameConstraintValidatorException {
        long comparisons = above.stream()
                .mapToLong(constraints -> (long) (names.size() + parts)
                        * (length(constraints.getPermittedSubtrees()) + length(constraints.getExcludedSubtrees())))
                .sum();
        if (comparisons > MOST_COMPARISONS) return false;
        for (NameConstraints constraints : above) {
            PKIXNameConstraintValidator validator = new PKIXNameConstraintValidator();
            GeneralSubtree[] permitted = withoutHostsIfAll(orNone(constraints.getPermittedSubtrees()));
            GeneralSubtree[] excluded = orNone(constraints.getExcludedSubtrees());
            if (permitted.length > 0) validator.intersectPermittedSubtree(permitted);
            for (GeneralSubtree subtree : excluded) validator.addExcludedSubtree(subtree);
            for (GeneralName name : names) {
                if (isStrange(name, permitted) || isStrange(name, excluded) || isMalformed(name)) return false;
                if (isWithoutHost(name) && (isConstrained(name, permitted) || isConstrained(name, excluded)))
                    return false;
                validator.checkPermitted(name);
                validator.checkExcluded(name);
                if (isWildcardOver(name, excluded)) return false;
                if (name.getTagNo() == GeneralName.dNSName && coversAllHosts(excluded)) return false;
            }
        }
        return true;
    }

    /** A kind of name that is constrained, but that nobody here can compare, is outside (§4.2.1.10). */
    private static boolean isStrange(GeneralName name, GeneralSubtree[] subtrees) {
        boolean comparable = switch (name.getTagNo()) {
            case GeneralName.dNSName,
                    GeneralName.rfc822Name,
                    GeneralName.iPAddress,
                    GeneralName.directoryName,
                    GeneralName.uniformResourceIdentifier -> true;
            default -> false;
        };
        return !comparable && isConstrained(name, subtrees);
    }

    private static boolean isConstrained(GeneralName name, GeneralSubtree[] subtrees) {
        return Arrays.stream(subtrees).anyMatch(subtree -> subtree.getBase().getTagNo() == name.getTagNo());
    }

    /** Constraints on URIs are about their hosts by name; one without such a host is outside (§4.2.1.10). */
    private static boolean isWithoutHost(GeneralName name) {
        return name.getTagNo() == GeneralName.uniformResourceIdentifier
                && !HOST_IN_URI.matcher(name.getName().toString()).matches();
    }

    private static boolean isMalformed(GeneralName name) {
        String text = name.getName().toString();
        return switch (name.getTagNo()) {
            case GeneralName.dNSName -> text.isEmpty() || text.startsWith(".") || text.contains("..");
            case GeneralName.rfc822Name -> text.indexOf('@') <= 0 || text.endsWith("@");
            default -> false;
        };
    }

    /** {@code *.example.com} stands for {@code bar.example.com} too. */
    private static boolean isWildcardOver(GeneralName name, GeneralSubtree[] excluded) {
        String text = name.getName().toString();
        return name.getTagNo() == GeneralName.dNSName
                && text.startsWith("*.")
                && Arrays.stream(excluded)
                        .map(GeneralSubtree::getBase)
                        .filter(base -> base.getTagNo() == GeneralName.dNSName)
                        .anyMatch(base -> base.getName().toString().endsWith(text.substring(1)));
    }

    /** Every host is below the empty one, which Bouncy Castle takes for a host of its own. */
    private static boolean coversAllHosts(GeneralSubtree[] subtrees) {
        return Arrays.stream(subtrees)
                .map(GeneralSubtree::getBase)
                .anyMatch(base -> base.getTagNo() == GeneralName.dNSName
                        && base.getName().toString().isEmpty());
    }

    private static GeneralSubtree[] withoutHostsIfAll(GeneralSubtree[] permitted) {
        if (!coversAllHosts(permitted)) return permitted;
        return Arrays.stream(permitted)
                .filter(subtree -> subtree.getBase().getTagNo() != GeneralName.dNSName)
                .toArray(GeneralSubtree[]::new);
    }

    private static int length(GeneralSubtree[] subtrees) {
        return orNone(subtrees).length;
    }

    private static GeneralSubtree[] orNone(GeneralSubtree[] subtrees) {
        return subtrees == null ? new GeneralSubtree[0] : subtrees;
    }

    /** Whether the constraints themselves can be read, and have the form that RFC 5280 §4.2.1.10 gives them. */
    static boolean areWellFormed(PathLink link) {
        Optional<byte[]> value = link.certificate().extension(CONSTRAINTS);
        if (value.isEmpty()) return true;
        try {
            NameConstraints constraints =
                    NameConstraints.getInstance(ASN1Sequence.getInstance(ASN1Primitive.fromByteArray(value.get())));
            List<GeneralSubtree> all = new ArrayList<>(Arrays.asList(orNone(constraints.getPermittedSubtrees())));
            all.addAll(Arrays.asList(orNone(constraints.getExcludedSubtrees())));
            return !all.isEmpty() && all.stream().allMatch(NameConstraintCheck::isWellFormed);
        } catch (IOException | RuntimeException malformed) {
            return false;
        }
    }

    private static boolean isWellFormed(GeneralSubtree subtree) {
        if (subtree.getMinimum().signum() != 0 || subtree.getMaximum() != null) return false;
        GeneralName base = subtree.getBase();
        String text = base.getName().toString();
        return switch (base.getTagNo()) {
            case GeneralName.dNSName -> !text.contains("*") && !text.startsWith(".");
            case GeneralName.rfc822Name -> !text.startsWith("@") && !text.endsWith("@");
            case GeneralName.iPAddress ->
                isBlock(ASN1OctetString.getInstance(base.getName()).getOctets());
            default -> true;
        };
    }

    /** An address and a mask that is all ones and then all zeros (RFC 4632). */
    private static boolean isBlock(byte[] octets) {
        if (octets.length != 8 && octets.length != 32) return false;
        String mask = new BigInteger(1, Arrays.copyOfRange(octets, octets.length / 2, octets.length))
                .setBit(octets.length * 4)
                .toString(2)
                .substring(1);
        return !mask.contains("01");
    }
}
