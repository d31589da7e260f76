package padlock.ui;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CancellationException;
import padlock.mesh.actor.Wiretap;

/** Sees by what crosses the network how far a run has come, and can end it. */
final class RunProgress implements Wiretap {

    private volatile double share;
    private volatile boolean cancelled;
    private volatile Instant start = Instant.MAX;
    private volatile Duration length = Duration.ZERO;

    /** A run begins that will last so long. */
    void begin(Instant at, Duration lasting) {
        start = at;
        length = lasting;
    }

    /** From 0 to 1; negative while nobody can say. */
    double share() {
        return length.isZero() ? -1 : share;
    }

    void cancel() {
        cancelled = true;
    }

    boolean isCancelled() {
        return cancelled;
    }

    /** @throws CancellationException once the person does not want to wait any more */
    void check() {
        if (cancelled) {
            throw new CancellationException();
        }
    }

    @Override
    public void saw(Flight flight) {
        check();
        share = Math.max(0, Duration.between(start, flight.at()).toMillis() / (double) Math.max(1, length.toMillis()));
    }
}
