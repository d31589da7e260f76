package padlock.mesh.actor;

import java.time.Duration;

/** A duration between two bounds, both of which it may reach. */
public record Span(Duration low, Duration high) {

    public Span {
        if (low.isNegative() || high.compareTo(low) < 0) {
            throw new IllegalArgumentException(low + ".." + high + " is not a span");
        }
    }
}
