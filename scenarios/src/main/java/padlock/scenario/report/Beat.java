package padlock.scenario.report;

import java.time.Instant;
import java.util.Optional;
import padlock.mesh.history.CallView;

/** One line of the story of a run. */
sealed interface Beat {

    Instant at();

    /**
     * Something was changed.
     *
     * @param what that was, as in {@code apply PeerAuthentication/shop/strict}
     * @param effect how it reached the sidecars; may be empty
     */
    record Change(Instant at, String what, String effect) implements Beat {}

    /** Sidecars got new certificates in place of their old ones. */
    record Renewal(Instant at, Instant last, int sidecars, int certificates) implements Beat {}

    /** Calls of one traffic that followed each other and fared alike. */
    record Calls(
            Instant at,
            Instant last,
            String traffic,
            String from,
            String to,
            CallView.Verdict verdict,
            Optional<Integer> status,
            int count)
            implements Beat {

        boolean continuedBy(Calls next) {
            return from.equals(next.from)
                    && to.equals(next.to)
                    && verdict.equals(next.verdict)
                    && status.equals(next.status);
        }

        Calls with(Calls next) {
            return new Calls(at, next.last, traffic, from, to, verdict, status, count + next.count);
        }
    }
}
