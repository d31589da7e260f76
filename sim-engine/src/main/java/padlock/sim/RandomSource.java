package padlock.sim;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Chance as a value: the seed and a purpose name what comes out, and asking twice gives the same answer.
 *
 * <p>There is no stream to advance, because whoever shares a stream disturbs everybody behind them: one more message
 * would change all later draws. Two draws that should differ need two {@linkplain #named names}. SHA-256 derives them,
 * for it is the same on every JDK and machine.
 */
public final class RandomSource {

    private static final byte SEED = 'S';
    private static final byte NAME = 'N';
    private static final byte BLOCK = 'B';
    private static final int BLOCK_LENGTH = 32;

    private static final ClassValue<Boolean> HAS_TEXT = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            return hasTextOfItsOwn(type);
        }
    };

    private final byte[] key;

    private RandomSource(byte[] key) {
        this.key = key;
    }

    public static RandomSource of(long seed) {
        MessageDigest digest = sha256();
        digest.update(SEED);
        return new RandomSource(digest.digest(bytesOf(seed)));
    }

    /**
     * The source for one purpose; its parts count by their text, each framed by its length.
     *
     * @throws IllegalArgumentException for a part whose text differs between runs or JDKs: an object without a
     *     {@code toString} of its own, or a floating-point number
     */
    public RandomSource named(Object... purpose) {
        MessageDigest digest = sha256();
        digest.update(key);
        digest.update(NAME);
        for (Object part : purpose) {
            byte[] text = textOf(part).getBytes(StandardCharsets.UTF_8);
            digest.update(bytesOf(text.length));
            digest.update(text);
        }
        return new RandomSource(digest.digest());
    }

    /** A number in [0, 1). */
    public double fraction() {
        return (ByteBuffer.wrap(key).getLong() >>> 11) * 0x1.0p-53;
    }

    /** A number in [0, bound). */
    public long below(long bound) {
        if (bound <= 0) {
            throw new IllegalArgumentException("nothing is below " + bound);
        }
        // 256 bits modulo 63: the bias is beyond what anybody could ever observe.
        return new BigInteger(1, key).mod(BigInteger.valueOf(bound)).longValueExact();
    }

    /** A duration from low to high, both included, to the nanosecond. */
    public Duration between(Duration low, Duration high) {
        long span = high.minus(low).toNanos();
        if (span < 0) {
            throw new IllegalArgumentException("no duration lies between " + low + " and " + high);
        }
        return low.plusNanos(below(Math.addExact(span, 1)));
    }

    public byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        for (int start = 0; start < count; start += BLOCK_LENGTH) {
            System.arraycopy(block(start / BLOCK_LENGTH), 0, bytes, start, Math.min(BLOCK_LENGTH, count - start));
        }
        return bytes;
    }

    /** True with the given probability. */
    public boolean chance(double probability) {
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException("not a probability: " + probability);
        }
        return fraction() < probability;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RandomSource source && Arrays.equals(key, source.key);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(key);
    }

    @Override
    public String toString() {
        return "RandomSource[" + HexFormat.of().formatHex(key, 0, 4) + "…]";
    }

    private byte[] block(long number) {
        MessageDigest digest = sha256();
        digest.update(key);
        digest.update(BLOCK);
        return digest.digest(bytesOf(number));
    }

    private static String textOf(Object part) {
        if (part instanceof String text) {
            return text;
        }
        if (part instanceof Double || part instanceof Float || !HAS_TEXT.get(part.getClass())) {
            throw new IllegalArgumentException(
                    "not a name for a purpose: " + part.getClass().getName());
        }
        return part.toString();
    }

    private static boolean hasTextOfItsOwn(Class<?> type) {
        try {
            return type.getMethod("toString").getDeclaringClass() != Object.class;
        } catch (NoSuchMethodException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] bytesOf(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
