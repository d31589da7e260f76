package padlock.sim.recording;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.Spliterator;

/**
 * The one way to write down a fact, the same on every JDK and machine; a fingerprint rests on it.
 *
 * <p>A record is written by the simple name of its type and by its components in the order of their declaration. What
 * has no identity but its place in memory, or no order of its own, is refused at once: it would make two equal runs
 * look different.
 */
public final class CanonicalForm {

    /** With one element it calls itself ordered on some JDKs, which lasts until somebody adds a second one. */
    private static final Class<?> SMALL_SET = Set.of("").getClass();

    private CanonicalForm() {}

    /** The form in UTF-8. */
    public static byte[] of(Object value) {
        return text(value).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * The form as text, on one line.
     *
     * @throws IllegalArgumentException naming the type that has no canonical form
     */
    public static String text(Object value) {
        StringBuilder text = new StringBuilder();
        append(value, text);
        return text.toString();
    }

    static void append(Object value, StringBuilder to) {
        if (value instanceof Record) {
            appendRecord(value, RecordForm.of(value.getClass()), to);
        } else if (value instanceof String text) {
            appendQuoted(text, to);
        } else if (value instanceof Enum<?> constant) {
            to.append(constant.name());
        } else if (value instanceof Optional<?> optional) {
            to.append('?');
            optional.ifPresent(content -> append(content, to));
        } else if (value instanceof Collection<?> collection) {
            appendAll(collection, to);
        } else if (value instanceof Map<?, ?> map) {
            appendEntries(map, to);
        } else {
            appendScalar(value, to);
        }
    }

    private static void appendRecord(Object value, RecordForm form, StringBuilder to) {
        String separator = "";
        to.append(form.type().getSimpleName()).append('(');
        for (RecordForm.Component component : form.components()) {
            to.append(separator).append(component.name()).append('=');
            append(component.valueIn(value), to);
            separator = ",";
        }
        to.append(')');
    }

    private static void appendScalar(Object value, StringBuilder to) {
        if (value instanceof Instant instant) {
            appendInstant(instant, to);
        } else if (value instanceof byte[] bytes) {
            appendHex(bytes, to);
        } else if (value instanceof Character character) {
            appendQuoted(character.toString(), to);
        } else if (value instanceof Double number) {
            // The decimal digits of a double changed with JDK 19; its hexadecimal digits never do.
            to.append(Double.toHexString(number));
        } else if (value instanceof Float number) {
            to.append(Float.toHexString(number));
        } else if (isWrittenLikeItsText(value)) {
            to.append(value);
        } else {
            throw refusal(value);
        }
    }

    private static boolean isWrittenLikeItsText(Object value) {
        return value instanceof Long
                || value instanceof Integer
                || value instanceof Short
                || value instanceof Byte
                || value instanceof BigInteger
                || value instanceof BigDecimal
                || value instanceof Boolean
                || value instanceof Duration;
    }

    private static void appendInstant(Instant instant, StringBuilder to) {
        String nanos = Integer.toString(instant.getNano());
        to.append('@')
                .append(instant.getEpochSecond())
                .append('.')
                .append("000000000", nanos.length(), 9)
                .append(nanos);
    }

    private static void appendHex(byte[] bytes, StringBuilder to) {
        HexFormat.of().formatHex(to.append("0x"), bytes);
    }

    private static void appendQuoted(String text, StringBuilder to) {
        to.append('"');
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character == '"' || character == '\\') {
                to.append('\\').append(character);
            } else if (character >= ' ' && character <= '~') {
                to.append(character);
            } else {
                to.append("\\u").append(HexFormat.of().toHexDigits(character));
            }
        }
        to.append('"');
    }

    private static void appendAll(Collection<?> collection, StringBuilder to) {
        if (!(collection instanceof List) && !(collection instanceof Set<?> set && isOrdered(set))) {
            throw refusal(collection);
        }
        String separator = "";
        to.append('[');
        for (Object element : collection) {
            to.append(separator);
            append(element, to);
            separator = ",";
        }
        to.append(']');
    }

    private static void appendEntries(Map<?, ?> map, StringBuilder to) {
        if (!(map instanceof EnumMap) && !isOrdered(map.keySet())) {
            throw refusal(map);
        }
        String separator = "";
        to.append('{');
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            to.append(separator);
            append(entry.getKey(), to);
            to.append('=');
            append(entry.getValue(), to);
            separator = ",";
        }
        to.append('}');
    }

    /** Asks the set itself, for an unmodifiable wrapper does not show what it wraps. */
    private static boolean isOrdered(Set<?> set) {
        return set instanceof EnumSet
                || set.spliterator().hasCharacteristics(Spliterator.ORDERED) && set.getClass() != SMALL_SET;
    }

    private static IllegalArgumentException refusal(Object value) {
        return new IllegalArgumentException("no canonical form for "
                + (value == null
                        ? "null; absence is an empty Optional"
                        : value.getClass().getName()));
    }
}
