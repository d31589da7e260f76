package padlock.sim.network;

import java.util.Optional;
import padlock.sim.Fate;
import padlock.sim.NetworkRule;

/** Drops some messages by chance and leaves the others to the next rule. */
public final class Loss {

    private Loss() {}

    /** Drops the given share of all messages: 0 drops none, 1 drops all. */
    public static NetworkRule of(double rate) {
        if (!(rate >= 0 && rate <= 1)) {
            throw new IllegalArgumentException("not a rate: " + rate);
        }
        return (transmission, chance) ->
                chance.named("loss").chance(rate) ? Optional.of(new Fate.Dropped("loss")) : Optional.empty();
    }
}
