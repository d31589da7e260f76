package padlock.tls.handshake;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Holds back a peer's first bytes until they show whether it speaks TLS at all. BoringSSL tells these cases apart, and
 * its words for them are what people search the web for (ssl/s3_both.cc, ssl/tls_record.cc).
 */
final class FirstBytes {
    private static final int RECORD_HEADER = 5;
    private static final int MAJOR_VERSION = 3;
    private static final List<String> HTTP = List.of("GET ", "POST ", "HEAD ", "PUT ", "CONNE");

    private final ByteArrayOutputStream held = new ByteArrayOutputStream();
    private boolean passed;

    /** What can be handed on now: nothing yet, or all so far. */
    byte[] accept(byte[] bytes) {
        if (passed) return bytes;
        held.writeBytes(bytes);
        if (held.size() < RECORD_HEADER) return new byte[0];
        passed = true;
        return held.toByteArray();
    }

    /** Why this is not TLS, if it is not; asked once, of the first bytes that were accepted. */
    static Optional<RefusalReason> complaint(byte[] first, boolean atServer) {
        String start = new String(first, 0, RECORD_HEADER, StandardCharsets.ISO_8859_1);
        if (atServer && HTTP.stream().anyMatch(start::startsWith)) return Optional.of(RefusalReason.HTTP_REQUEST);
        return first[1] == MAJOR_VERSION ? Optional.empty() : Optional.of(RefusalReason.WRONG_VERSION_NUMBER);
    }
}
