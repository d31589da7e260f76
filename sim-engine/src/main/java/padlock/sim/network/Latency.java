package padlock.sim.network;

import java.time.Duration;
import java.util.Optional;
import padlock.sim.Fate;
import padlock.sim.NetworkRule;

/** Delivers every message, each after a delay of its own. */
public final class Latency {

    private Latency() {}

    /** Any delay from low to high, both included, is equally likely. */
    public static NetworkRule uniform(Duration low, Duration high) {
        if (low.isNegative() || high.compareTo(low) < 0) {
            throw new IllegalArgumentException("no latency lies between " + low + " and " + high);
        }
        return (transmission, chance) ->
                Optional.of(new Fate.Delivered(chance.named("latency").between(low, high)));
    }
}
