package padlock.sim;

import java.time.Duration;

/** What the network does to one transmission. */
public sealed interface Fate {

    record Delivered(Duration after) implements Fate {
        public Delivered {
            requireFuture(after);
        }
    }

    record Dropped(String reason) implements Fate {}

    record Altered(Message message, Duration after) implements Fate {
        public Altered {
            requireFuture(after);
        }
    }

    /** It happens to the sender that a rule did or saw something; then the transmission fares as it would. */
    record Noted(Fact fact, Fate then) implements Fate {}

    private static void requireFuture(Duration after) {
        if (after.isNegative()) {
            throw new IllegalArgumentException("nothing arrives before it was sent: " + after);
        }
    }
}
