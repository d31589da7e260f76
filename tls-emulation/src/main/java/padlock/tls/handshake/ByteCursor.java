package padlock.tls.handshake;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Reads TLS's vectors from bytes that may end or lie anywhere: once a read fails, all later ones do too. */
final class ByteCursor {
    private final byte[] bytes;
    private final int end;
    private int position;
    private boolean failed;

    ByteCursor(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    private ByteCursor(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.position = from;
        this.end = end;
    }

    boolean failed() {
        return failed;
    }

    boolean atEnd() {
        return failed || position == end;
    }

    int remaining() {
        return end - position;
    }

    /** An unsigned number of so many bytes; 0 after a failure. */
    int number(int size) {
        if (!has(size)) return 0;
        int value = 0;
        for (int i = 0; i < size; i++) value = value << 8 | bytes[position++] & 0xff;
        return value;
    }

    ByteCursor slice(int length) {
        if (!has(length)) return failure();
        position += length;
        return new ByteCursor(bytes, position - length, position);
    }

    /** What follows a length of so many bytes. */
    ByteCursor vector(int lengthSize) {
        return slice(number(lengthSize));
    }

    byte[] rest() {
        return failed ? new byte[0] : Arrays.copyOfRange(bytes, position, end);
    }

    Optional<String> text() {
        return failed || atEnd() ? Optional.empty() : Optional.of(new String(rest(), StandardCharsets.ISO_8859_1));
    }

    private boolean has(int length) {
        if (length > end - position) failed = true;
        return !failed;
    }

    private ByteCursor failure() {
        var none = new ByteCursor(bytes, end, end);
        none.failed = true;
        return none;
    }
}
