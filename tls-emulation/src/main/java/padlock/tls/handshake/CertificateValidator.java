package padlock.tls.handshake;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import padlock.tls.identity.Certificate;

/** Judges a peer's chain as a sidecar's default validator does: RFC 5280 first, then the names. */
public final class CertificateValidator {
    private final List<Certificate> presented;
    private final PeerTrust trust;
    private final ChainTerms terms;
    private final RevocationCheck revocation;

    private CertificateValidator(List<Certificate> presented, PeerTrust trust, ChainTerms terms) {
        this.presented = presented;
        this.trust = trust;
        this.terms = terms;
        this.revocation = new RevocationCheck(
                presented,
                trust.revocations(),
                (signer, anchor) ->
                        judgeFrom(signer, List.of(anchor), new ArrayList<>()) instanceof ChainVerdict.Accepted);
    }

    /** One check, and what came of it. */
    public record Checked(String name, boolean passed, String detail) {}

    /** A verdict with the checks that led to it, in their order; the last one is the first that failed, if any did. */
    public record Examination(ChainVerdict verdict, List<Checked> checks) {
        public Examination {
            checks = List.copyOf(checks);
        }
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
        ChainVerdict verdict = new CertificateValidator(chain, trust, terms)
                .judgeFrom(leaf, trust.bundle().anchors(), told);
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

    private ChainVerdict judgeFrom(Certificate first, List<Certificate> anchors, List<List<Checked>> told) {
        List<Certificate> at = new ArrayList<>(List.of(first));
        at.addAll(presented);
        return new PathSearch(at, anchors, path -> judgePath(path, told)).verdict();
    }

    private ChainVerdict judgePath(List<Certificate> path, List<List<Checked>> told) {
        List<Checked> checks = new ArrayList<>();
        told.add(checks);
        return first(ChainCheck.BEFORE_REVOCATION, path, checks)
                .or(() -> firstRevoked(path, checks))
                .or(() -> first(ChainCheck.afterRevocation(terms.rules()), path, checks))
                .or(() -> firstUnfitSigner(path, checks))
                .<ChainVerdict>map(rejection -> rejection)
                .orElseGet(() -> new ChainVerdict.Accepted(path));
    }

    private Optional<ChainVerdict.Rejected> first(
            List<ChainCheck.Round> rounds, List<Certificate> path, List<Checked> checks) {
        for (ChainCheck.Round round : rounds) {
            for (int depth : depths(path.size(), round.upwards()).toArray()) {
                PathLink link = new PathLink(path, depth, terms);
                for (ChainCheck check : round.checks()) {
                    if (!check.holdsFor(link)) {
                        ChainVerdict.Rejected rejection = check.rejection(depth);
                        checks.add(new Checked(name(check), false, rejection.detail()));
                        return Optional.of(rejection);
                    }
                    checks.add(new Checked(name(check), true, "depth " + depth));
                }
            }
        }
        return Optional.empty();
    }

    private Optional<ChainVerdict.Rejected> firstRevoked(List<Certificate> path, List<Checked> checks) {
        for (int depth = 0; depth < path.size() - 1 && !trust.revocations().isEmpty(); depth++) {
            Optional<ChainVerdict.Rejected> revoked = revocation.rejection(new PathLink(path, depth, terms));
            checks.add(new Checked(
                    "revocation",
                    revoked.isEmpty(),
                    revoked.map(ChainVerdict.Rejected::detail).orElse("depth " + depth)));
            if (revoked.isPresent()) return revoked;
        }
        return Optional.empty();
    }

    private Optional<ChainVerdict.Rejected> firstUnfitSigner(List<Certificate> path, List<Checked> checks) {
        for (int depth = 1; depth < path.size() - 1 && terms.rules() == Rules.SPIFFE; depth++) {
            Optional<ChainVerdict.Rejected> wrong = first(SvidRule.SIGNER, path.get(depth), depth, checks);
            if (wrong.isPresent()) return wrong;
        }
        return terms.rules() == Rules.SPIFFE ? ofAnotherDomain(path, checks) : Optional.empty();
    }

    /** A chain is held against the bundle of its leaf's trust domain; an anchor may say of which it is (§5.2). */
    private static Optional<ChainVerdict.Rejected> ofAnotherDomain(List<Certificate> path, List<Checked> checks) {
        int depth = path.size() - 1;
        Optional<String> domain = trustDomain(path.get(depth));
        boolean same = domain.isEmpty() || domain.equals(trustDomain(path.get(0)));
        String text = "the bundle must be that of the leaf's trust domain (X509-SVID §5.2)";
        checks.add(new Checked("svid-trust-domain", same, same ? "depth " + depth : text));
        return same
                ? Optional.empty()
                : Optional.of(new ChainVerdict.Rejected(
                        RefusalReason.TRUST_DOMAIN_MISMATCH,
                        TlsAlert.CERTIFICATE_UNKNOWN,
                        "no trust bundle store",
                        depth));
    }

    private static Optional<String> trustDomain(Certificate certificate) {
        return certificate.uriSans().stream()
                .filter(uri -> uri.startsWith("spiffe://"))
                .map(uri -> uri.substring("spiffe://".length()).replaceFirst("/.*", ""))
                .findFirst();
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
