package padlock.tls.capture;

import java.time.Instant;
import java.util.List;

/**
 * What one end sent at once, decoded.
 *
 * @param contents the bytes that nodes speak of: the wire first, then what was decrypted or put together from it
 * @param tree a node for each record; of plaintext, for what it says
 */
public record DecodedFlight(boolean fromClient, Instant at, List<Content> contents, List<Node> tree) {

    /** Bytes with a name. */
    public record Content(String name, byte[] bytes) {
        public Content {
            bytes = bytes.clone();
        }
    }

    /** A flight as it crossed the wire. */
    public record Sent(boolean fromClient, Instant at, byte[] bytes) {
        public Sent {
            bytes = bytes.clone();
        }
    }

    public DecodedFlight {
        contents = List.copyOf(contents);
        tree = List.copyOf(tree);
    }
}
