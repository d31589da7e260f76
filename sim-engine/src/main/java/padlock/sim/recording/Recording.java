package padlock.sim.recording;

import java.time.Instant;
import java.util.List;
import java.util.function.IntFunction;
import padlock.sim.Event;

/** A run that is over: its scenario and seed, and all that happened. */
public final class Recording {

    private final String scenario;
    private final long seed;
    private final List<Event> events;
    private final List<Instant> segments;
    private final String fingerprint;
    private final Instant end;

    /**
     * @param events of which nobody can change any
     * @param segments when the first event of each segment happened
     */
    Recording(String scenario, long seed, List<Event> events, List<Instant> segments, String fingerprint, Instant end) {
        this.scenario = scenario;
        this.seed = seed;
        this.events = events;
        this.segments = segments;
        this.fingerprint = fingerprint;
        this.end = end;
    }

    public String scenario() {
        return scenario;
    }

    public long seed() {
        return seed;
    }

    /** All events, in the order of their steps. */
    public List<Event> events() {
        return events;
    }

    /** How many events happened before or at an instant; looks into one segment only. */
    public int until(Instant instant) {
        int begun = until(instant, segments.size(), segments::get);
        int from = Math.max(0, begun - 1) * LongList.SEGMENT;
        int length = Math.min(begun * LongList.SEGMENT, events.size()) - from;
        return from + until(instant, length, index -> events.get(from + index).at());
    }

    private static int until(Instant instant, int size, IntFunction<Instant> at) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (at.apply(middle).isAfter(instant)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** SHA-256 over the canonical form of every event, as hex digits; scenario and seed are no part of it. */
    public String fingerprint() {
        return fingerprint;
    }

    /** The instant at which the run stopped; no event lies after it. */
    public Instant end() {
        return end;
    }

    @Override
    public String toString() {
        return scenario + ", seed " + seed + ": " + events.size() + " events until " + end + ", " + fingerprint;
    }
}
