package padlock.tls.capture;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** What decrypts the records of one direction, in order (RFC 8446 §5.3 and 7.3, RFC 5246 §6.3, RFC 5288, RFC 7905). */
final class RecordKey {

    private static final int NONCE = 12;
    private static final int GCM12_FIXED = 4;
    private static final int GCM12_EXPLICIT = 8;
    private static final int TAG = 16;

    private final Suite suite;
    private final boolean tls13;
    private final byte[] key;
    private final byte[] iv;
    private long sequence;

    private RecordKey(Suite suite, boolean tls13, byte[] key, byte[] iv) {
        this.suite = suite;
        this.tls13 = tls13;
        this.key = key;
        this.iv = iv;
    }

    /** From a traffic secret of TLS 1.3. */
    static RecordKey ofSecret(Suite suite, byte[] secret) {
        return new RecordKey(
                suite, true, expand(suite, secret, "key", suite.keyBytes()), expand(suite, secret, "iv", NONCE));
    }

    /** From the master secret of TLS 1.2. */
    static RecordKey ofMaster(Suite suite, byte[] master, byte[] clientRandom, byte[] serverRandom, boolean ofClient) {
        int ivBytes = suite.chaCha() ? NONCE : GCM12_FIXED;
        ByteBuffer seed = ByteBuffer.allocate("key expansion".length() + 64);
        seed.put("key expansion".getBytes(StandardCharsets.US_ASCII))
                .put(serverRandom)
                .put(clientRandom);
        byte[] block = pseudoRandom(suite, master, seed.array(), 2 * (suite.keyBytes() + ivBytes));
        int keyAt = ofClient ? 0 : suite.keyBytes();
        int ivAt = 2 * suite.keyBytes() + (ofClient ? 0 : ivBytes);
        return new RecordKey(
                suite,
                false,
                Arrays.copyOfRange(block, keyAt, keyAt + suite.keyBytes()),
                Arrays.copyOfRange(block, ivAt, ivAt + ivBytes));
    }

    /** The next record's content; empty, and no record taken, if it is not encrypted with this. */
    Optional<byte[]> open(byte[] header, byte[] body) {
        boolean explicit = !tls13 && !suite.chaCha();
        int overhead = TAG + (explicit ? GCM12_EXPLICIT : 0);
        if (body.length < overhead) {
            return Optional.empty();
        }
        byte[] nonce = explicit
                ? ByteBuffer.allocate(NONCE)
                        .put(iv)
                        .put(body, 0, GCM12_EXPLICIT)
                        .array()
                : mixed();
        byte[] bound = tls13 ? header : boundIn12(header, body.length - overhead);
        int from = explicit ? GCM12_EXPLICIT : 0;
        try {
            Cipher cipher = Cipher.getInstance(suite.chaCha() ? "ChaCha20-Poly1305" : "AES/GCM/NoPadding");
            AlgorithmParameterSpec with =
                    suite.chaCha() ? new IvParameterSpec(nonce) : new GCMParameterSpec(8 * TAG, nonce);
            cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, suite.chaCha() ? "ChaCha20" : "AES"), with);
            cipher.updateAAD(bound);
            byte[] plain = cipher.doFinal(body, from, body.length - from);
            sequence++;
            return Optional.of(plain);
        } catch (GeneralSecurityException otherKey) {
            return Optional.empty();
        }
    }

    private byte[] mixed() {
        byte[] nonce = iv.clone();
        for (int i = 0; i < Long.BYTES; i++) {
            nonce[NONCE - 1 - i] ^= (byte) (sequence >>> 8 * i);
        }
        return nonce;
    }

    private byte[] boundIn12(byte[] header, int length) {
        return ByteBuffer.allocate(13)
                .putLong(sequence)
                .put(header, 0, 3)
                .putShort((short) length)
                .array();
    }

    private static byte[] expand(Suite suite, byte[] secret, String label, int length) {
        byte[] name = ("tls13 " + label).getBytes(StandardCharsets.US_ASCII);
        ByteBuffer info = ByteBuffer.allocate(2 + 1 + name.length + 1 + 1);
        info.putShort((short) length)
                .put((byte) name.length)
                .put(name)
                .put((byte) 0)
                .put((byte) 1);
        // One block of HMAC is longer than any key.
        return Arrays.copyOf(mac(suite, secret, info.array()), length);
    }

    private static byte[] pseudoRandom(Suite suite, byte[] secret, byte[] seed, int length) {
        ByteBuffer output = ByteBuffer.allocate(length);
        byte[] a = seed;
        while (output.hasRemaining()) {
            a = mac(suite, secret, a);
            byte[] block = mac(
                    suite,
                    secret,
                    ByteBuffer.allocate(a.length + seed.length).put(a).put(seed).array());
            output.put(block, 0, Math.min(block.length, output.remaining()));
        }
        return output.array();
    }

    private static byte[] mac(Suite suite, byte[] secret, byte[] data) {
        try {
            Mac mac = Mac.getInstance(suite.mac());
            mac.init(new SecretKeySpec(secret, suite.mac()));
            return mac.doFinal(data);
        } catch (GeneralSecurityException inEveryJdk) {
            throw new IllegalStateException(inEveryJdk);
        }
    }
}
