package padlock.tls.handshake;

import java.util.List;
import java.util.Optional;
import padlock.tls.identity.Certificate;
import padlock.tls.identity.KeyUsage;
import padlock.tls.identity.RevocationList;

/** What the lists say of one certificate of a path; without any list, nothing is asked (RFC 5280 §6.3). */
final class RevocationCheck {
    private RevocationCheck() {}

    static Optional<ChainVerdict.Rejected> rejection(PathLink link) {
        List<RevocationList> lists = link.terms().revocations();
        if (lists.isEmpty() || link.isAnchor()) return Optional.empty();
        Certificate issuer = link.issuer();
        List<RevocationList> its = lists.stream()
                .filter(list -> list.isBy(issuer) && issuer.permits(KeyUsage.CRL_SIGN))
                .filter(list -> link.terms().rules() != Rules.PATH || list.numbered())
                .filter(RevocationList::processable)
                .toList();
        if (its.isEmpty()) {
            return rejected(
                    link, RefusalReason.UNKNOWN_AUTHORITY, TlsAlert.UNKNOWN_CA, "unable to get certificate CRL");
        }
        Optional<RevocationList> signed =
                its.stream().filter(list -> list.isSignedBy(issuer)).findFirst();
        if (signed.isEmpty()) {
            return rejected(link, RefusalReason.BAD_SIGNATURE, TlsAlert.DECRYPT_ERROR, "CRL signature failure");
        }
        RevocationList list = signed.get();
        if (!list.begunAt(link.terms().at())) {
            return rejected(
                    link,
                    RefusalReason.CERTIFICATE_NOT_YET_VALID,
                    TlsAlert.CERTIFICATE_EXPIRED,
                    "CRL is not yet valid");
        }
        if (list.overAt(link.terms().at())) {
            return rejected(link, RefusalReason.UNKNOWN_AUTHORITY, TlsAlert.CERTIFICATE_EXPIRED, "CRL has expired");
        }
        return list.revokes(link.certificate())
                ? rejected(link, RefusalReason.CERTIFICATE_REVOKED, TlsAlert.CERTIFICATE_REVOKED, "certificate revoked")
                : Optional.empty();
    }

    private static Optional<ChainVerdict.Rejected> rejected(
            PathLink link, RefusalReason reason, TlsAlert alert, String text) {
        return Optional.of(ChainCheck.rejection(reason, alert, text, link.depth()));
    }
}
