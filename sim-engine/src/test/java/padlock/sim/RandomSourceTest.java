package padlock.sim;

import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

class RandomSourceTest {

    private static final Duration LOW = Duration.ofMillis(1);
    private static final Duration HIGH = Duration.ofMillis(9);

    private final RandomSource random = RandomSource.of(42);

    /** Whoever changes these numbers changes every recording that anybody has kept. */
    @Test
    void drawsAreTheSameForEver() {
        RandomSource latency = random.named("latency", "orders", 7);

        assertThat(List.of(latency.fraction(), latency.below(1000), latency.between(LOW, HIGH), latency.chance(0.5)))
                .containsExactly(0.30452291391796216, 725L, Duration.ofNanos(7_663_825), true);
        assertThat(HexFormat.of().formatHex(latency.bytes(40)))
                .isEqualTo("978949405528dc0b962426160b3b3e80231d50eeb72157ad2bb36b75253f2a812e7f45cf1c18a001");
        assertThat(RandomSource.of(-1).below(Long.MAX_VALUE)).isEqualTo(4558032290557373773L);
    }

    @Test
    void askingTwiceGivesTheSameAnswer() {
        assertThat(random.fraction()).isEqualTo(random.fraction());
        assertThat(random.below(1000)).isEqualTo(random.below(1000));
        assertThat(random.bytes(100)).isEqualTo(random.bytes(100));
        assertThat(random.named("a")).isEqualTo(random.named("a")).hasSameHashCodeAs(random.named("a"));
    }

    @Test
    void anotherNameOrSeedGivesAnotherSource() {
        assertThat(List.of(
                        random,
                        RandomSource.of(43),
                        random.named(),
                        random.named(""),
                        random.named("", ""),
                        random.named("a"),
                        random.named("b"),
                        random.named("ab"),
                        random.named("a", "b"),
                        random.named("b", "a"),
                        random.named("a").named("b"),
                        random.named("a", "b", ""),
                        RandomSource.of(43).named("a")))
                .doesNotHaveDuplicates();
    }

    @Test
    void aPartCountsByItsText() {
        assertThat(random.named("a", 1))
                .isEqualTo(random.named(new ActorId("a"), "1"))
                .isEqualTo(random.named('a', 1L));
    }

    @Test
    void aPartWhoseTextDiffersBetweenRunsIsRefused() {
        for (Object part : List.of(new Object(), new byte[1], 0.1, 0.1f, (Runnable) () -> {})) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> random.named("a", part))
                    .withMessageContaining(part.getClass().getName());
        }
    }

    @Test
    void fractionsLieEvenlyBetweenZeroAndOne() {
        List<Double> fractions = many().map(RandomSource::fraction).toList();

        assertThat(fractions).allMatch(fraction -> fraction >= 0 && fraction < 1);
        assertThat(fractions.stream()
                        .mapToDouble(fraction -> fraction)
                        .average()
                        .orElseThrow())
                .isCloseTo(0.5, within(0.01));
    }

    @Test
    void numbersStayBelowTheirBound() {
        assertThat(many().map(source -> source.below(3)).distinct()).containsExactlyInAnyOrder(0L, 1L, 2L);
        assertThat(many().map(source -> source.below(Long.MAX_VALUE))).allMatch(number -> number >= 0);
        assertThat(random.below(1)).isZero();
        assertThatIllegalArgumentException().isThrownBy(() -> random.below(0));
    }

    @Test
    void durationsIncludeBothEnds() {
        assertThat(many().map(source -> source.between(Duration.ofNanos(-1), Duration.ofNanos(1)))
                        .distinct())
                .containsExactlyInAnyOrder(Duration.ofNanos(-1), Duration.ZERO, Duration.ofNanos(1));
        assertThat(random.between(LOW, LOW)).isEqualTo(LOW);
        assertThatIllegalArgumentException().isThrownBy(() -> random.between(HIGH, LOW));
    }

    @Test
    void fewerBytesAreABeginningOfMoreBytes() {
        assertThat(random.bytes(100)).hasSize(100).startsWith(random.bytes(33)).startsWith(random.bytes(32));
        assertThat(random.bytes(0)).isEmpty();
    }

    @Test
    void chanceKeepsToItsProbability() {
        assertThat(many().filter(source -> source.chance(0.25)).count()).isBetween(2300L, 2700L);
        assertThat(many()).noneMatch(source -> source.chance(0)).allMatch(source -> source.chance(1));
        for (double improbable : new double[] {-0.1, 1.1, Double.NaN}) {
            assertThatIllegalArgumentException().isThrownBy(() -> random.chance(improbable));
        }
    }

    private Stream<RandomSource> many() {
        return IntStream.range(0, 10_000).mapToObj(random::named);
    }
}
