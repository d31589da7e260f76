package padlock.sim;

/** A network rule dropped a message; it happened to the sender, at the instant of sending. */
public record TransmissionDropped(ActorId from, ActorId to, String channel, long number, String reason)
        implements Fact {}
