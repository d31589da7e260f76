package padlock.tls.handshake;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import padlock.tls.authority.SigningAuthority;
import padlock.tls.identity.KeyAlgorithm;
import padlock.tls.identity.Seed;
import padlock.tls.identity.Svid;

import static org.assertj.core.api.Assertions.assertThat;

class DeterminismTest {
    /** The hash is over all flights of a handshake, a request, a response and both goodbyes. */
    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource({
        "TLS_1_3, EC_P256,  X25519,          2f077899516cf309ff1869b990699b5e32cb9cdbf88705fe90e27e15f1254060",
        "TLS_1_3, EC_P256,  P256,            b588079a32eba0f5a7d4e58534b955865085b6a1e43b83573f9e51ef15634493",
        "TLS_1_3, EC_P256,  X25519_MLKEM768, c8ae576f89ffd2737b3be697b3f97c97f093db7a8c2f1268d0d1748de7e235d8",
        "TLS_1_3, RSA_2048, X25519,          96371c8d20d5e7ab168467cf64fcc0a498996a380c10f110afd6b3721e266bae",
        "TLS_1_2, EC_P256,  X25519,          e84a51018020d40869183b1b8866ad6e45dedc7ba962bd1c65bc239c6bbf189e",
        "TLS_1_2, RSA_2048, P256,            5229c767635ce98227f67540eb9daf719b1b35302aed00a7f3cc7f0cd4921a56"
    })
    void theSameSettingsSeedAndInputGiveTheSameBytesInEveryJvm(
            TlsVersion version, KeyAlgorithm algorithm, KeyAgreement group, String hash) {
        assertThat(sha256(conversation(version, algorithm, group, Fixture.SEED)))
                .isEqualTo(hash);
    }

    @Test
    void anotherSeedGivesOtherBytes() {
        byte[] one =
                conversation(TlsVersion.TLS_1_3, KeyAlgorithm.EC_P256, KeyAgreement.X25519, Fixture.SEED.named("one"));
        byte[] other = conversation(
                TlsVersion.TLS_1_3, KeyAlgorithm.EC_P256, KeyAgreement.X25519, Fixture.SEED.named("other"));
        assertThat(one).isNotEqualTo(other);
    }

    @Test
    void handshakesDoNotDisturbEachOther() {
        byte[] alone = conversation(TlsVersion.TLS_1_3, KeyAlgorithm.EC_P256, KeyAgreement.X25519, Fixture.SEED);
        conversation(
                TlsVersion.TLS_1_2, KeyAlgorithm.EC_P256, KeyAgreement.P256, Fixture.SEED.named("another connection"));
        assertThat(conversation(TlsVersion.TLS_1_3, KeyAlgorithm.EC_P256, KeyAgreement.X25519, Fixture.SEED))
                .isEqualTo(alone);
    }

    private static byte[] conversation(TlsVersion version, KeyAlgorithm algorithm, KeyAgreement group, Seed seed) {
        SigningAuthority root = Fixture.authority("golden root of " + algorithm, algorithm);
        Svid orders = Fixture.svid(root, Fixture.ORDERS, algorithm, Fixture.NOW, Fixture.DAY);
        Svid payments = Fixture.svid(root, Fixture.PAYMENTS, algorithm, Fixture.NOW, Fixture.DAY);
        ClientSettings client = Fixture.client(version, orders, Fixture.expecting(root.bundle(), Fixture.PAYMENTS));
        ServerSettings server = Fixture.server(payments, Fixture.inMesh(root.bundle()));
        Pipe pipe = Fixture.pipe(
                        new ClientSettings(
                                client.lowest(),
                                version,
                                List.of(group),
                                client.alpn(),
                                client.serverName(),
                                client.credentials(),
                                client.trust()),
                        new ServerSettings(
                                server.lowest(),
                                version,
                                List.of(group),
                                server.alpn(),
                                payments,
                                server.clientTrust()),
                        seed)
                .pump();
        pipe.clientSends("ping".getBytes(StandardCharsets.US_ASCII));
        pipe.serverSends("pong".getBytes(StandardCharsets.US_ASCII));
        pipe.clientCloses();
        return pipe.allBytes();
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new AssertionError(everyJavaHasIt);
        }
    }
}
