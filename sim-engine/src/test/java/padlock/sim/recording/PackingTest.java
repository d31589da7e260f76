package padlock.sim.recording;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class PackingTest {

    private final Packing packing = new Packing();

    /** Anything. */
    record Box(Object content) {}

    /** Of one number. */
    record Whole(int number) {
        Whole {
            if (number < 0) {
                throw new IllegalArgumentException("below zero: " + number);
            }
        }
    }

    /** One of its constants has a class of its own. */
    enum Speed {
        SLOW,
        FAST {
            @Override
            public String toString() {
                return "faster";
            }
        }
    }

    static List<Object> contents() {
        SortedMap<String, Object> sorted = new TreeMap<>(Map.of("b", 1, "a", Optional.of("x")));
        Map<Object, Object> ordered = new LinkedHashMap<>();
        ordered.put("z", List.of());
        ordered.put(new Whole(3), new Whole(4));
        SortedSet<String> names = new TreeSet<>(List.of("b", "a"));
        Set<String> inOrder = new LinkedHashSet<>(List.of("b", "a"));
        return List.of(
                "",
                "ü and \ud83d\ude00, and half of one: \ud83d",
                0L,
                Long.MIN_VALUE,
                Integer.MAX_VALUE,
                -1,
                (short) -5,
                (byte) 200,
                'ß',
                true,
                false,
                -0.0,
                Double.NaN,
                1.5f,
                new BigInteger("-123456789012345678901234567890"),
                new BigDecimal("1.500"),
                Instant.MIN,
                Instant.parse("2026-01-01T00:00:00.123456789Z"),
                Duration.ofNanos(-1),
                Speed.SLOW,
                Speed.FAST,
                TimeUnit.DAYS,
                Optional.empty(),
                Optional.of(Optional.of("x")),
                List.of("x", List.of(1, 2L)),
                names,
                inOrder,
                sorted,
                ordered,
                new Whole(7));
    }

    @ParameterizedTest
    @MethodSource("contents")
    void whatIsPackedComesBackEqualAndWithTheSameCanonicalForm(Object content) {
        Box box = new Box(content);

        List<Object> back = packing.unpack(packing.pack(List.of(box)));

        assertThat(back).containsExactly(box);
        assertThat(CanonicalForm.text(back.get(0))).isEqualTo(CanonicalForm.text(box));
    }

    @Test
    void bytesComeBack() {
        Box back = (Box) packing.unpack(packing.pack(List.of(new Box(new byte[] {1, -1}))))
                .get(0);

        assertThat((byte[]) back.content()).containsExactly(1, -1);
    }

    @Test
    void whatOccursAgainIsWrittenOnce() {
        Box one = new Box("the same rather long text, as reasons of policies are");
        List<Box> many = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            many.add(new Box(List.of(i, one)));
        }

        byte[] pack = packing.pack(many);

        assertThat(pack.length).isLessThan(20_000);
        assertThat(packing.unpack(pack)).isEqualTo(many);
    }

    @Test
    void everyPackCanBeReadAlone() {
        byte[] first = packing.pack(List.of(new Box("a"), new Whole(1)));
        byte[] second = packing.pack(List.of(new Box(Speed.FAST), new Whole(2), new Box("a")));

        assertThat(packing.unpack(second)).containsExactly(new Box(Speed.FAST), new Whole(2), new Box("a"));
        assertThat(packing.unpack(first)).isEqualTo(Arrays.asList(new Box("a"), new Whole(1)));
    }
}
