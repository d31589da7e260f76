package padlock.tls.capture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CaptureFileTest {

    private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");
    private static final SortedMap<String, String> NAMES = new TreeMap<>(Map.of("10.244.0.2", "frontend"));

    @Test
    void theSamePacketsMakeTheSameFileByteForByte() {
        assertThat(CaptureFile.of(NAMES, List.of("line"), packets()))
                .isEqualTo(CaptureFile.of(NAMES, List.of("line"), packets()));
    }

    @Test
    void secretsStandBeforeThePacketsThatTheyDecrypt() {
        List<Integer> types = blockTypes(CaptureFile.of(NAMES, List.of("line"), packets()));

        assertThat(types).startsWith(0x0A0D0D0A, 1, 4, 10, 6).endsWith(6);
    }

    @Test
    void withoutSecretsThereIsNoBlockForThem() {
        assertThat(blockTypes(CaptureFile.of(NAMES, List.of(), packets()))).doesNotContain(10);
    }

    @Test
    void moreThanASegmentHoldsIsSplit() {
        TcpStream stream = opened();
        stream.data(true, AT.plusMillis(10), new byte[3000], List.of("a remark"));

        assertThat(stream.packets())
                .extracting(packet -> packet.frame().length)
                .containsExactly(62, 62, 54, 1514, 1514, 134);
        assertThat(stream.packets()).extracting(Packet::comments).containsSequence(List.of("a remark"), List.of());
    }

    @Test
    void whoeverIsLeftAloneClosesToo() {
        TcpStream stream = opened();
        stream.closed(true, AT.plusMillis(10), false, List.of());

        assertThat(stream.packets()).extracting(CaptureFileTest::flags).containsExactly(2, 18, 16, 17, 17, 16);
        assertThat(stream.packets()).isSortedAccordingTo(Comparator.comparing(Packet::at));
    }

    @Test
    void bytesToAnEndThatHasClosedAreAnsweredWithAReset() {
        TcpStream stream = opened();
        stream.closed(false, AT.plusMillis(10), false, List.of());
        stream.data(true, AT.plusMillis(11), new byte[10], List.of());

        assertThat(stream.packets()).extracting(CaptureFileTest::flags).containsExactly(2, 18, 16, 17, 24, 4);
    }

    private static List<Packet> packets() {
        TcpStream stream = opened();
        stream.data(true, AT.plusMillis(5), new byte[] {1, 2, 3}, List.of("three bytes"));
        return stream.packets();
    }

    private static TcpStream opened() {
        TcpStream stream = new TcpStream(
                "call/1",
                new TcpStream.Address("10.244.0.2", 40000),
                new TcpStream.Address("10.244.0.3", 8080),
                AT,
                List.of());
        stream.accepted(AT.plus(Duration.ofMillis(2)), List.of());
        return stream;
    }

    private static int flags(Packet packet) {
        return packet.frame()[14 + 20 + 13];
    }

    private static List<Integer> blockTypes(byte[] file) {
        List<Integer> types = new ArrayList<>();
        ByteBuffer blocks = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        while (blocks.hasRemaining()) {
            int start = blocks.position();
            types.add(blocks.getInt());
            int length = blocks.getInt();
            assertThat(length % 4).isZero();
            assertThat(blocks.getInt(start + length - 4)).isEqualTo(length);
            blocks.position(start + length);
        }
        return types;
    }
}
