package padlock.scenario.cli;

import java.util.function.Supplier;
import padlock.sim.SimulationFailure;

/** A bug that surfaced in a run and does not itself say of which seed. */
final class RunFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final long seed;

    private RunFailure(long seed, Throwable cause) {
        super(cause);
        this.seed = seed;
    }

    /** Whatever is thrown in there names its seed. */
    static <T> T naming(long seed, Supplier<T> run) {
        try {
            return run.get();
        } catch (SimulationFailure failure) {
            throw failure;
        } catch (RuntimeException | AssertionError bug) {
            throw new RunFailure(seed, bug);
        }
    }

    long seed() {
        return seed;
    }
}
