package padlock.tls.handshake;

import java.time.Instant;
import java.util.List;
import padlock.tls.identity.Certificate;

/** One certificate in its place on a path from the leaf, at depth 0, to the anchor. */
record PathLink(List<Certificate> path, int depth, ChainTerms terms) {
    Purpose purpose() {
        return terms.purpose();
    }

    Instant at() {
        return terms.at();
    }

    Certificate certificate() {
        return path.get(depth);
    }

    Certificate issuer() {
        return path.get(depth + 1);
    }

    boolean isAnchor() {
        return depth == path.size() - 1;
    }

    /** Authorities between this one and the leaf; those that only renew themselves do not count (RFC 5280 §4.2.1.9). */
    long authoritiesBelow() {
        return depth < 2
                ? 0
                : path.subList(1, depth).stream()
                        .filter(below -> !below.namesAsIssuer(below))
                        .count();
    }
}
