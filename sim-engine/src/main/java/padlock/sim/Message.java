package padlock.sim;

/** What one actor tells another; every implementation is a record, for a message crosses a boundary. */
public interface Message {}
