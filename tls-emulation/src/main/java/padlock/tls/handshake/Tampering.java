package padlock.tls.handshake;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/** What somebody in the middle of a connection can do to its bytes, and read from them, without any key. */
public final class Tampering {
    private static final int RECORD_HEADER = 5;
    private static final int HANDSHAKE_HEADER = 4;
    private static final int VERSION_AND_RANDOM = 34;
    private static final int HANDSHAKE_RECORD = 22;
    private static final int FIRST_RECORD_TYPE = 20;
    private static final int APPLICATION_DATA = 23;
    private static final int SUPPORTED_VERSIONS = 43;
    /** One of the values that RFC 8701 reserves: every server passes over it. */
    private static final int NOTHING_TO_ANYBODY = 0xfafa;

    private static final int TLS_1_3 = 0x0304;
    private static final byte[] TLS_1_1 = {3, 2};

    private Tampering() {}

    /** What bytes tell somebody without a key. */
    public enum Reading {
        /** Everything. */
        PLAINTEXT,
        /** Who wants to talk to whom, and how, but nothing that they say. */
        HANDSHAKE,
        /** That something is said. */
        ENCRYPTED
    }

    /** These bytes with one bit flipped: of TLS, within the last record; else in the body, if there is one. */
    public static byte[] flipped(byte[] bytes, IntUnaryOperator chance) {
        byte[] flipped = bytes.clone();
        int from = looksLikeTls(bytes) ? startOfLastRecord(bytes) : startOfBody(bytes);
        int length = bytes.length - from;
        if (length == 0) {
            return flipped;
        }
        int place = chance.applyAsInt(length);
        for (int i = 0; i < length; i++) {
            int candidate = from + (place + i) % length;
            if (looksLikeTls(bytes) || isReadable(bytes[candidate])) {
                flipped[candidate] ^= 1;
                return flipped;
            }
        }
        flipped[from + place] ^= 1;
        return flipped;
    }

    /**
     * A client's first message that offers the version before its best and nothing better: TLS 1.2 in place of 1.3, TLS
     * 1.1 in place of 1.2. Empty for any other bytes.
     */
    public static Optional<byte[]> downgraded(byte[] bytes) {
        if (!(looksLikeTls(bytes)
                && bytes[0] == HANDSHAKE_RECORD
                && ClientHello.inspect(bytes) instanceof Sniff.Hello)) {
            return Optional.empty();
        }
        byte[] older = bytes.clone();
        if (!hideNewestVersion(older)) {
            System.arraycopy(TLS_1_1, 0, older, RECORD_HEADER + HANDSHAKE_HEADER, TLS_1_1.length);
        }
        return Optional.of(older);
    }

    public static Reading reading(byte[] bytes) {
        if (!looksLikeTls(bytes)) {
            return Reading.PLAINTEXT;
        }
        return bytes[0] == APPLICATION_DATA ? Reading.ENCRYPTED : Reading.HANDSHAKE;
    }

    private static boolean looksLikeTls(byte[] bytes) {
        return bytes.length > RECORD_HEADER
                && bytes[0] >= FIRST_RECORD_TYPE
                && bytes[0] <= APPLICATION_DATA
                && bytes[1] == 3;
    }

    private static boolean isReadable(byte value) {
        return Character.isLetterOrDigit(value & 0xff) && value > 0;
    }

    /** Where the content of the last whole record begins. */
    private static int startOfLastRecord(byte[] bytes) {
        int start = 0;
        int next = 0;
        while (next + RECORD_HEADER < bytes.length) {
            start = next + RECORD_HEADER;
            next = start + number(bytes, next + 3);
        }
        return Math.min(start, bytes.length - 1);
    }

    /** Behind the first empty line, where something follows it. */
    private static int startOfBody(byte[] bytes) {
        int end = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n");
        return end >= 0 && end + 4 < bytes.length ? end + 4 : 0;
    }

    /** Takes the list of versions away, without which TLS 1.2 is the best; false where 1.3 is not in it anyway. */
    private static boolean hideNewestVersion(byte[] hello) {
        boolean hidden = false;
        int place = RECORD_HEADER + HANDSHAKE_HEADER + VERSION_AND_RANDOM;
        place += 1 + (hello[place] & 0xff);
        place += 2 + number(hello, place);
        place += 1 + (hello[place] & 0xff);
        place += 2;
        while (place + HANDSHAKE_HEADER <= hello.length) {
            int length = number(hello, place + 2);
            if (number(hello, place) == SUPPORTED_VERSIONS) {
                hidden = offers13(hello, place + HANDSHAKE_HEADER, length);
                hello[place] = (byte) (NOTHING_TO_ANYBODY >> 8);
                hello[place + 1] = (byte) NOTHING_TO_ANYBODY;
            }
            place += HANDSHAKE_HEADER + length;
        }
        return hidden;
    }

    /** Whether TLS 1.3 is in a list of versions, which begins with its length in one byte. */
    private static boolean offers13(byte[] hello, int list, int length) {
        for (int place = list + 1; place + 1 < list + length; place += 2) {
            if (number(hello, place) == TLS_1_3) return true;
        }
        return false;
    }

    private static int number(byte[] bytes, int place) {
        return (bytes[place] & 0xff) << 8 | bytes[place + 1] & 0xff;
    }
}
