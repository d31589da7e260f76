package padlock.sim;

/** Someone who reacts to one message at a time, to completion, and reaches the world only through the context. */
@FunctionalInterface
public interface Actor {

    void receive(Message message, ActorContext context);
}
