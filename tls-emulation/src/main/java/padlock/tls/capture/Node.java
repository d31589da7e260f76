package padlock.tls.capture;

import java.util.List;

/**
 * A named part of what crossed the wire, and the bytes it covers.
 *
 * @param value what stands there, short
 * @param meaning what that means, in a learner's words; may be empty
 * @param content in which of its flight's contents the bytes stand; 0 is the wire
 */
public record Node(String name, String value, String meaning, int content, int offset, int length, List<Node> parts) {

    /** The name of a part that cannot be read. */
    public static final String MALFORMED = "malformed";

    public Node {
        parts = List.copyOf(parts);
    }
}
