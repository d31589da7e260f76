package padlock.tls.handshake;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import padlock.tls.identity.Certificate;

/**
 * Looks for a way from the leaf to an anchor that is accepted, anchors first, then what the peer presented, in its
 * order. Names and key identifiers lead the way; whether a signature is right is for the judge of the path to say.
 */
final class PathSearch {
    /** A hostile peer can present certificates that all could have signed each other. */
    private static final int MOST_PATHS = 100;

    private static final int MOST_STEPS = 10_000;
    private static final int LONGEST_PATH = 102;

    private final List<Certificate> presented;
    private final List<Certificate> anchors;
    private final Function<List<Certificate>, ChainVerdict> judge;
    private Optional<ChainVerdict> firstRejection = Optional.empty();
    private int paths;
    private int steps;

    PathSearch(
            List<Certificate> presented, List<Certificate> anchors, Function<List<Certificate>, ChainVerdict> judge) {
        this.presented = presented;
        this.anchors = anchors;
        this.judge = judge;
    }

    /** The first acceptance; else why the first path was rejected; else where there was no way on. */
    ChainVerdict verdict() {
        return extend(List.of(presented.get(0))).or(() -> firstRejection).orElseGet(this::noPath);
    }

    private Optional<ChainVerdict> extend(List<Certificate> path) {
        if (paths >= MOST_PATHS || ++steps > MOST_STEPS || path.size() >= LONGEST_PATH) return Optional.empty();
        Certificate last = path.get(path.size() - 1);
        if (anchors.contains(last)) return attempt(path);
        if (isSelfSigned(last)) return Optional.empty();
        for (Certificate anchor : anchors) {
            if (!couldHaveSigned(anchor, last)) continue;
            Optional<ChainVerdict> accepted = attempt(with(path, anchor));
            if (accepted.isPresent()) return accepted;
        }
        for (Certificate next : presented) {
            if (path.contains(next) || !couldHaveSigned(next, last)) continue;
            Optional<ChainVerdict> accepted = extend(with(path, next));
            if (accepted.isPresent()) return accepted;
        }
        return Optional.empty();
    }

    private Optional<ChainVerdict> attempt(List<Certificate> path) {
        paths++;
        ChainVerdict verdict = judge.apply(path);
        if (verdict instanceof ChainVerdict.Accepted) return Optional.of(verdict);
        if (firstRejection.isEmpty()) firstRejection = Optional.of(verdict);
        return Optional.empty();
    }

    private static boolean couldHaveSigned(Certificate issuer, Certificate signed) {
        return signed.namesAsIssuer(issuer)
                && (signed.authorityKeyId().isEmpty()
                        || issuer.subjectKeyId().isEmpty()
                        || signed.authorityKeyId().equals(issuer.subjectKeyId()));
    }

    /**
     * An authority that certifies a new key of its own with the old one has the same name above it, not the same key.
     */
    private static boolean isSelfSigned(Certificate certificate) {
        return couldHaveSigned(certificate, certificate) && certificate.isSignedBy(certificate);
    }

    private static List<Certificate> with(List<Certificate> path, Certificate next) {
        var longer = new ArrayList<>(path);
        longer.add(next);
        return longer;
    }

    private ChainVerdict noPath() {
        List<Certificate> path = List.of(presented.get(0));
        Optional<Certificate> next = nextPresented(path);
        while (next.isPresent()) {
            path = with(path, next.get());
            next = nextPresented(path);
        }
        int depth = path.size() - 1;
        Certificate last = path.get(depth);
        return ChainCheck.rejection(
                RefusalReason.UNKNOWN_AUTHORITY, TlsAlert.UNKNOWN_CA, deadEnd(isSelfSigned(last), depth), depth);
    }

    private Optional<Certificate> nextPresented(List<Certificate> path) {
        Certificate last = path.get(path.size() - 1);
        if (isSelfSigned(last)) return Optional.empty();
        return presented.stream()
                .filter(next -> !path.contains(next) && couldHaveSigned(next, last))
                .findFirst();
    }

    private static String deadEnd(boolean selfSigned, int depth) {
        if (!selfSigned) return "unable to get local issuer certificate";
        return depth == 0 ? "self signed certificate" : "self signed certificate in certificate chain";
    }
}
