package padlock.tls.capture;

import java.time.Instant;
import java.util.List;

/**
 * An Ethernet frame that crossed the wire.
 *
 * @param comments what there is to say about it
 */
public record Packet(Instant at, byte[] frame, List<String> comments) {

    public Packet {
        frame = frame.clone();
        comments = List.copyOf(comments);
    }
}
