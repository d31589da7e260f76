package padlock.sim;

/** A network rule changed a message on its way; without this fact a recording could not say why its receiver balked. */
public record TransmissionAltered(ActorId from, ActorId to, String channel, long number) implements Fact {}
