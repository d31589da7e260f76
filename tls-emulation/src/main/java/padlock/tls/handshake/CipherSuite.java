package padlock.tls.handshake;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The cipher suites of a mesh and their order: an endpoint cannot choose those of TLS 1.3, and a server prefers its own
 * order.
 */
enum CipherSuite {
    TLS_AES_128_GCM_SHA256(0x1301),
    TLS_AES_256_GCM_SHA384(0x1302),
    TLS_CHACHA20_POLY1305_SHA256(0x1303),
    TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256(0xc02b),
    TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384(0xc02c),
    TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256(0xcca9),
    TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256(0xc02f),
    TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384(0xc030),
    TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256(0xcca8),
    TLS_RSA_WITH_AES_128_GCM_SHA256(0x009c),
    TLS_RSA_WITH_AES_256_GCM_SHA384(0x009d);

    private final int code;

    CipherSuite(int code) {
        this.code = code;
    }

    static String nameOf(int code) {
        return Arrays.stream(values())
                .filter(suite -> suite.code == code)
                .findFirst()
                .orElseThrow()
                .name();
    }

    /** TLS 1.3's order is BoringSSL's on machines with AES in hardware; below it, Envoy's for clients. */
    static int[] ofClient(TlsVersion lowest, TlsVersion highest) {
        return codes(
                lowest,
                highest,
                Stream.of(
                        TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256,
                        TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256,
                        TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384, TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384));
    }

    /** Istio's list for servers, of which a server can use those that fit its key. */
    static int[] ofServer(TlsVersion lowest, TlsVersion highest, boolean elliptic) {
        return codes(
                lowest,
                highest,
                elliptic
                        ? Stream.of(TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384, TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256)
                        : Stream.of(
                                TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
                                TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
                                TLS_RSA_WITH_AES_256_GCM_SHA384,
                                TLS_RSA_WITH_AES_128_GCM_SHA256));
    }

    private static int[] codes(TlsVersion lowest, TlsVersion highest, Stream<CipherSuite> before13) {
        Stream<CipherSuite> in13 =
                Stream.of(TLS_AES_128_GCM_SHA256, TLS_AES_256_GCM_SHA384, TLS_CHACHA20_POLY1305_SHA256);
        return IntStream.concat(
                        highest == TlsVersion.TLS_1_3 ? in13.mapToInt(suite -> suite.code) : IntStream.empty(),
                        lowest == TlsVersion.TLS_1_2 ? before13.mapToInt(suite -> suite.code) : IntStream.empty())
                .toArray();
    }
}
