package padlock.sim;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A simulation for tests, with the events that it recorded. */
final class World {

    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    static final ActorId ANNA = new ActorId("anna");
    static final ActorId BERT = new ActorId("bert");
    static final long SEED = 42;
    static final long STEP_LIMIT = 10_000;

    /** Writes down whatever it is told. */
    static final Actor WRITER = (message, context) -> context.record((Note) message);

    private final List<Event> events = new ArrayList<>();
    private final Simulation simulation;

    World(NetworkRule... rules) {
        this(SEED, rules);
    }

    World(long seed, NetworkRule... rules) {
        this(new SimulationOptions(seed, START, STEP_LIMIT, List.of(rules)));
    }

    World(SimulationOptions options) {
        simulation = new Simulation(options, events::add);
    }

    Simulation simulation() {
        return simulation;
    }

    World with(ActorId id, Actor actor) {
        simulation.start(id, actor);
        return this;
    }

    World telling(long millis, ActorId to, String text) {
        simulation.schedule(at(millis), to, new Note(text));
        return this;
    }

    World run() {
        while (simulation.step()) {
            // until nothing is pending
        }
        return this;
    }

    List<Event> events() {
        return events;
    }

    List<Fact> facts() {
        return events.stream().map(Event::fact).toList();
    }

    List<String> texts() {
        return facts().stream().map(fact -> ((Note) fact).text()).toList();
    }

    static Instant at(long millis) {
        return START.plusMillis(millis);
    }

    static Duration millis(long millis) {
        return Duration.ofMillis(millis);
    }
}
