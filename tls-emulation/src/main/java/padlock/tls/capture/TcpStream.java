package padlock.tls.capture;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;

/**
 * The packets of one TCP connection, made from what its ends did: the three packets that open it, data in segments with
 * running numbers, and those that close it. What a real stack would answer by itself is answered half a round trip
 * later.
 */
public final class TcpStream {

    private static final int LONGEST_SEGMENT = 1460;
    private static final int HEADER = 20;
    private static final int WINDOW = 65535;

    private static final int FIN = 1;
    private static final int SYN = 2;
    private static final int RST = 4;
    private static final int PSH = 8;
    private static final int ACK = 16;

    /** Longest segment 1460, nothing, window scale 7. */
    private static final byte[] OPENING_OPTIONS = {2, 4, 5, (byte) 0xb4, 1, 3, 3, 7};

    private static final byte[] NOTHING = {};

    /** An address of the pod network, in dotted decimal, with a port. */
    public record Address(String host, int port) {}

    private static final class End {
        private final byte[] host;
        private final int port;
        private int next;
        private int identification;
        private boolean finished;

        End(Address address, int first) {
            this.host = Ipv4.parse(address.host());
            this.port = address.port();
            this.next = first;
        }
    }

    private final End client;
    private final End server;
    private final List<Packet> packets = new ArrayList<>();
    private Instant opened;
    private Duration oneWay = Duration.ZERO;
    private Instant last;
    private boolean acknowledged = true;
    private boolean over;

    /** The client asks for the connection. */
    public TcpStream(String name, Address client, Address server, Instant at, List<String> comments) {
        this.client = new End(client, firstNumber(name, "client"));
        this.server = new End(server, firstNumber(name, "server"));
        this.opened = at;
        this.last = at;
        segment(true, at, SYN, NOTHING, comments);
    }

    private static int firstNumber(String name, String end) {
        CRC32 sum = new CRC32();
        sum.update((name + " " + end).getBytes(StandardCharsets.UTF_8));
        return (int) sum.getValue();
    }

    /** The server takes the connection. */
    public void accepted(Instant at, List<String> comments) {
        oneWay = Duration.between(opened, at);
        acknowledged = false;
        segment(false, at, SYN | ACK, NOTHING, comments);
    }

    /** Nothing listens at the server's port. */
    public void refused(Instant at, List<String> comments) {
        segment(false, at, RST | ACK, NOTHING, comments);
        over = true;
    }

    /** One end sends bytes. */
    public void data(boolean fromClient, Instant at, byte[] bytes, List<String> comments) {
        acknowledge(at);
        if (over || end(fromClient).finished) {
            return;
        }
        List<String> remarks = comments;
        for (int from = 0; from < bytes.length; from += LONGEST_SEGMENT) {
            int to = Math.min(bytes.length, from + LONGEST_SEGMENT);
            int flags = to == bytes.length ? PSH | ACK : ACK;
            segment(fromClient, at, flags, Arrays.copyOfRange(bytes, from, to), remarks);
            remarks = List.of();
        }
        if (end(!fromClient).finished) {
            segment(!fromClient, later(last), RST, NOTHING, List.of());
            over = true;
        }
    }

    /** One end closes. */
    public void closed(boolean byClient, Instant at, boolean reset, List<String> comments) {
        acknowledge(at);
        if (over || end(byClient).finished) {
            return;
        }
        segment(byClient, at, reset ? RST | ACK : FIN | ACK, NOTHING, comments);
        end(byClient).finished = true;
        over = reset;
        if (end(!byClient).finished && !over) {
            lastAcknowledgement(!byClient);
        }
    }

    /** All packets; of a connection of which one end has closed, the other closes too. */
    public List<Packet> packets() {
        if (!over && client.finished != server.finished) {
            boolean byClient = server.finished;
            segment(byClient, later(last), FIN | ACK, NOTHING, List.of());
            lastAcknowledgement(!byClient);
        }
        return List.copyOf(packets);
    }

    private void lastAcknowledgement(boolean fromClient) {
        segment(fromClient, later(last), ACK, NOTHING, List.of());
        over = true;
    }

    /** The packet that completes the opening goes out when the server's has arrived, at the latest before this. */
    private void acknowledge(Instant before) {
        if (!acknowledged) {
            acknowledged = true;
            Instant due = later(last);
            segment(true, due.isBefore(before) ? due : before, ACK, NOTHING, List.of());
        }
    }

    private Instant later(Instant than) {
        return than.plus(oneWay);
    }

    private End end(boolean client) {
        return client ? this.client : server;
    }

    private void segment(boolean fromClient, Instant at, int flags, byte[] data, List<String> comments) {
        End from = end(fromClient);
        End to = end(!fromClient);
        byte[] options = (flags & SYN) == 0 ? NOTHING : OPENING_OPTIONS;
        ByteBuffer segment = ByteBuffer.allocate(HEADER + options.length + data.length);
        segment.putShort((short) from.port).putShort((short) to.port).putInt(from.next);
        segment.putInt((flags & ACK) == 0 ? 0 : to.next);
        segment.put((byte) ((HEADER + options.length) / 4 << 4)).put((byte) flags);
        segment.putShort((short) WINDOW).putInt(0).put(options).put(data);
        from.next += data.length + ((flags & (SYN | FIN)) == 0 ? 0 : 1);
        from.identification++;
        last = at.isBefore(last) ? last : at;
        packets.add(new Packet(last, Ipv4.frame(from.host, to.host, from.identification, segment.array()), comments));
    }
}
