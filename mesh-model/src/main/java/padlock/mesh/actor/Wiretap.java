package padlock.mesh.actor;

import java.time.Instant;

/**
 * Somebody who looks at the bytes of connections while a run goes on; what is seen this way is no part of the
 * recording.
 */
@FunctionalInterface
public interface Wiretap {

    /** Nobody looks. */
    Wiretap NONE = flight -> {};

    void saw(Flight flight);

    /**
     * Bytes that one end of a connection sends at once.
     *
     * @param handshake whether the sender had not finished its handshake before
     */
    record Flight(String connection, Side from, Instant at, byte[] content, boolean handshake) {}
}
