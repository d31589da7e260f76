package padlock.sim;

import java.time.Instant;
import java.util.List;

/** What a run depends on besides its actors; the first rule that decides a transmission wins. */
public record SimulationOptions(long seed, Instant start, long stepLimit, List<NetworkRule> rules) {

    public SimulationOptions {
        if (stepLimit < 1) {
            throw new IllegalArgumentException("a run needs at least one step, not " + stepLimit);
        }
        rules = List.copyOf(rules);
    }
}
