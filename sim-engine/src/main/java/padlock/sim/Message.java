package padlock.sim;

/** What one actor tells another; every implementation is a record, for a message crosses a boundary. */
public interface Message {

    /** Whether nobody has more to say on the channel that this is sent on, so that the network may forget it. */
    default boolean endsChannel() {
        return false;
    }
}
