package padlock.sim;

import java.time.Instant;

/** A fact with the step and the instant at which it happened, and the actor to whom it happened. */
public record Event(long step, Instant at, ActorId actor, Fact fact) {}
