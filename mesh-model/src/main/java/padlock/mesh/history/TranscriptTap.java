package padlock.mesh.history;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import padlock.mesh.actor.MeshFact;
import padlock.mesh.actor.Side;
import padlock.mesh.actor.Wiretap;
import padlock.sim.recording.Recording;
import padlock.tls.capture.DecodedFlight;
import padlock.tls.capture.Transcript;

/** A wiretap that tells afterwards what it saw of a call: every flight of its connections, decoded. */
public final class TranscriptTap implements Wiretap {

    private static final int CHANGE_CIPHER_SPEC = 20;
    private static final int HANDSHAKE = 22;

    private final List<Wiretap.Flight> flights = new ArrayList<>();
    private final List<Arrival> arrivals = new ArrayList<>();
    private final List<Examined> examinations = new ArrayList<>();
    private final Set<String> keyLog = new LinkedHashSet<>();

    @Override
    public void saw(Wiretap.Flight flight) {
        flights.add(flight);
    }

    @Override
    public void arrived(Arrival arrival) {
        arrivals.add(arrival);
    }

    @Override
    public void learned(Secrets secrets) {
        keyLog.addAll(secrets.keyLog());
    }

    @Override
    public void examined(Examined examined) {
        examinations.add(examined);
    }

    /** How many bytes the handshake of a connection took on the wire. */
    public int handshakeBytes(String connection) {
        return flights.stream()
                .filter(flight -> flight.connection().equals(connection))
                .filter(flight -> flight.handshake() || isOfHandshake(flight.content()))
                .mapToInt(flight -> flight.content().length)
                .sum();
    }

    /** A sidecar that passes TLS on does not say what it is. */
    private static boolean isOfHandshake(byte[] content) {
        return content.length > 0 && (content[0] == CHANGE_CIPHER_SPEC || content[0] == HANDSHAKE);
    }

    /** The flights of a call, connection by connection. */
    public List<ToldFlight> of(String call, Recording recording) {
        Set<String> connections = new LinkedHashSet<>();
        recording.events().forEach(event -> {
            if (event.fact() instanceof MeshFact.ConnectionRequested requested
                    && requested.call().equals(call)) {
                connections.add(requested.connection());
            } else if (event.fact() instanceof MeshFact.ConnectionReused reused
                    && reused.call().equals(call)) {
                connections.add(reused.connection());
            }
        });
        return connections.stream()
                .flatMap(connection -> told(connection, recording).stream())
                .toList();
    }

    /** The flights of one connection, in the order in which they were sent. */
    public List<ToldFlight> told(String connection, Recording recording) {
        List<Wiretap.Flight> seen = flights.stream()
                .filter(flight -> flight.connection().equals(connection))
                .toList();
        List<DecodedFlight> decoded = Transcript.of(
                seen.stream()
                        .map(flight ->
                                new DecodedFlight.Sent(flight.from() == Side.CLIENT, flight.at(), flight.content()))
                        .toList(),
                List.copyOf(keyLog));
        List<Optional<Instant>> arrived = new ArrayList<>();
        for (int i = 0; i < seen.size(); i++) {
            arrived.add(arrival(connection, seen.get(i).from(), seen.subList(0, i)));
        }
        List<ToldFlight> told = new ArrayList<>();
        for (int i = 0; i < seen.size(); i++) {
            Wiretap.Flight flight = seen.get(i);
            long together = arrived.subList(i + 1, arrived.size()).stream()
                    .filter(arrived.get(i)::equals)
                    .filter(Optional::isPresent)
                    .count();
            Beliefs beliefs = Beliefs.of(connection, recording, arrived.get(i).orElse(flight.at()), together);
            told.add(new ToldFlight(
                    connection,
                    flight.from(),
                    flight.at(),
                    arrived.get(i),
                    decoded.get(i),
                    beliefs.of(Side.CLIENT),
                    beliefs.of(Side.SERVER),
                    checks(flight, arrived.get(i))));
        }
        return told;
    }

    /** The checks that the other side made when the flight had arrived. */
    private List<ToldFlight.Check> checks(Wiretap.Flight flight, Optional<Instant> arrived) {
        return examinations.stream()
                .filter(examined -> examined.connection().equals(flight.connection())
                        && examined.by() != flight.from()
                        && arrived.equals(Optional.of(examined.at())))
                .flatMap(examined -> examined.checks().stream())
                .map(check -> new ToldFlight.Check(check.name(), check.passed(), check.detail()))
                .toList();
    }

    /** Bytes arrive in the order in which they were sent. */
    private Optional<Instant> arrival(String connection, Side from, List<Wiretap.Flight> before) {
        long earlier = before.stream().filter(flight -> flight.from() == from).count();
        return arrivals.stream()
                .filter(arrival -> arrival.connection().equals(connection) && arrival.to() != from)
                .skip(earlier)
                .findFirst()
                .map(Arrival::at);
    }
}
