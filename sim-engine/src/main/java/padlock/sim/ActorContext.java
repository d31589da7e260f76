package padlock.sim;

import java.time.Duration;
import java.time.Instant;

/** An actor's only door to time, chance and the other actors. */
public interface ActorContext {

    ActorId self();

    Instant instant();

    /** The actor's own source of chance: a value, so every draw has to be {@linkplain RandomSource#named named}. */
    RandomSource random();

    /** Hands over a message on the same host or out of band: it arrives at this instant, after what is already due. */
    void tell(ActorId to, Message message);

    /**
     * Sends a message over the network, whose rules decide its fate. Messages of one sender, receiver and channel never
     * overtake each other, for a channel stands for a byte stream.
     */
    void send(ActorId to, String channel, Message message);

    /** A timer is a message to self. It dies with the actor: who is started again under the same name never sees it. */
    Reminder remindAfter(Duration delay, Message message);

    void record(Fact fact);

    /** Starts an actor, who waits for its first message; a name that is taken is a bug. */
    void start(ActorId id, Actor actor);

    /** Stops an actor; one that does not run stays so. What is still under way to it becomes undeliverable. */
    void stop(ActorId id);
}
