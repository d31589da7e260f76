package padlock.sim;

import java.time.Instant;

/** A run that does not come to an end: most likely two actors who answer each other for ever. */
public final class StepLimitExceeded extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final long step;
    private final Instant instant;

    StepLimitExceeded(long step, Instant instant) {
        super("messages are still due after step " + step + " at " + instant);
        this.step = step;
        this.instant = instant;
    }

    /** The last step that was allowed. */
    public long step() {
        return step;
    }

    public Instant instant() {
        return instant;
    }
}
