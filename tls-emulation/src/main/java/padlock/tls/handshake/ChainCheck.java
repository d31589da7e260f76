package padlock.tls.handshake;

import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Predicate;
import org.bouncycastle.asn1.x509.Extension;
import padlock.tls.identity.Certificate;
import padlock.tls.identity.KeyUsage;

/**
 * What is asked of each certificate of a path (RFC 5280 §6.1), with the alert and the words of BoringSSL when it does
 * not hold. {@link #inOrder} is the order in which a sidecar meets them, so that of two faults it is the same one that
 * gets reported.
 */
enum ChainCheck {
    HANDLED_EXTENSIONS(
            RefusalReason.UNHANDLED_EXTENSION,
            TlsAlert.CERTIFICATE_UNKNOWN,
            "unhandled critical extension",
            ChainCheck::hasHandledExtensions),

    AUTHORITY(
            RefusalReason.NOT_AN_AUTHORITY,
            TlsAlert.UNKNOWN_CA,
            "invalid CA certificate",
            link -> link.depth() == 0 || mayCertify(link)),

    PURPOSE(
            RefusalReason.WRONG_PURPOSE,
            TlsAlert.UNSUPPORTED_CERTIFICATE,
            "unsupported certificate purpose",
            ChainCheck::servesThePurpose),

    PATH_LENGTH(
            RefusalReason.PATH_LENGTH,
            TlsAlert.UNKNOWN_CA,
            "path length constraint exceeded",
            link -> link.certificate()
                    .pathLength()
                    .map(longest -> link.authoritiesBelow() <= longest)
                    .orElse(true)),

    SIGNATURE(
            RefusalReason.BAD_SIGNATURE,
            TlsAlert.DECRYPT_ERROR,
            "certificate signature failure",
            link -> link.isAnchor() || link.certificate().isSignedBy(link.issuer())),

    BEGUN(
            RefusalReason.CERTIFICATE_NOT_YET_VALID,
            TlsAlert.CERTIFICATE_EXPIRED,
            "certificate is not yet valid",
            link -> !link.at().isBefore(link.certificate().notBefore())),

    /** Both ends of the validity belong to it, to the second (RFC 5280 §4.1.2.5). */
    NOT_OVER(
            RefusalReason.CERTIFICATE_EXPIRED,
            TlsAlert.CERTIFICATE_EXPIRED,
            "certificate has expired",
            link -> !link.at()
                    .truncatedTo(ChronoUnit.SECONDS)
                    .isAfter(link.certificate().notAfter())),

    NAME_CONSTRAINTS(
            RefusalReason.NAME_CONSTRAINT,
            TlsAlert.CERTIFICATE_UNKNOWN,
            "permitted subtree violation",
            NameConstraintCheck::holds),

    WELL_FORMED_CONSTRAINTS(
            RefusalReason.NAME_CONSTRAINT,
            TlsAlert.CERTIFICATE_UNKNOWN,
            "unsupported or invalid name constraint syntax",
            NameConstraintCheck::areWellFormed),

    WELL_FORMED_POLICIES(
            RefusalReason.NO_POLICY,
            TlsAlert.CERTIFICATE_UNKNOWN,
            "invalid or inconsistent certificate policy extension",
            PolicyCheck::areWellFormed),

    POLICIES(RefusalReason.NO_POLICY, TlsAlert.CERTIFICATE_UNKNOWN, "no explicit policy", PolicyCheck::holds),

    /** RFC 5280 §4.2.1.1 and §4.2.1.2: who signed, and with which key; neither is critical. */
    KEY_IDENTIFIERS(
            RefusalReason.MALFORMED_CERTIFICATE,
            TlsAlert.CERTIFICATE_UNKNOWN,
            "key identifiers are missing or critical",
            Profile::hasKeyIdentifiers),

    /**
     * RFC 5280 §4.1.2.4 and §4.1.2.6: an authority has a name, and an empty subject makes the alternatives critical.
     */
    NAMES(
            RefusalReason.MALFORMED_CERTIFICATE,
            TlsAlert.CERTIFICATE_UNKNOWN,
            "subject or issuer is empty",
            Profile::hasNames),

    ALTERNATIVE_NAMES(
            RefusalReason.MALFORMED_CERTIFICATE,
            TlsAlert.CERTIFICATE_UNKNOWN,
            "subject alternative name is malformed",
            Profile::hasReadableAlternatives),

    /** RFC 5280 §4.2.1.3 and §4.2.1.9: what says that a certificate may sign others agrees with itself. */
    AUTHORITY_EXTENSIONS(
            RefusalReason.NOT_AN_AUTHORITY,
            TlsAlert.UNKNOWN_CA,
            "basic constraints and key usage contradict each other",
            Profile::agreesOnAuthority),

