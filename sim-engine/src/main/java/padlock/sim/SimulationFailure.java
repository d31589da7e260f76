package padlock.sim;

import java.time.Instant;

/** A bug that surfaced while an actor received a message, with all that is needed to see it again. */
public final class SimulationFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final long step;
    private final Instant instant;
    private final transient ActorId actor;
    private final long seed;

    SimulationFailure(long step, Instant instant, ActorId actor, long seed, Throwable cause) {
        super("step " + step + " at " + instant + ", actor " + actor + ", seed " + seed + ": " + cause, cause);
        this.step = step;
        this.instant = instant;
        this.actor = actor;
        this.seed = seed;
    }

    public long step() {
        return step;
    }

    public Instant instant() {
        return instant;
    }

    public ActorId actor() {
        return actor;
    }

    public long seed() {
        return seed;
    }
}
