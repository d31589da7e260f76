package padlock.mesh.actor;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import padlock.sim.Actor;
import padlock.sim.ActorContext;
import padlock.sim.ActorId;
import padlock.sim.Fact;
import padlock.sim.Message;
import padlock.sim.RandomSource;
import padlock.sim.Reminder;

/** What one actor does, written down; nothing arrives anywhere. */
final class FakeContext implements ActorContext {

    private final ActorId self;
    private final List<Sent> sent = new ArrayList<>();
    private final List<Fact> facts = new ArrayList<>();

    /** A message, and to whom. */
    record Sent(ActorId to, Message message) {}

    FakeContext(ActorId self) {
        this.self = self;
    }

    <M extends Message> List<M> sent(Class<M> kind) {
        return sent.stream()
                .map(Sent::message)
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    /** The messages since this was asked the last time. */
    List<Sent> takeSent() {
        List<Sent> taken = List.copyOf(sent);
        sent.clear();
        return taken;
    }

    <F extends Fact> List<F> facts(Class<F> kind) {
        return facts.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    @Override
    public ActorId self() {
        return self;
    }

    @Override
    public Instant instant() {
        return Given.START;
    }

    @Override
    public RandomSource random() {
        return RandomSource.of(1).named("actor", self);
    }

    @Override
    public void tell(ActorId to, Message message) {
        sent.add(new Sent(to, message));
    }

    @Override
    public void send(ActorId to, String channel, Message message) {
        sent.add(new Sent(to, message));
    }

    @Override
    public Reminder remindAfter(Duration delay, Message message) {
        return new Reminder(() -> true, () -> {});
    }

    @Override
    public void record(Fact fact) {
        facts.add(fact);
    }

    @Override
    public void start(ActorId id, Actor actor) {}

    @Override
    public void stop(ActorId id) {}
}
