package padlock.sim.recording;

import java.time.Instant;
import java.util.List;
import padlock.sim.Event;

/** A run that is over: its scenario and seed, and all that happened. */
public final class Recording {

    private final String scenario;
    private final long seed;
    private final List<Event> events;
    private final String fingerprint;
    private final Instant end;

    /** @param events of which nobody can change any */
    Recording(String scenario, long seed, List<Event> events, String fingerprint, Instant end) {
        this.scenario = scenario;
        this.seed = seed;
        this.events = events;
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
