package padlock.tls.identity;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * Where all chance of this module comes from. A seed is never used up: naming a purpose derives another seed, so that
 * one more use of chance disturbs no other.
 */
public final class Seed {
    private static final byte ROOT = 0;
    private static final byte NAMED = 1;

    private final byte[] key;

    private Seed(byte[] key) {
        this.key = key;
    }

    /** The seed that these bytes, of any number, stand for. */
    public static Seed of(byte[] bytes) {
        MessageDigest digest = SeededRandom.sha256();
        digest.update(ROOT);
        return new Seed(digest.digest(bytes));
    }

    /** The seed for a purpose; {@code named("a", "b")} is neither {@code named("ab")} nor {@code named("b", "a")}. */
    public Seed named(String... purpose) {
        MessageDigest digest = SeededRandom.sha256();
        digest.update(NAMED);
        digest.update(key);
        for (String word : purpose) {
            byte[] utf8 = word.getBytes(StandardCharsets.UTF_8);
            digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(utf8.length).array());
            digest.update(utf8);
        }
        return new Seed(digest.digest());
    }

    /** A stream of this seed's chance, from its beginning each time. */
    public SecureRandom stream() {
        return new SeededRandom(key);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Seed seed && Arrays.equals(key, seed.key);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(key);
    }
}
