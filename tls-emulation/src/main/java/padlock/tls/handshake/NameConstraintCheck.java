package padlock.tls.handshake;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraints;
import padlock.tls.identity.Certificate;

/**
 * Whether a certificate's names are within what the authorities above it permit (RFC 5280 §4.2.1.10, §6.1.3 b and c).
 */
final class NameConstraintCheck {
    /**
     * A hostile chain can have so many names and constraints that comparing them all takes hours; BoringSSL's limit.
     */
    private static final int MOST_COMPARISONS = 1 << 20;

    private static final String NAMES = Extension.subjectAlternativeName.getId();
    private static final String CONSTRAINTS = Extension.nameConstraints.getId();

    /** What one authority says of all names below it. */
    private record Constraints(List<NameForm> permitted, List<NameForm> excluded) {
        static Constraints of(NameConstraints read) {
            return new Constraints(forms(read.getPermittedSubtrees()), forms(read.getExcludedSubtrees()));
        }

        private static List<NameForm> forms(GeneralSubtree[] subtrees) {
            return subtrees(subtrees)
                    .map(GeneralSubtree::getBase)
                    .map(NameForm::of)
                    .toList();
        }

        int size() {
            return permitted.size() + excluded.size();
        }

        boolean allow(NameForm name) {
            List<NameForm> mayBe =
                    permitted.stream().filter(base -> base.tag() == name.tag()).toList();
            List<NameForm> mayNot =
                    excluded.stream().filter(base -> base.tag() == name.tag()).toList();
            if (mayBe.isEmpty() && mayNot.isEmpty()) return true;
            return name.isName()
                    && (mayBe.isEmpty() || mayBe.stream().anyMatch(base -> base.covers(name)))
                    && mayNot.stream().noneMatch(base -> base.touches(name));
        }
    }

    private NameConstraintCheck() {}

    static boolean holds(PathLink link) {
        Certificate certificate = link.certificate();
        if (link.depth() > 0 && certificate.namesAsIssuer(certificate)) return true;
        try {
            List<Constraints> above = constraintsAbove(link);
            if (above.isEmpty()) return true;
            List<GeneralName> names = names(certificate);
            long parts = X500Name.getInstance(certificate.subjectDer()).getRDNs().length;
            int constraints = above.stream().mapToInt(Constraints::size).sum();
            return (names.size() + parts) * constraints <= MOST_COMPARISONS
                    && names.stream()
                            .map(NameForm::of)
                            .allMatch(name -> above.stream().allMatch(one -> one.allow(name)));
        } catch (IOException | RuntimeException unreadable) {
            return false;
        }
    }

    private static List<Constraints> constraintsAbove(PathLink link) throws IOException {
        List<Constraints> above = new ArrayList<>();
        for (int depth = link.path().size() - 1; depth > link.depth(); depth--) {
            Optional<byte[]> value = link.path().get(depth).extension(CONSTRAINTS);
            if (value.isPresent()) above.add(read(value.get()));
        }
        return above;
    }

    private static Constraints read(byte[] value) throws IOException {
        return Constraints.of(NameConstraints.getInstance(ASN1Primitive.fromByteArray(value)));
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

    private static Stream<GeneralSubtree> subtrees(GeneralSubtree[] subtrees) {
        return Optional.ofNullable(subtrees).stream().flatMap(Arrays::stream);
    }

    /** Whether the constraints themselves can be read, and have the form that RFC 5280 §4.2.1.10 gives them. */
    static boolean areWellFormed(PathLink link) {
        Optional<byte[]> value = link.certificate().extension(CONSTRAINTS);
        if (value.isEmpty()) return true;
        try {
            NameConstraints constraints =
                    NameConstraints.getInstance(ASN1Sequence.getInstance(ASN1Primitive.fromByteArray(value.get())));
            List<GeneralSubtree> all = Stream.concat(
                            subtrees(constraints.getPermittedSubtrees()), subtrees(constraints.getExcludedSubtrees()))
                    .toList();
            return !all.isEmpty() && all.stream().allMatch(NameConstraintCheck::isWellFormed);
        } catch (IOException | RuntimeException malformed) {
            return false;
        }
    }

    private static boolean isWellFormed(GeneralSubtree subtree) {
        return subtree.getMinimum().signum() == 0
                && subtree.getMaximum() == null
                && NameForm.of(subtree.getBase()).isSubtree();
    }
}
