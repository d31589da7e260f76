package padlock.sim;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/** Decides the fate of transmissions it cares about; empty means that the next rule is asked. */
@FunctionalInterface
public interface NetworkRule {

    /**
     * Decides one transmission. The chance is derived from sender, receiver, channel and number alone, so that another
     * rule or message disturbs nothing; a rule adds its own purpose: {@code chance.named("loss")}.
     */
    Optional<Fate> decide(Transmission transmission, RandomSource chance);

    /** This rule from one instant on, until just before another. */
    default NetworkRule during(Instant from, Instant until) {
        if (until.isBefore(from)) {
            throw new IllegalArgumentException("a rule cannot end at " + until + ", before it begins at " + from);
        }
        return where(transmission ->
                !transmission.instant().isBefore(from) && transmission.instant().isBefore(until));
    }

    /** This rule for some transmissions only. */
    default NetworkRule where(Predicate<Transmission> concerned) {
        return (transmission, chance) -> concerned.test(transmission) ? decide(transmission, chance) : Optional.empty();
    }
}
