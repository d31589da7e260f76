package padlock.sim.recording;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class CanonicalFormTest {

    private enum Mode {
        STRICT,
        PERMISSIVE {
            @Override
            public String toString() {
                return "lenient";
            }
        }
    }

    private sealed interface Shape {
        record Circle(int radius) implements Shape {}

        record Point() implements Shape {}
    }

    private record Drawing(String title, Optional<Shape> shape, List<Mode> modes) {}

    static Stream<Arguments> forms() {
        return Stream.of(
                arguments(1L, "1"),
                arguments(-2, "-2"),
                arguments((short) 3, "3"),
                arguments((byte) 4, "4"),
                arguments(new BigInteger("12345678901234567890"), "12345678901234567890"),
                arguments(new BigDecimal("1.50"), "1.50"),
                arguments(0.1, "0x1.999999999999ap-4"),
                arguments(-0.0, "-0x0.0p0"),
                arguments(Double.NaN, "NaN"),
                arguments(0.5f, "0x1.0p-1"),
                arguments(true, "true"),
                arguments('x', "\"x\""),
                arguments("plain", "\"plain\""),
                arguments("", "\"\""),
                arguments("a \"b\" \\ \n é \uD800", "\"a \\\"b\\\" \\\\ \\u000a \\u00e9 \\ud800\""),
                arguments(Instant.parse("2026-01-01T00:00:00.004Z"), "@1767225600.004000000"),
                arguments(Instant.ofEpochSecond(-1, 999_999_999), "@-1.999999999"),
                arguments(Duration.ofMillis(1500), "PT1.5S"),
                arguments(Duration.ofMillis(-1500), "PT-1.5S"),
                arguments(new byte[] {0, 10, -1}, "0x000aff"),
                arguments(new byte[0], "0x"),
                arguments(Mode.STRICT, "STRICT"),
                arguments(Mode.PERMISSIVE, "PERMISSIVE"),
                arguments(Optional.empty(), "?"),
                arguments(Optional.of("a"), "?\"a\""),
                arguments(Optional.of(Optional.empty()), "??"),
                arguments(List.of(), "[]"),
                arguments(List.of("b", "a"), "[\"b\",\"a\"]"),
                arguments(List.of(List.of(1), List.of()), "[[1],[]]"),
                arguments(new TreeSet<>(List.of(2, 1)), "[1,2]"),
                arguments(new LinkedHashSet<>(List.of(2, 1)), "[2,1]"),
                arguments(Collections.unmodifiableSet(new LinkedHashSet<>(List.of(2, 1))), "[2,1]"),
                arguments(EnumSet.allOf(Mode.class), "[STRICT,PERMISSIVE]"),
                arguments(new TreeMap<>(Map.of("b", 2, "a", 1)), "{\"a\"=1,\"b\"=2}"),
                arguments(linked("b", "a"), "{\"b\"=0,\"a\"=1}"),
                arguments(Collections.unmodifiableMap(linked("b", "a")), "{\"b\"=0,\"a\"=1}"),
                arguments(new EnumMap<>(Map.of(Mode.STRICT, 1)), "{STRICT=1}"),
                arguments(new Shape.Point(), "Point()"),
                arguments(
                        new Drawing("eye", Optional.of(new Shape.Circle(3)), List.of(Mode.STRICT)),
                        "Drawing(title=\"eye\",shape=?Circle(radius=3),modes=[STRICT])"));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void everyValueIsWrittenInOneWay(Object value, String form) {
        assertThat(CanonicalForm.text(value)).isEqualTo(form);
        assertThat(CanonicalForm.of(value)).isEqualTo(form.getBytes(StandardCharsets.UTF_8));
    }

    static Stream<Object> formless() {
        return Stream.of(
                new Object(),
                new int[] {1},
                new char[] {'a'},
                UUID.nameUUIDFromBytes(new byte[0]),
                new StringBuilder("a"),
                (Runnable) () -> {},
                String.class,
                new HashMap<>(Map.of("a", 1)),
                Map.of(),
                Map.of("a", 1),
                Map.of("a", 1, "b", 2),
                Map.copyOf(linked("a", "b", "c")),
                Collections.unmodifiableMap(new HashMap<>(Map.of("a", 1))),
                new HashSet<>(List.of("a")),
                Set.of("a"),
                Set.of("a", "b"),
                Set.copyOf(List.of(1, 2, 3)),
                Collections.unmodifiableSet(new HashSet<>()),
                new ArrayDeque<>(List.of(1)),
                linked("a").values());
    }

    @ParameterizedTest
    @MethodSource("formless")
    void whatHasNoNameOrNoOrderIsRefusedByItsType(Object value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CanonicalForm.of(new Drawing("x", Optional.empty(), cast(List.of(value)))))
                .withMessageContaining(value.getClass().getName());
    }

    @Test
    void nullIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CanonicalForm.of(Arrays.asList("a", null)))
                .withMessageContaining("null");
    }

    @Test
    void aBugInAnAccessorComesThrough() {
        record Broken(int number) {
            @Override
            public int number() {
                throw new IllegalStateException("broken");
            }
        }

        assertThat(catchThrowable(() -> CanonicalForm.of(new Broken(1))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("broken");
    }

    @SuppressWarnings("unchecked")
    private static <T> List<T> cast(List<?> list) {
        return (List<T>) list;
    }

    private static Map<String, Integer> linked(String... keys) {
        Map<String, Integer> map = new LinkedHashMap<>();
        for (String key : keys) {
            map.put(key, map.size());
        }
        return map;
    }
}
