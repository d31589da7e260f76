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

    private static void requireFuture(Duration after) {
        if (after.isNegative()) {
            throw new IllegalArgumentException("nothing arrives before it was sent: " + after);
        }
    }
}
