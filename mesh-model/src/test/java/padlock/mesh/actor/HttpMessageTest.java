package padlock.mesh.actor;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import padlock.mesh.actor.HttpMessage.Read;
import padlock.sim.RandomSource;

import static org.assertj.core.api.Assertions.assertThat;

class HttpMessageTest {

    private static final HttpMessage REQUEST =
            HttpMessage.request("GET", "/a?b=c", HttpHeaders.of("Host", "server", "Content-Length", "0"));
    private static final HttpMessage RESPONSE =
            HttpMessage.response(200, HttpHeaders.of("content-type", "text/plain"), "grüß dich");

    @Test
    void aMessageIsReadAsItWasWritten() {
        for (HttpMessage message : List.of(REQUEST, RESPONSE)) {
            byte[] bytes = message.bytes(1);
            assertThat(HttpMessage.read(bytes)).isEqualTo(new Read.Complete(message, bytes.length));
        }
    }

    @Test
    void everyBeginningOfAMessageIsIncomplete() {
        for (HttpMessage message : List.of(REQUEST, RESPONSE)) {
            byte[] bytes = message.bytes(1);
            for (int length = 0; length < bytes.length; length++) {
                assertThat(HttpMessage.read(Arrays.copyOf(bytes, length))).isEqualTo(new Read.Incomplete());
            }
        }
    }

    @Test
    void whatFollowsAMessageIsLeftAlone() {
        byte[] bytes = (text(REQUEST) + text(REQUEST)).getBytes(StandardCharsets.UTF_8);

        assertThat(HttpMessage.read(bytes)).isEqualTo(new Read.Complete(REQUEST, REQUEST.bytes(1).length));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "160301",
                "00",
                "50494e470a", // PING\n
                "474554202f0a", // GET /\n
                "48545450", // HTTP: the beginning of an answer, but see below
                "ffffffff",
            })
    void bytesThatAreNoMessageNeverBecomeOne(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);

        assertThat(HttpMessage.read(bytes)).isNotInstanceOf(Read.Complete.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET / HTTP/2.0#|",
                "GET / HTTP/2#|",
                "HTTP/2 200#|",
                "GET /#|",
                "get / HTTP/1.1#|",
                "GET / HTTP/1.1#no colon#|",
                "GET / HTTP/1.1#: empty#|",
                "GET / HTTP/1.1#Content-Length: -1#|",
                "GET / HTTP/1.1#Content-Length: 99999999999999999999#|",
                "GET / HTTP/1.1#Content-Length: x#|",
                "HTTP/1.1 2OO OK#|",
                "#|",
            })
    void aHeadThatBreaksTheRulesIsMalformed(String head) {
        byte[] bytes = (head.replace("#", "\r\n") + "\r\n").getBytes(StandardCharsets.UTF_8);

        assertThat(HttpMessage.read(bytes)).isEqualTo(new Read.Malformed());
    }

    @Test
    void readingNeverThrowsWhateverTheBytes() {
        RandomSource chance = RandomSource.of(1);
        byte[] message = RESPONSE.bytes(1);
        for (int n = 0; n < 5000; n++) {
            byte[] bytes = n % 2 == 0
                    ? chance.named("noise", n)
                            .bytes((int) chance.named("length", n).below(80))
                    : message.clone();
            for (int flip = 0; flip < n % 4 && bytes.length > 0; flip++) {
                bytes[(int) chance.named("place", n, flip).below(bytes.length)] =
                        (byte) chance.named("byte", n, flip).below(256);
            }
            assertThat(HttpMessage.read(bytes)).isNotNull();
            HttpMessage.looksLikeHttp(bytes);
        }
    }

    @Test
    void aHeaderIsFoundWhateverItsCase() {
        assertThat(HttpHeaders.of("Host", "a").with("HOST", "b").get("host")).contains("b");
    }

    private static String text(HttpMessage message) {
        return new String(message.bytes(1), StandardCharsets.UTF_8);
    }
}
