package padlock.scenario;

import java.time.Duration;

/** A part of a run, measured from its start: {@code from} belongs to it, {@code until} does not. */
public record Interval(Duration from, Duration until) {

    public Interval {
        if (from.isNegative() || until.compareTo(from) <= 0) {
            throw new IllegalArgumentException(from + ".." + until + " is not an interval");
        }
    }

    public boolean contains(Duration sinceStart) {
        return sinceStart.compareTo(from) >= 0 && sinceStart.compareTo(until) < 0;
    }
}
