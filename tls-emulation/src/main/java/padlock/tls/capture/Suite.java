package padlock.tls.capture;

import java.util.Arrays;
import java.util.Optional;

/** The cipher suites that can be decrypted here: all that authenticate what they encrypt in one go. */
enum Suite {
    TLS_AES_128_GCM_SHA256(0x1301, 16, false, 256),
    TLS_AES_256_GCM_SHA384(0x1302, 32, false, 384),
    TLS_CHACHA20_POLY1305_SHA256(0x1303, 32, true, 256),
    TLS_RSA_WITH_AES_128_GCM_SHA256(0x009c, 16, false, 256),
    TLS_RSA_WITH_AES_256_GCM_SHA384(0x009d, 32, false, 384),
    TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256(0xc02b, 16, false, 256),
    TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384(0xc02c, 32, false, 384),
    TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256(0xc02f, 16, false, 256),
    TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384(0xc030, 32, false, 384),
    TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256(0xcca8, 32, true, 256),
    TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256(0xcca9, 32, true, 256);

    private final int code;
    private final int keyBytes;
    private final boolean chaCha;
    private final int hashBits;

    Suite(int code, int keyBytes, boolean chaCha, int hashBits) {
        this.code = code;
        this.keyBytes = keyBytes;
        this.chaCha = chaCha;
        this.hashBits = hashBits;
    }

    static Optional<Suite> of(int code) {
        return Arrays.stream(values()).filter(suite -> suite.code == code).findFirst();
    }

    int keyBytes() {
        return keyBytes;
    }

    boolean chaCha() {
        return chaCha;
    }

    String mac() {
        return "HmacSHA" + hashBits;
    }
}
