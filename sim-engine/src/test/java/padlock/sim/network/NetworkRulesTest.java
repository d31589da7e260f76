package padlock.sim.network;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import padlock.sim.ActorId;
import padlock.sim.Fate;
import padlock.sim.Message;
import padlock.sim.NetworkRule;
import padlock.sim.RandomSource;
import padlock.sim.Transmission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class NetworkRulesTest {

    private static final Duration LOW = Duration.ofMillis(1);
    private static final Duration HIGH = Duration.ofMillis(9);
    private static final Optional<Fate> NEXT_RULE = Optional.empty();

    private record Hello() implements Message {}

    @Test
    void aRuleDecidesTheSameTransmissionTheSameWay() {
        List<NetworkRule> rules =
                List.of(Latency.uniform(LOW, HIGH), Loss.of(0.5), Partition.between(in("a"), in("b")));
        for (NetworkRule rule : rules) {
            assertThat(fates(rule)).isEqualTo(fates(rule));
        }
    }

    @Test
    void latencyDelaysEveryMessageWithinItsBounds() {
        assertThat(fates(Latency.uniform(LOW, HIGH)))
                .doesNotHaveDuplicates()
                .allSatisfy(fate -> assertThat(fate)
                        .containsInstanceOf(Fate.Delivered.class)
                        .map(delivered -> ((Fate.Delivered) delivered).after())
                        .get()
                        .satisfies(after -> assertThat(after).isBetween(LOW, HIGH)));
    }

    @Test
    void latencyMayBeFixed() {
        assertThat(fates(Latency.uniform(LOW, LOW))).containsOnly(Optional.of(new Fate.Delivered(LOW)));
    }

    @Test
    void latencyIsNeverNegativeAndHasItsBoundsInOrder() {
        assertThatIllegalArgumentException().isThrownBy(() -> Latency.uniform(HIGH, LOW));
        assertThatIllegalArgumentException().isThrownBy(() -> Latency.uniform(LOW.negated(), HIGH));
    }

    @Test
    void lossDropsItsShareAndLeavesTheRestToTheNextRule() {
        List<Optional<Fate>> fates = fates(Loss.of(0.25));

        assertThat(fates).containsOnly(dropped("loss"), NEXT_RULE);
        assertThat(fates.stream().filter(Optional::isPresent).count()).isBetween(200L, 300L);
        assertThat(fates(Loss.of(0))).containsOnly(NEXT_RULE);
        assertThat(fates(Loss.of(1))).containsOnly(dropped("loss"));
    }

    @Test
    void aRateOfLossLiesBetweenZeroAndOne() {
        assertThatIllegalArgumentException().isThrownBy(() -> Loss.of(1.5));
        assertThatIllegalArgumentException().isThrownBy(() -> Loss.of(Double.NaN));
    }

    @Test
    void aPartitionCutsBothDirectionsButNothingWithinASide() {
        NetworkRule partition = Partition.between(in("a"), in("b"));

        assertThat(Stream.of("a1 b1", "b1 a1").map(pair -> fate(partition, pair)))
                .containsOnly(dropped("partition"));
        assertThat(Stream.of("a1 a2", "b1 b2", "a1 c1", "c1 b1").map(pair -> fate(partition, pair)))
                .containsOnly(NEXT_RULE);
    }

    private static Predicate<ActorId> in(String zone) {
        return actor -> actor.name().startsWith(zone);
    }

    private static Optional<Fate> dropped(String reason) {
        return Optional.of(new Fate.Dropped(reason));
    }

    private static List<Optional<Fate>> fates(NetworkRule rule) {
        return LongStream.range(0, 1000)
                .mapToObj(number -> decide(rule, "a1 b1", number))
                .toList();
    }

    private static Optional<Fate> fate(NetworkRule rule, String pair) {
        return decide(rule, pair, 1);
    }

    private static Optional<Fate> decide(NetworkRule rule, String pair, long number) {
        String[] names = pair.split(" ");
        return rule.decide(
                new Transmission(
                        new ActorId(names[0]), new ActorId(names[1]), "wire", number, new Hello(), Instant.EPOCH),
                RandomSource.of(1).named(number));
    }
}
