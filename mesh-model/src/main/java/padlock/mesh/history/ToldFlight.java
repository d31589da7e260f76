package padlock.mesh.history;

import java.time.Instant;
import java.util.Optional;
import padlock.mesh.actor.Side;
import padlock.tls.capture.DecodedFlight;

/**
 * A flight of a connection, and what both ends believe when it has arrived.
 *
 * @param arrived empty if nobody read it
 */
public record ToldFlight(
        String connection,
        Side from,
        Instant at,
        Optional<Instant> arrived,
        DecodedFlight flight,
        String clientBelieves,
        String serverBelieves) {}
