package padlock.sim.network;

import java.util.Optional;
import java.util.function.Predicate;
import padlock.sim.ActorId;
import padlock.sim.Fate;
import padlock.sim.NetworkRule;
import padlock.sim.Transmission;

/** Cuts two groups of actors off from each other; within a group, messages pass on to the next rule. */
public final class Partition {

    private Partition() {}

    /** Drops what one side sends to the other, in both directions. */
    public static NetworkRule between(Predicate<ActorId> a, Predicate<ActorId> b) {
        return (transmission, chance) -> crosses(transmission, a, b) || crosses(transmission, b, a)
                ? Optional.of(new Fate.Dropped("partition"))
                : Optional.empty();
    }

    private static boolean crosses(Transmission transmission, Predicate<ActorId> sender, Predicate<ActorId> receiver) {
        return sender.test(transmission.from()) && receiver.test(transmission.to());
    }
}
