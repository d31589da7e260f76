package padlock.tls.handshake;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import padlock.tls.identity.Certificate;

/** Judges a peer's chain as a sidecar's default validator does: RFC 5280 first, then the names. */
public final class CertificateValidator {
    private CertificateValidator() {}

    /** One check, and what came of it. */
    public record Checked(String name, boolean passed, String detail) {}

    /** A verdict with the checks that led to it, in their order; the last one is the first that failed, if any did. */
    public record Examination(ChainVerdict verdict, List<Checked> checks) {
        public Examination {
            checks = List.copyOf(checks);
        }
    }

    public static ChainVerdict judge(List<Certificate> chain, PeerTrust trust, Purpose purpose, Instant at) {
        return judge(chain, trust, ChainTerms.ofSidecar(purpose, at));
    }

    public static ChainVerdict judge(List<Certificate> chain, PeerTrust trust, ChainTerms terms) {
        return examine(chain, trust, terms).verdict();
    }

    /** Judges a chain, and tells check by check how it fared. */
    public static Examination examine(List<Certificate> chain, PeerTrust trust, ChainTerms terms) {
        if (chain.isEmpty()) {
            ChainVerdict.Rejected empty = new ChainVerdict.Rejected(
                    RefusalReason.NO_CERTIFICATE, TlsAlert.CERTIFICATE_UNKNOWN, "empty cert chain", 0);
            return new Examination(empty, List.of(new Checked("certificate", false, empty.detail())));
        }
        List<Checked> checks = new ArrayList<>();
        Certificate leaf = chain.get(0);
        if (terms.rules() == Rules.SPIFFE) {
            Optional<ChainVerdict.Rejected> wrong = first(SvidRule.LEAF, leaf, 0, checks);
            if (wrong.isPresent()) return new Examination(wrong.get(), checks);
        }
        List<List<Checked>> told = new ArrayList<>();
        ChainVerdict verdict =
                new PathSearch(chain, trust.bundle().anchors(), path -> judgePath(path, terms, told)).verdict();
        if (told.isEmpty()) {
            checks.add(new Checked("path", false, ((ChainVerdict.Rejected) verdict).detail()));
            return new Examination(verdict, checks);
        }
        checks.add(new Checked("path", true, "leads to a trusted certificate"));
        checks.addAll(verdict instanceof ChainVerdict.Accepted ? told.get(told.size() - 1) : told.get(0));
        if (verdict instanceof ChainVerdict.Accepted) {
            boolean fits = trust.names().accepts(leaf);
            checks.add(new Checked(
                    "name", fits, fits ? "one of its names is accepted" : "names in the certificate: " + names(leaf)));
            if (!fits) {
                verdict = new ChainVerdict.Rejected(
                        RefusalReason.NAME_MISMATCH, TlsAlert.CERTIFICATE_UNKNOWN, "SAN matcher", 0);
            }
        }
        return new Examination(verdict, checks);
    }

    private static ChainVerdict judgePath(List<Certificate> path, ChainTerms terms, List<List<Checked>> told) {
        List<Checked> checks = new ArrayList<>();
        told.add(checks);
        for (ChainCheck.Round round : ChainCheck.inOrder(terms.rules())) {
            for (int depth : depths(path.size(), round.upwards()).toArray()) {
                PathLink link = new PathLink(path, depth, terms);
                for (ChainCheck check : round.checks()) {
                    if (!check.holdsFor(link)) {
                        ChainVerdict.Rejected rejection = check.rejection(depth);
                        checks.add(new Checked(name(check), false, rejection.detail()));
                        return rejection;
                    }
                    checks.add(new Checked(name(check), true, "depth " + depth));
                }
            }
        }
        if (terms.rules() == Rules.SPIFFE) {
            for (int depth = 1; depth < path.size() - 1; depth++) {
                Optional<ChainVerdict.Rejected> wrong = first(SvidRule.SIGNER, path.get(depth), depth, checks);
                if (wrong.isPresent()) return wrong.get();
            }
        }
        for (int depth = path.size() - 2; depth >= 0 && !terms.revocations().isEmpty(); depth--) {
            Optional<ChainVerdict.Rejected> revoked = RevocationCheck.rejection(new PathLink(path, depth, terms));
            checks.add(new Checked(
                    "revocation",
                    revoked.isEmpty(),
                    revoked.map(ChainVerdict.Rejected::detail).orElse("depth " + depth)));
            if (revoked.isPresent()) return revoked.get();
        }
        return new ChainVerdict.Accepted(path);
    }

    private static Optional<ChainVerdict.Rejected> first(
            List<SvidRule> rules, Certificate certificate, int depth, List<Checked> checks) {
        for (SvidRule rule : rules) {
            boolean holds = rule.holdsFor(certificate);
            checks.add(new Checked(rule.title(), holds, holds ? "depth " + depth : rule.text()));
            if (!holds) {
                return Optional.of(new ChainVerdict.Rejected(
                        rule.reason(), TlsAlert.CERTIFICATE_UNKNOWN, "cert precheck: " + rule.text(), depth));
            }
        }
        return Optional.empty();
    }

    private static String name(ChainCheck check) {
        return check.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static List<String> names(Certificate leaf) {
        List<String> names = new ArrayList<>(leaf.uriSans());
        names.addAll(leaf.dnsSans());
        return names;
    }

    private static IntStream depths(int size, boolean upwards) {
        return upwards ? IntStream.range(0, size) : IntStream.range(0, size).map(i -> size - 1 - i);
    }
}
