package padlock.mesh.history;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import padlock.mesh.actor.Side;
import padlock.tls.capture.DecodedFlight;

/**
 * A flight of a connection, and what both ends believe when it has arrived.
 *
 * @param arrived empty if nobody read it
 * @param checks of the certificates in it, up to the first that failed
 */
public record ToldFlight(
        String connection,
        Side from,
        Instant at,
        Optional<Instant> arrived,
        DecodedFlight flight,
        String clientBelieves,
        String serverBelieves,
        List<Check> checks) {

    /** A check of a certificate, and what came of it. */
    public record Check(String name, boolean passed, String detail) {}

    public ToldFlight {
        checks = List.copyOf(checks);
    }
}