    CRITICALITY(
            RefusalReason.UNHANDLED_EXTENSION,
            TlsAlert.CERTIFICATE_UNKNOWN,
            "an extension is critical, or is not, against RFC 5280",
            Profile::hasRightCriticality);

    /** Checks of one round are made together on each certificate before the next one is looked at. */
    record Round(boolean upwards, List<ChainCheck> checks) {}

    private static final Round EXTENSIONS =
            new Round(true, List.of(HANDLED_EXTENSIONS, AUTHORITY, PURPOSE, PATH_LENGTH));
    private static final Round SIGNATURES = new Round(false, List.of(SIGNATURE, BEGUN, NOT_OVER));
    private static final Round CONSTRAINTS = new Round(false, List.of(WELL_FORMED_CONSTRAINTS, NAME_CONSTRAINTS));
    private static final Round DEMANDED_POLICIES = new Round(false, List.of(WELL_FORMED_POLICIES, POLICIES));
    private static final Round PROFILE =
            new Round(true, List.of(KEY_IDENTIFIERS, NAMES, ALTERNATIVE_NAMES, AUTHORITY_EXTENSIONS, CRITICALITY));

    /** What a sidecar looks at before it asks for revocation. */
    static final List<Round> BEFORE_REVOCATION = List.of(EXTENSIONS);

    /** The rounds after that, in the order in which a sidecar meets them. */
    static List<Round> afterRevocation(Rules rules) {
        return rules == Rules.PATH
                ? List.of(SIGNATURES, CONSTRAINTS, DEMANDED_POLICIES, PROFILE)
                : List.of(SIGNATURES, CONSTRAINTS, DEMANDED_POLICIES);
    }

    private static final class Handled {
        private static final List<String> EXTENSIONS = List.of(
                Extension.keyUsage.getId(),
                Extension.subjectAlternativeName.getId(),
                Extension.basicConstraints.getId(),
                Extension.extendedKeyUsage.getId(),
                Extension.nameConstraints.getId(),
                Extension.certificatePolicies.getId(),
                Extension.policyConstraints.getId(),
                Extension.policyMappings.getId(),
                Extension.inhibitAnyPolicy.getId());

        /** To a sidecar this one is strange. */
        private static final String OF_PATH_VALIDATION = Extension.cRLDistributionPoints.getId();
    }

    private final RefusalReason reason;
    private final TlsAlert alert;
    private final String text;
    private final Predicate<PathLink> rule;

    ChainCheck(RefusalReason reason, TlsAlert alert, String text, Predicate<PathLink> rule) {
        this.reason = reason;
        this.alert = alert;
        this.text = text;
        this.rule = rule;
    }

    boolean holdsFor(PathLink link) {
        return rule.test(link);
    }

    ChainVerdict.Rejected rejection(int depth) {
        return rejection(reason, alert, text, depth);
    }

    static ChainVerdict.Rejected rejection(RefusalReason reason, TlsAlert alert, String text, int depth) {
        return new ChainVerdict.Rejected(
                reason,
                alert,
                "X509_verify_cert: certificate verification error at depth " + depth + ": " + text,
                depth);
    }

    private static boolean hasHandledExtensions(PathLink link) {
        return link.certificate().criticalExtensions().stream()
                .allMatch(oid -> Handled.EXTENSIONS.contains(oid)
                        || link.terms().rules() == Rules.PATH && oid.equals(Handled.OF_PATH_VALIDATION));
    }

    /** An anchor of X.509's first version has no extension that could say so, and is taken for an authority. */
    private static boolean mayCertify(PathLink link) {
        Certificate certificate = link.certificate();
        boolean ofFirstVersion =
                certificate.version() == 1 && link.isAnchor() && certificate.namesAsIssuer(certificate);
        return (certificate.authority() || ofFirstVersion) && certificate.permits(KeyUsage.KEY_CERT_SIGN);
    }

    /**
     * An extended key usage binds all below it, and to a sidecar "any" is not a purpose; the key usage matters on the
     * leaf alone, and to TLS, not to path validation.
     */
    private static boolean servesThePurpose(PathLink link) {
        if (link.depth() > 0 && link.isAnchor()) return true;
        Certificate certificate = link.certificate();
        boolean bare = link.terms().rules() == Rules.PATH;
        List<String> purposes = certificate.extendedKeyUsage();
        boolean bound = certificate.extensions().contains(Extension.extendedKeyUsage.getId());
        if (bound
                && !purposes.contains(link.purpose().extendedKeyUsage())
                && !(bare && purposes.contains("anyExtendedKeyUsage"))) return false;
        return bare || link.depth() > 0 || link.purpose().keyUsages().stream().anyMatch(certificate::permits);
    }
}
