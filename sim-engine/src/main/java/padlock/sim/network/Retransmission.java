package padlock.sim.network;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A lost flight is sent again, as TCP does: after a pause that doubles, until one try gets through or nobody waits. */
public final class Retransmission {

    /** The first try and fifteen more, as Linux counts them. */
    private static final int TRIES = 16;

    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(120);

    private Retransmission() {}

    /** What becomes of one try. */
    @FunctionalInterface
    public interface Try {

        /** @param number counts from 1 */
        boolean isLost(int number, Instant at);
    }

    /** How long after the first try one gets through; empty when none does. */
    public static Optional<Duration> delay(Instant sent, Try each) {
        Duration waited = Duration.ZERO;
        Duration pause = FIRST_PAUSE;
        for (int number = 1; number <= TRIES; number++) {
            if (!each.isLost(number, sent.plus(waited))) {
                return Optional.of(waited);
            }
            waited = waited.plus(pause);
            Duration doubled = pause.multipliedBy(2);
            pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
        }
        return Optional.empty();
    }
}
