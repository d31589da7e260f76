package padlock.tls.handshake;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import padlock.tls.authority.SigningAuthority;
import padlock.tls.identity.KeyAlgorithm;

import static org.assertj.core.api.Assertions.assertThat;

class ClientHelloTest {
    private static final SigningAuthority ROOT = Fixture.authority("root", KeyAlgorithm.EC_P256);
    private static final byte[] HELLO = helloOf(TlsVersion.TLS_1_3);

    private static byte[] helloOf(TlsVersion highest) {
        ClientSettings settings = Fixture.client(
                highest, Fixture.svid(ROOT, Fixture.ORDERS), Fixture.expecting(ROOT.bundle(), Fixture.PAYMENTS));
        return TlsEndpoint.client(settings, Fixture.SEED).start().outgoing();
    }

    @Test
    void helloTellsServerNameProtocolsAndVersions() {
        assertThat(ClientHello.inspect(HELLO))
                .isEqualTo(new Sniff.Hello(
                        Optional.of(Fixture.SNI),
                        List.of("istio-peer-exchange", "istio"),
                        List.of(TlsVersion.TLS_1_3, TlsVersion.TLS_1_2)));
    }

    @Test
    void helloWithoutSupportedVersionsIsOfItsOwnVersion() {
        assertThat(ClientHello.inspect(helloOf(TlsVersion.TLS_1_2)))
                .isInstanceOfSatisfying(
                        Sniff.Hello.class, hello -> assertThat(hello.versions()).containsExactly(TlsVersion.TLS_1_2));
    }

    @Test
    void everyBeginningOfAHelloNeedsMore() {
        for (int length = 0; length < HELLO.length; length++) {
            assertThat(ClientHello.inspect(Arrays.copyOf(HELLO, length)))
                    .as("%d bytes", length)
                    .isEqualTo(new Sniff.NeedMore());
        }
    }

    @Test
    void whatFollowsAHelloDoesNotMatter() {
        assertThat(ClientHello.inspect(Arrays.copyOf(HELLO, HELLO.length + 99))).isInstanceOf(Sniff.Hello.class);
    }

    @Test
    void helloMayBeSpreadOverSeveralRecords() {
        var spread = new ByteArrayOutputStream();
        for (int from = 5; from < HELLO.length; from += 100) {
            int length = Math.min(100, HELLO.length - from);
            spread.writeBytes(new byte[] {22, 3, 1, 0, (byte) length});
            spread.write(HELLO, from, length);
        }
        assertThat(ClientHello.inspect(spread.toByteArray())).isEqualTo(ClientHello.inspect(HELLO));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\n\r\n",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                "SSH-2.0-OpenSSH\r\n",
                "\u0016\u0002\u0001\u0000\u0010",
                "\u0016\u0003\u0001\u0000\u0000",
                "\u0016\u0003\u0001\u0000\u0004\u0002\u0000\u0000\u0000",
                "\u0017\u0003\u0003\u0000\u0010"
            })
    void otherFirstBytesAreNotTls(String text) {
        assertThat(ClientHello.inspect(text.getBytes(StandardCharsets.ISO_8859_1)))
                .isEqualTo(new Sniff.NotTls());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "G", "GET ", "hi\r\n", "\u0016", "\u0016\u0003\u0001\u0002"})
    void lessThanARecordHeaderNeedsMoreWhateverItIs(String text) {
        assertThat(ClientHello.inspect(text.getBytes(StandardCharsets.ISO_8859_1)))
                .isEqualTo(new Sniff.NeedMore());
    }

    @Test
    void helloTooLongForAnInspectorIsNotTls() {
        assertThat(ClientHello.inspect(new byte[] {22, 3, 1, 0, 4, 1, 0, 64, 1}))
                .isEqualTo(new Sniff.NotTls());
    }

    @Test
    void inspectorNeverThrowsAndNeverReadsMoreFromLess() {
        var random = Fixture.SEED.named("noise").stream();
        for (int i = 0; i < 20_000; i++) {
            byte[] noise = HELLO.clone();
            for (int hits = 0; hits <= i % 4; hits++) noise[random.nextInt(noise.length)] = (byte) random.nextInt();
            Sniff whole = ClientHello.inspect(noise);
            Sniff half = ClientHello.inspect(Arrays.copyOf(noise, random.nextInt(noise.length)));
            assertThat(half instanceof Sniff.NeedMore || half.equals(whole)).isTrue();
        }
    }
}
