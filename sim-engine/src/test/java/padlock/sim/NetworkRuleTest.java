package padlock.sim;

import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static padlock.sim.World.ANNA;
import static padlock.sim.World.BERT;
import static padlock.sim.World.at;
import static padlock.sim.World.millis;

class NetworkRuleTest {

    private static final NetworkRule CUT = (transmission, chance) -> Optional.of(new Fate.Dropped("cut"));

    @Test
    void aRuleDuringAnIntervalHoldsFromItsStartUntilJustBeforeItsEnd() {
        NetworkRule rule = CUT.during(at(10), at(12));

        assertThat(LongStream.rangeClosed(9, 12).mapToObj(millis -> decide(rule, "wire", millis)))
                .containsExactly(false, true, true, false);
    }

    @Test
    void aRuleDuringAnEmptyIntervalNeverHolds() {
        assertThat(decide(CUT.during(at(10), at(10)), "wire", 10)).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> CUT.during(at(10), at(9)));
    }

    @Test
    void aRuleWithAConditionLeavesTheOtherTransmissionsAlone() {
        NetworkRule rule = CUT.where(transmission -> transmission.channel().equals("wire"));

        assertThat(decide(rule, "wire", 1)).isTrue();
        assertThat(decide(rule, "other", 1)).isFalse();
    }

    @Test
    void nothingArrivesBeforeItWasSent() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Fate.Delivered(millis(-1)));
        assertThatIllegalArgumentException().isThrownBy(() -> new Fate.Altered(new Note("x"), millis(-1)));
    }

    private static boolean decide(NetworkRule rule, String channel, long millis) {
        Transmission transmission = new Transmission(ANNA, BERT, channel, 1, new Note("hello"), at(millis));
        return rule.decide(transmission, RandomSource.of(1)).isPresent();
    }
}
