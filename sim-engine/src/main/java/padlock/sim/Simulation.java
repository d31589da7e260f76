package padlock.sim;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Holds the clock, the pending messages and the actors, and delivers one message at a time. */
public final class Simulation {

    private final SimulationOptions options;
    private final Consumer<Event> recorder;
    private final RandomSource random;
    private final Network network;
    private final DeliveryQueue queue = new DeliveryQueue();
    private final Map<ActorId, RunningActor> actors = new LinkedHashMap<>();
    private Instant instant;
    private long steps;

    public Simulation(SimulationOptions options, Consumer<Event> recorder) {
        this.options = options;
        this.recorder = recorder;
        this.random = RandomSource.of(options.seed());
        this.network = new Network(options.rules(), random.named("network"));
        this.instant = options.start();
    }

    /** Starts an actor, who waits for its first message; a name that is taken is a bug. */
    public void start(ActorId id, Actor actor) {
        if (actors.containsKey(id)) {
            throw new IllegalStateException("actor " + id + " runs already");
        }
        actors.put(id, new RunningActor(id, actor));
    }

    /** Adds a message from outside, such as an intervention; what is due at one instant arrives in this order. */
    public void schedule(Instant due, ActorId to, Message message) {
        if (due.isBefore(instant)) {
            throw new IllegalArgumentException("it is already " + instant + "; too late for " + due);
        }
        queue.add(due, to, message, () -> true);
    }

    /** Delivers one message; false when nothing is pending. */
    public boolean step() {
        Optional<Delivery> next = next();
        next.ifPresent(this::deliver);
        return next.isPresent();
    }

    /** Delivers all that is due before the end, but not at it; then the clock stands at the end. */
    public void runUntil(Instant end) {
        if (end.isBefore(instant)) {
            throw new IllegalArgumentException("it is already " + instant + "; too late for " + end);
        }
        Optional<Delivery> next = next();
        while (next.isPresent() && next.get().due().isBefore(end)) {
            deliver(next.get());
            next = next();
        }
        instant = end;
    }

    public Instant instant() {
        return instant;
    }

    /** How many messages have been delivered. */
    public long steps() {
        return steps;
    }

    private Optional<Delivery> next() {
        while (!queue.isEmpty()) {
            Delivery first = queue.first();
            if (first.wanted()) {
                return Optional.of(first);
            }
            queue.remove(first);
        }
        return Optional.empty();
    }

    private void deliver(Delivery delivery) {
        if (steps == options.stepLimit()) {
            throw new StepLimitExceeded(steps, instant);
        }
        queue.remove(delivery);
        instant = delivery.due();
        steps++;
        try {
            receive(delivery.to(), delivery.message());
        } catch (RuntimeException | AssertionError | StackOverflowError bug) {
            throw new SimulationFailure(steps, instant, delivery.to(), options.seed(), bug);
        }
    }

    private void receive(ActorId to, Message message) {
        RunningActor receiver = actors.get(to);
        if (receiver == null) {
            note(to, new Undeliverable(to, message.getClass().getSimpleName()));
        } else {
            receiver.actor.receive(message, receiver);
        }
    }

    private void carry(Transmission transmission) {
        carry(transmission, network.decide(transmission));
    }

    private void carry(Transmission transmission, Fate fate) {
        if (fate instanceof Fate.Noted noted) {
            note(transmission.from(), noted.fact());
            carry(transmission, noted.then());
        } else if (fate instanceof Fate.Delivered delivered) {
            arrive(transmission, transmission.message(), delivered.after());
        } else if (fate instanceof Fate.Altered altered) {
            note(
                    transmission.from(),
                    new TransmissionAltered(
                            transmission.from(), transmission.to(), transmission.channel(), transmission.number()));
            arrive(transmission, altered.message(), altered.after());
        } else if (fate instanceof Fate.Dropped dropped) {
            note(
                    transmission.from(),
                    new TransmissionDropped(
                            transmission.from(),
                            transmission.to(),
                            transmission.channel(),
                            transmission.number(),
                            dropped.reason()));
        } else {
            throw new AssertionError(fate);
        }
    }

    private void arrive(Transmission transmission, Message message, Duration after) {
        schedule(network.arrival(transmission, after), transmission.to(), message);
    }

    private void note(ActorId actor, Fact fact) {
        recorder.accept(new Event(steps, instant, actor, fact));
    }

    /** One life of an actor, from its start to its stop. */
    private final class RunningActor implements ActorContext {

        private final ActorId id;
        private final Actor actor;
        private final RandomSource ownRandom;
        private boolean running = true;

        private RunningActor(ActorId id, Actor actor) {
            this.id = id;
            this.actor = actor;
            this.ownRandom = random.named("actor", id);
        }

        @Override
        public ActorId self() {
            return id;
        }

        @Override
        public Instant instant() {
            return instant;
        }

        @Override
        public RandomSource random() {
            return ownRandom;
        }

        @Override
        public void tell(ActorId to, Message message) {
            schedule(instant, to, message);
        }

        @Override
        public void send(ActorId to, String channel, Message message) {
            carry(network.transmit(id, to, channel, message, instant));
        }

        @Override
        public Reminder remindAfter(Duration delay, Message message) {
            if (delay.isNegative()) {
                throw new IllegalArgumentException("a reminder cannot be due in the past: " + delay);
            }
            Delivery delivery = queue.add(instant.plus(delay), id, message, () -> running);
            return new Reminder(delivery::pending, () -> queue.remove(delivery));
        }

        @Override
        public void record(Fact fact) {
            note(id, fact);
        }

        @Override
        public void start(ActorId other, Actor newActor) {
            Simulation.this.start(other, newActor);
        }

        @Override
        public void stop(ActorId other) {
            RunningActor stopped = actors.remove(other);
            if (stopped != null) {
                stopped.running = false;
            }
        }
    }
}
