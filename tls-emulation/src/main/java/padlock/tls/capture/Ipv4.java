package padlock.tls.capture;

import java.nio.ByteBuffer;

/** Addresses and checksums of IPv4, and the TCP on it. */
final class Ipv4 {

    static final int BYTES = 4;
    private static final int HEADER = 20;
    private static final int TCP = 6;
    private static final int DO_NOT_FRAGMENT = 0x4000;
    private static final int HOPS = 64;
    private static final int TCP_CHECKSUM = 16;
    private static final int ETHERTYPE = 0x0800;
    private static final int ETHERNET_HEADER = 14;

    private Ipv4() {}

    static byte[] parse(String address) {
        String[] parts = address.split("\\.", -1);
        if (parts.length != BYTES) {
            throw new IllegalArgumentException(address + " is no IPv4 address");
        }
        byte[] bytes = new byte[BYTES];
        for (int i = 0; i < BYTES; i++) {
            bytes[i] = (byte) Integer.parseInt(parts[i]);
        }
        return bytes;
    }

    /** The Ethernet frame around a TCP segment, with both checksums. The segment's own is filled in. */
    static byte[] frame(byte[] from, byte[] to, int identification, byte[] segment) {
        ByteBuffer header = ByteBuffer.allocate(HEADER);
        header.put((byte) 0x45).put((byte) 0).putShort((short) (HEADER + segment.length));
        header.putShort((short) identification).putShort((short) DO_NOT_FRAGMENT);
        header.put((byte) HOPS).put((byte) TCP).putShort((short) 0).put(from).put(to);
        header.putShort(10, (short) checksum(header.array()));
        ByteBuffer summed = ByteBuffer.allocate(2 * BYTES + 4 + segment.length);
        summed.put(from).put(to).putShort((short) TCP).putShort((short) segment.length);
        summed.put(segment).putShort(2 * BYTES + 4 + TCP_CHECKSUM, (short) 0);
        byte[] checked = segment.clone();
        ByteBuffer.wrap(checked).putShort(TCP_CHECKSUM, (short) checksum(summed.array()));
        return ByteBuffer.allocate(ETHERNET_HEADER + HEADER + segment.length)
                .put(hardware(to))
                .put(hardware(from))
                .putShort((short) ETHERTYPE)
                .put(header.array())
                .put(checked)
                .array();
    }

    /** A pod's hardware address follows from its address; the first byte says that it is locally administered. */
    private static byte[] hardware(byte[] address) {
        return ByteBuffer.allocate(6).put((byte) 2).put((byte) 0).put(address).array();
    }

    private static int checksum(byte[] bytes) {
        long sum = 0;
        for (int i = 0; i < bytes.length; i += 2) {
            int low = i + 1 < bytes.length ? bytes[i + 1] & 0xff : 0;
            sum += (bytes[i] & 0xff) << 8 | low;
        }
        while (sum >> 16 != 0) {
            sum = (sum & 0xffff) + (sum >> 16);
        }
        return (int) ~sum & 0xffff;
    }
}
