package padlock.tls.identity;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;

/** SHA-256 in counter mode. The JDK's own generators differ by provider and stir in what the machine has to offer. */
final class SeededRandom extends SecureRandom {
    private static final long serialVersionUID = 1L;
    private static final byte STREAM = 2;

    private final byte[] key;
    private byte[] block = {};
    private int used;
    private long counter;

    SeededRandom(byte[] key) {
        super(null, null);
        this.key = key.clone();
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new AssertionError(everyJavaHasIt);
        }
    }

    @Override
    public void nextBytes(byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            if (used == block.length) refill();
            bytes[i] = block[used++];
        }
    }

    private void refill() {
        MessageDigest digest = sha256();
        digest.update(STREAM);
        digest.update(key);
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(counter++).array());
        block = digest.digest();
        used = 0;
    }

    @Override
    public byte[] generateSeed(int count) {
        byte[] bytes = new byte[count];
        nextBytes(bytes);
        return bytes;
    }

    /** Libraries like to stir in entropy of their own; a run must not depend on it. */
    @Override
    public void setSeed(byte[] ignored) {}

    @Override
    public void setSeed(long ignored) {}

    @Override
    public String getAlgorithm() {
        return "SeededRandom";
    }

    @Override
    public String toString() {
        return "SeededRandom";
    }
}
