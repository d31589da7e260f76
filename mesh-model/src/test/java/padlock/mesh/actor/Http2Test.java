package padlock.mesh.actor;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import padlock.mesh.actor.HttpMessage.Read;
import padlock.sim.RandomSource;

import static org.assertj.core.api.Assertions.assertThat;

class Http2Test {

    private static final HttpMessage REQUEST = Grpc.request(
            "/a.B/C",
            HttpHeaders.of("Host", "server:7070", "user-agent", "x".repeat(300), "x-long", "y".repeat(20000)));
    private static final HttpMessage ANSWER = Grpc.answer();
    private static final HttpMessage REFUSAL =
            Grpc.inPlaceOf(HttpMessage.response(403, HttpHeaders.of(), "RBAC: access denied"));

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 1000})
    void aMessageIsReadAsItWasWrittenWhateverItsNumber(int number) {
        for (HttpMessage message : List.of(REQUEST, ANSWER, REFUSAL)) {
            byte[] bytes = message.bytes(number);
            assertThat(HttpMessage.read(bytes)).isEqualTo(new Read.Complete(message, bytes.length));
        }
    }

    @Test
    void everyBeginningOfAMessageIsIncomplete() {
        for (HttpMessage message : List.of(REQUEST, ANSWER, REFUSAL)) {
            byte[] bytes = message.bytes(1);
            for (int length = 0; length < bytes.length; length += length < 400 ? 1 : 97) {
                assertThat(HttpMessage.read(Arrays.copyOf(bytes, length))).isEqualTo(new Read.Incomplete());
            }
        }
    }

    @Test
    void theFirstRequestBringsPrefaceSettingsHeadersAndAMessageOfGrpc() {
        HttpMessage request = Grpc.request("/", HttpHeaders.of("Host", "s"));

        assertThat(HexFormat.of().formatHex(request.bytes(1)))
                .isEqualTo(hex("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n") // preface
                        + "000000" + "04" + "00" + "00000000" // SETTINGS
                        + "00005f" + "01" + "04" + "00000001" // HEADERS, END_HEADERS, stream 1
                        + literal(":method", "POST")
                        + literal(":scheme", "http")
                        + literal(":path", "/")
                        + literal(":authority", "s")
                        + literal("content-type", "application/grpc")
                        + literal("te", "trailers")
                        + "000005" + "00" + "01" + "00000001" // DATA, END_STREAM
                        + "0000000000");
    }

    @Test
    void anAnswerEndsWithTheStatusInTrailersAndARefusalIsTrailersAlone() {
        String trailers = literal("grpc-status", "0");

        assertThat(HexFormat.of().formatHex(ANSWER.bytes(2)))
                .endsWith("000009" + "00" + "00" + "00000003" + "00000000040a024f4b" // DATA
                        + "00000f" + "01" + "05" + "00000003" + trailers); // HEADERS, END_STREAM and END_HEADERS
        assertThat(HexFormat.of().formatHex(REFUSAL.bytes(2)))
                .contains("01" + "05" + "00000003" + literal(":status", "200"))
                .endsWith(literal("grpc-message", "RBAC: access denied"));
    }

    @Test
    void whatFollowsAMessageIsLeftAlone() {
        byte[] one = ANSWER.bytes(1);
        byte[] both = Arrays.copyOf(one, one.length + 9);

        assertThat(HttpMessage.read(both)).isEqualTo(new Read.Complete(ANSWER, one.length));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000010105000000018a", // an index into a table
                "00000401050000000100ff8080", // a length without an end
                "000003010500000001008161", // Huffman
                "000000ff0500000001", // a frame of no known type
                "000000010500000001", // no header at all
            })
    void whatIsNotWrittenHereIsMalformed(String hex) {
        assertThat(HttpMessage.read(HexFormat.of().parseHex(hex))).isNotInstanceOf(Read.Complete.class);
    }

    @Test
    void readingNeverThrowsWhateverTheBytes() {
        RandomSource chance = RandomSource.of(1);
        for (int n = 0; n < 5000; n++) {
            byte[] bytes = (n % 2 == 0 ? ANSWER : REFUSAL).bytes(1 + n % 3);
            for (int flip = 0; flip < 1 + n % 4; flip++) {
                bytes[(int) chance.named("place", n, flip).below(bytes.length)] =
                        (byte) chance.named("byte", n, flip).below(256);
            }
            assertThat(HttpMessage.read(bytes)).isNotNull();
        }
    }

    private static String literal(String name, String value) {
        return "00" + string(name) + string(value);
    }

    private static String string(String text) {
        return HexFormat.of().toHexDigits((byte) text.length()) + hex(text);
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.US_ASCII));
    }
}
