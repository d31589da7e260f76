package padlock.mesh.token;

import java.util.Base64;
import java.util.Optional;

/** The writing of tokens and keys (RFC 4648, section 5), with or without padding. */
final class Base64Url {

    private Base64Url() {}

    static Optional<byte[]> decode(String text) {
        try {
            return Optional.of(Base64.getUrlDecoder().decode(text));
        } catch (IllegalArgumentException notOne) {
            return Optional.empty();
        }
    }
}
