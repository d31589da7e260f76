package padlock.tls.handshake;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import padlock.tls.identity.Certificate;
import padlock.tls.identity.DistributionPoint;
import padlock.tls.identity.KeyUsage;
import padlock.tls.identity.RevocationList;
import padlock.tls.identity.RevocationReason;

/**
 * What the lists say of the certificates of a path; without any list, nothing is asked (RFC 5280 §6.3). A sidecar
 * understands complete lists of an authority about its own certificates, path validation the other kinds too.
 */
final class RevocationCheck {
    /** Tells whether a certificate that is on no path of ours is to be trusted, as far as that anchor goes. */
    interface Trust {
        boolean reaches(Certificate signer, Certificate anchor);
    }

    private final List<Certificate> presented;
    private final List<RevocationList> lists;
    private final Trust trust;

    /** An authority can tell of the revocation of its own key; then that list is not asked about itself. */
    private final List<Certificate> underway = new ArrayList<>();

    RevocationCheck(List<Certificate> presented, List<RevocationList> lists, Trust trust) {
        this.presented = presented;
        this.lists = lists.stream().sorted(RevocationList.LATEST_FIRST).toList();
        this.trust = trust;
    }

    Optional<ChainVerdict.Rejected> rejection(PathLink link) {
        if (lists.isEmpty() || link.isAnchor()) return Optional.empty();
        Certificate certificate = link.certificate();
        SortedSet<RevocationReason> settled = new TreeSet<>();
        Optional<ChainVerdict.Rejected> obstacle = Optional.empty();
        for (DistributionPoint point : certificate.distributionPoints()) {
            for (RevocationList list : lists) {
                if (list.delta() || !isKnownKind(list, link)) continue;
                SortedSet<RevocationReason> reasons = list.reasonsFor(certificate, point);
                if (settled.containsAll(reasons)) continue;
                Optional<ChainVerdict.Rejected> unfit = unfit(list, link);
                if (unfit.isPresent()) {
                    obstacle = obstacle.or(() -> unfit);
                } else if (isRevoked(list, link)) {
                    return rejected(
                            link,
                            RefusalReason.CERTIFICATE_REVOKED,
                            TlsAlert.CERTIFICATE_REVOKED,
                            "certificate revoked");
                } else {
                    settled.addAll(reasons);
                }
            }
        }
        if (settled.equals(RevocationReason.all())) return Optional.empty();
        return obstacle.or(() ->
                rejected(link, RefusalReason.UNKNOWN_AUTHORITY, TlsAlert.UNKNOWN_CA, "unable to get certificate CRL"));
    }

    private static boolean isKnownKind(RevocationList list, PathLink link) {
        return link.terms().rules() == Rules.PATH ? list.numbered() : list.plain();
    }

    /** Why a list that is about a certificate cannot be relied upon. */
    private Optional<ChainVerdict.Rejected> unfit(RevocationList list, PathLink link) {
        List<Certificate> issuers = issuers(list, link);
        if (issuers.isEmpty()) {
            return rejected(
                    link, RefusalReason.UNKNOWN_AUTHORITY, TlsAlert.UNKNOWN_CA, "unable to get CRL issuer certificate");
        }
        if (issuers.stream().noneMatch(issuer -> issuer.permits(KeyUsage.CRL_SIGN))) {
            return rejected(
                    link,
                    RefusalReason.NOT_AN_AUTHORITY,
                    TlsAlert.CERTIFICATE_UNKNOWN,
                    "key usage does not include CRL signing");
        }
        if (!list.begunAt(link.at())) {
            return rejected(
                    link,
                    RefusalReason.CERTIFICATE_NOT_YET_VALID,
                    TlsAlert.CERTIFICATE_EXPIRED,
                    "CRL is not yet valid");
        }
        if (list.overAt(link.at())) {
            return rejected(link, RefusalReason.UNKNOWN_AUTHORITY, TlsAlert.CERTIFICATE_EXPIRED, "CRL has expired");
        }
        Optional<Certificate> signer = signer(list, link);
        if (signer.isEmpty()) {
            return rejected(link, RefusalReason.BAD_SIGNATURE, TlsAlert.DECRYPT_ERROR, "CRL signature failure");
        }
        if (!list.understood()) {
            return rejected(
                    link,
                    RefusalReason.UNHANDLED_EXTENSION,
                    TlsAlert.CERTIFICATE_UNKNOWN,
                    "unhandled critical CRL extension");
        }
        if (!isTrusted(signer.get(), link)) {
            return rejected(
                    link, RefusalReason.UNKNOWN_AUTHORITY, TlsAlert.CERTIFICATE_UNKNOWN, "CRL path validation error");
        }
        return Optional.empty();
    }

    /** Who could have signed a list: the authorities above, and in path validation whoever else was presented. */
    private List<Certificate> issuers(RevocationList list, PathLink link) {
        List<Certificate> issuers = new ArrayList<>(above(link));
        if (link.terms().rules() == Rules.PATH) issuers.addAll(presented);
        issuers.removeIf(issuer -> !list.isBy(issuer));
        return issuers;
    }

    private static List<Certificate> above(PathLink link) {
        return link.path().subList(link.depth() + 1, link.path().size());
    }

    private Optional<Certificate> signer(RevocationList list, PathLink link) {
        return issuers(list, link).stream()
                .filter(issuer -> issuer.permits(KeyUsage.CRL_SIGN) && list.isSignedBy(issuer))
                .findFirst();
    }

    /** What is above on the path is judged anyway; another signer needs a path to the same anchor. */
    private boolean isTrusted(Certificate signer, PathLink link) {
        if (above(link).contains(signer) || underway.contains(signer)) return true;
        underway.add(signer);
        boolean trusted = trust.reaches(signer, link.path().get(link.path().size() - 1));
        underway.remove(signer);
        return trusted;
    }

    private boolean isRevoked(RevocationList complete, PathLink link) {
        Certificate certificate = link.certificate();
        return lists.stream()
                .filter(delta -> delta.updates(complete) && unfit(delta, link).isEmpty())
                .max(Comparator.comparing(delta -> delta.number().orElseThrow()))
                .flatMap(delta -> delta.revokes(certificate))
                .or(() -> complete.revokes(certificate))
                .orElse(false);
    }

    private static Optional<ChainVerdict.Rejected> rejected(
            PathLink link, RefusalReason reason, TlsAlert alert, String text) {
        return Optional.of(ChainCheck.rejection(reason, alert, text, link.depth()));
    }
}
