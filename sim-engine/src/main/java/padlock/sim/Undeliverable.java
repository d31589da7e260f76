package padlock.sim;

/** A message arrived for an actor that does not run; the message is named by its type. */
public record Undeliverable(ActorId to, String message) implements Fact {}
