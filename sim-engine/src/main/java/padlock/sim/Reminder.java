package padlock.sim;

import java.util.function.BooleanSupplier;

/** A message to self that has not arrived yet and may be called off. */
public final class Reminder {

    private final BooleanSupplier pending;
    private final Runnable cancellation;

    /** Public so that a test's own {@link ActorContext} can hand one out. */
    public Reminder(BooleanSupplier pending, Runnable cancellation) {
        this.pending = pending;
        this.cancellation = cancellation;
    }

    /** Calls the reminder off; without effect once it has arrived. */
    public void cancel() {
        cancellation.run();
    }

    public boolean pending() {
        return pending.getAsBoolean();
    }
}
