package padlock.tls.handshake;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.bouncycastle.asn1.x509.Extension;
import padlock.tls.identity.Certificate;
import padlock.tls.identity.KeyUsage;
import padlock.tls.identity.SpiffeId;

/** What X.509-SVID asks of certificates beyond RFC 5280; sidecars ask for none of it. */
enum SvidRule {
    ONE_URI(
            RefusalReason.NAME_MISMATCH,
            "there must be exactly one URI among the names (X509-SVID §2)",
            certificate -> certificate.uriSans().size() == 1),

    SPIFFE_ID(
            RefusalReason.NAME_MISMATCH,
            "the URI must be a SPIFFE ID with a path (X509-SVID §3.1)",
            certificate -> certificate.spiffeId().isPresent()
                    && !certificate
                            .uriSans()
                            .get(0)
                            .replaceFirst("spiffe://[^/]*", "")
                            .isEmpty()),

    LEAF_IS_NO_AUTHORITY(
            RefusalReason.WRONG_PURPOSE,
            "a leaf must not be an authority (X509-SVID §4.1)",
            certificate -> !certificate.authority()),

    LEAF_SIGNS_NOTHING(
            RefusalReason.WRONG_PURPOSE,
            "a leaf must have neither keyCertSign nor cRLSign (X509-SVID §4.3)",
            certificate -> !certificate.keyUsage().contains(KeyUsage.KEY_CERT_SIGN)
                    && !certificate.keyUsage().contains(KeyUsage.CRL_SIGN)),

    LEAF_AUTHENTICATES(
            RefusalReason.WRONG_PURPOSE,
            "a leaf must have digitalSignature (X509-SVID §4.3)",
            certificate -> certificate.keyUsage().contains(KeyUsage.DIGITAL_SIGNATURE)),

    KEY_USAGE_IS_CRITICAL(
            RefusalReason.WRONG_PURPOSE,
            "the key usage must be critical (X509-SVID §4.3)",
            certificate -> certificate.criticalExtensions().contains(Extension.keyUsage.getId())),

    BOTH_PURPOSES(
            RefusalReason.WRONG_PURPOSE,
            "an extended key usage must have both serverAuth and clientAuth (X509-SVID §4.4)",
            certificate -> !certificate.extensions().contains(Extension.extendedKeyUsage.getId())
                    || certificate.extendedKeyUsage().containsAll(List.of("serverAuth", "clientAuth"))),

    NAME_IS_CRITICAL_WITHOUT_SUBJECT(
            RefusalReason.NAME_MISMATCH,
            "without a subject the alternative names must be critical (X509-SVID §3.1)",
            certificate -> !certificate.subject().isEmpty()
                    || certificate.criticalExtensions().contains(Extension.subjectAlternativeName.getId())),

    SIGNER_SIGNS(
            RefusalReason.NOT_AN_AUTHORITY,
            "a signing certificate must be an authority with keyCertSign (X509-SVID §4.1, §4.3)",
            certificate -> certificate.authority() && certificate.keyUsage().contains(KeyUsage.KEY_CERT_SIGN)),

    SIGNER_HAS_NO_PATH(
            RefusalReason.NAME_MISMATCH,
            "a signing certificate's SPIFFE ID must have no path (X509-SVID §3.2)",
            certificate -> certificate.uriSans().stream()
                    .filter(uri -> uri.startsWith("spiffe://"))
                    .allMatch(uri -> uri.indexOf('/', "spiffe://".length()) < 0
                            && SpiffeId.tryParse(uri + "/x").isPresent()));

    static final List<SvidRule> LEAF = List.of(
            ONE_URI,
            SPIFFE_ID,
            LEAF_IS_NO_AUTHORITY,
            LEAF_SIGNS_NOTHING,
            LEAF_AUTHENTICATES,
            KEY_USAGE_IS_CRITICAL,
            BOTH_PURPOSES,
            NAME_IS_CRITICAL_WITHOUT_SUBJECT);

    static final List<SvidRule> SIGNER = List.of(SIGNER_SIGNS, KEY_USAGE_IS_CRITICAL, SIGNER_HAS_NO_PATH);

    private final RefusalReason reason;
    private final String text;
    private final Predicate<Certificate> rule;

    SvidRule(RefusalReason reason, String text, Predicate<Certificate> rule) {
        this.reason = reason;
        this.text = text;
        this.rule = rule;
    }

    boolean holdsFor(Certificate certificate) {
        return rule.test(certificate);
    }

    RefusalReason reason() {
        return reason;
    }

    String text() {
        return text;
    }

    String title() {
        return "svid-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
