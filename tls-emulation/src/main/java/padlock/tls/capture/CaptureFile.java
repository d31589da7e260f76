package padlock.tls.capture;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;

/** Writes packets as a pcapng file, with the names of addresses and the secrets that decrypt them. */
public final class CaptureFile {

    private static final int SECTION_HEADER = 0x0A0D0D0A;
    private static final int INTERFACE = 1;
    private static final int NAMES = 4;
    private static final int PACKET = 6;
    private static final int SECRETS = 10;

    private static final int BYTE_ORDER = 0x1A2B3C4D;
    private static final int ETHERNET = 1;
    private static final int TLS_KEY_LOG = 0x544c534b;
    private static final int IPV4_NAME = 1;

    private static final int COMMENT = 1;
    private static final int INTERFACE_NAME = 2;
    private static final int WRITING_PROGRAM = 4;
    private static final int RESOLUTION = 9;
    private static final byte NANOSECONDS = 9;
    private static final int LONGEST_COMMENT = 4000;

    private final ByteArrayOutputStream file = new ByteArrayOutputStream();

    private CaptureFile() {}

    /**
     * The bytes of the file.
     *
     * @param names of addresses
     * @param keyLog lines of NSS's key log; without any, nothing can be decrypted
     */
    public static byte[] of(SortedMap<String, String> names, List<String> keyLog, List<Packet> packets) {
        CaptureFile capture = new CaptureFile();
        capture.header();
        if (!names.isEmpty()) {
            capture.names(names);
        }
        if (!keyLog.isEmpty()) {
            capture.secrets(String.join("\n", keyLog) + "\n");
        }
        packets.forEach(capture::packet);
        return capture.file.toByteArray();
    }

    private void header() {
        Block section = new Block().number(BYTE_ORDER).half(1).half(0).wide(-1);
        section.option(WRITING_PROGRAM, text("Padlock")).endOfOptions();
        write(SECTION_HEADER, section);
        Block network = new Block().half(ETHERNET).half(0).number(0);
        network.option(INTERFACE_NAME, text("pod network"))
                .option(RESOLUTION, new byte[] {NANOSECONDS})
                .endOfOptions();
        write(INTERFACE, network);
    }

    private void names(SortedMap<String, String> names) {
        Block block = new Block();
        names.forEach((address, name) -> {
            byte[] value = text(name);
            block.half(IPV4_NAME).half(Ipv4.BYTES + value.length + 1);
            block.padded(ByteBuffer.allocate(Ipv4.BYTES + value.length + 1)
                    .put(Ipv4.parse(address))
                    .put(value)
                    .array());
        });
        write(NAMES, block.half(0).half(0));
    }

    private void secrets(String keyLog) {
        byte[] value = text(keyLog);
        write(SECRETS, new Block().number(TLS_KEY_LOG).number(value.length).padded(value));
    }

    private void packet(Packet packet) {
        long nanoseconds = nanoseconds(packet.at());
        byte[] frame = packet.frame();
        Block block = new Block().number(0).number((int) (nanoseconds >>> 32)).number((int) nanoseconds);
        block.number(frame.length).number(frame.length).padded(frame);
        packet.comments().forEach(comment -> block.option(COMMENT, text(shortened(comment))));
        if (!packet.comments().isEmpty()) {
            block.endOfOptions();
        }
        write(PACKET, block);
    }

    private static String shortened(String comment) {
        return comment.length() <= LONGEST_COMMENT ? comment : comment.substring(0, LONGEST_COMMENT) + "…";
    }

    private static long nanoseconds(Instant at) {
        return Math.addExact(Math.multiplyExact(at.getEpochSecond(), 1_000_000_000L), at.getNano());
    }

    private static byte[] text(String words) {
        return words.getBytes(StandardCharsets.UTF_8);
    }

    private void write(int type, Block block) {
        byte[] body = block.bytes();
        int length = body.length + 12;
        ByteBuffer framed = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        framed.putInt(type).putInt(length).put(body).putInt(length);
        file.writeBytes(framed.array());
    }

    /** The body of a block; everything in it is aligned to four bytes. */
    private static final class Block {
        private final ByteArrayOutputStream body = new ByteArrayOutputStream();

        Block half(int value) {
            body.write(value);
            body.write(value >> 8);
            return this;
        }

        Block number(int value) {
            return half(value).half(value >> 16);
        }

        Block wide(long value) {
            return number((int) value).number((int) (value >> 32));
        }

        Block padded(byte[] value) {
            body.writeBytes(value);
            while (body.size() % 4 != 0) {
                body.write(0);
            }
            return this;
        }

        Block option(int code, byte[] value) {
            return half(code).half(value.length).padded(value);
        }

        Block endOfOptions() {
            return half(0).half(0);
        }

        byte[] bytes() {
            return body.toByteArray();
        }
    }
}
