package padlock.tls.handshake;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import padlock.tls.identity.Certificate;

/** Judges a peer's chain as a sidecar's default validator does: RFC 5280 first, then the names. */
public final class CertificateValidator {
    private CertificateValidator() {}

    public static ChainVerdict judge(List<Certificate> chain, PeerTrust trust, Purpose purpose, Instant at) {
        if (chain.isEmpty()) {
            return new ChainVerdict.Rejected(
                    RefusalReason.NO_CERTIFICATE, TlsAlert.CERTIFICATE_UNKNOWN, "empty cert chain", 0);
        }
        ChainVerdict verdict =
                new PathSearch(chain, trust.bundle().anchors(), path -> judgePath(path, purpose, at)).verdict();
        if (verdict instanceof ChainVerdict.Accepted && !trust.names().accepts(chain.get(0))) {
            return new ChainVerdict.Rejected(
                    RefusalReason.NAME_MISMATCH, TlsAlert.CERTIFICATE_UNKNOWN, "SAN matcher", 0);
        }
        return verdict;
    }

    private static ChainVerdict judgePath(List<Certificate> path, Purpose purpose, Instant at) {
        for (ChainCheck.Round round : ChainCheck.IN_ORDER) {
            Optional<ChainVerdict.Rejected> rejected = depths(path.size(), round.upwards())
                    .mapToObj(depth -> new PathLink(path, depth, purpose, at))
                    .flatMap(link -> round.checks().stream()
                            .filter(check -> !check.holdsFor(link))
                            .map(check -> check.rejection(link.depth())))
                    .findFirst();
            if (rejected.isPresent()) return rejected.get();
        }
        return new ChainVerdict.Accepted(path);
    }

    private static IntStream depths(int size, boolean upwards) {
        return upwards ? IntStream.range(0, size) : IntStream.range(0, size).map(i -> size - 1 - i);
    }
}
