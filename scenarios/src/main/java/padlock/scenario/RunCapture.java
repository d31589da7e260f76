package padlock.scenario;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import padlock.mesh.actor.Address;
import padlock.mesh.actor.MeshFact;
import padlock.mesh.actor.Side;
import padlock.mesh.actor.Wiretap;
import padlock.sim.recording.Recording;
import padlock.tls.capture.CaptureFile;
import padlock.tls.capture.Packet;
import padlock.tls.capture.TcpStream;

/**
 * What crossed the network in a run, as packets for Wireshark with what there is to say about them. What a sidecar
 * takes is shown as it reaches the sidecar, behind the redirection to its port: on the port of the service Wireshark
 * would take it for the service's protocol, and not look for TLS.
 */
public final class RunCapture {

    /** Where a pod's iptables lead what arrives for it. */
    private static final int SIDECAR_PORT = 15006;

    private final Tap tap;
    private final Recording recording;

    /** Collects all that is seen, in order. */
    private static final class Tap implements Wiretap {

        private record Seen(String connection, Side from, Instant at, Optional<Signal> signal, byte[] content) {}

        private final List<Seen> seen = new ArrayList<>();
        private final Set<String> keyLog = new LinkedHashSet<>();

        @Override
        public void saw(Flight flight) {
            seen.add(new Seen(flight.connection(), flight.from(), flight.at(), Optional.empty(), flight.content()));
        }

        @Override
        public void signalled(Signal signal) {
            seen.add(new Seen(signal.connection(), signal.from(), signal.at(), Optional.of(signal), new byte[0]));
        }

        @Override
        public void learned(Secrets secrets) {
            keyLog.addAll(secrets.keyLog());
        }
    }

    private RunCapture(Tap tap, Recording recording) {
        this.tap = tap;
        this.recording = recording;
    }

    /** Runs a scenario, and keeps all that crosses the network. */
    public static RunCapture of(Scenario scenario) {
        Tap tap = new Tap();
        return new RunCapture(tap, ScenarioRunner.run(scenario, tap).recording());
    }

    /** The secrets of all connections, as lines of NSS's key log. */
    public List<String> keyLog() {
        return List.copyOf(tap.keyLog);
    }

    /** How many connections were opened, or tried to be. */
    public int connections() {
        return (int) tap.seen.stream()
                .filter(seen -> seen.signal()
                        .filter(signal -> signal.ends().isPresent())
                        .isPresent())
                .count();
    }

    /** The capture as a pcapng file; without secrets, what is encrypted stays so. */
    public byte[] file(boolean withSecrets) {
        return CaptureFile.of(names(), withSecrets ? keyLog() : List.of(), packets());
    }

    /** The packets in the order of time; those of one instant in the order in which they were sent. */
    private List<Packet> packets() {
        PacketRemarks remarks = PacketRemarks.of(recording);
        Set<String> redirected = redirected();
        Map<String, TcpStream> streams = new LinkedHashMap<>();
        List<TcpStream> all = new ArrayList<>();
        for (Tap.Seen seen : tap.seen) {
            List<String> comments = remarks.upTo(seen.connection(), seen.from(), seen.at());
            Optional<Wiretap.Ends> ends = seen.signal().flatMap(Wiretap.Signal::ends);
            if (ends.isPresent()) {
                TcpStream stream = new TcpStream(
                        seen.connection(),
                        address(ends.get().client()),
                        server(seen.connection(), ends.get().server(), redirected),
                        seen.at(),
                        comments);
                streams.put(seen.connection(), stream);
                all.add(stream);
            } else if (streams.containsKey(seen.connection())) {
                add(seen, comments, streams.get(seen.connection()));
            }
        }
        return all.stream()
                .flatMap(stream -> stream.packets().stream())
                .sorted(Comparator.comparing(Packet::at))
                .toList();
    }

    private static void add(Tap.Seen seen, List<String> comments, TcpStream stream) {
        boolean client = seen.from() == Side.CLIENT;
        if (seen.signal().isEmpty()) {
            stream.data(client, seen.at(), seen.content(), comments);
            return;
        }
        switch (seen.signal().get().kind()) {
            case OPENED -> stream.accepted(seen.at(), comments);
            case REFUSED -> stream.refused(seen.at(), comments);
            case CLOSED -> stream.closed(client, seen.at(), false, comments);
            case RESET -> stream.closed(client, seen.at(), true, comments);
            case OPEN -> throw new AssertionError(seen);
        }
    }

    /** The connections that a sidecar took. */
    private Set<String> redirected() {
        Set<String> redirected = new TreeSet<>();
        recording.events().forEach(event -> {
            if (event.fact() instanceof MeshFact.ConnectionAccepted taken
                    && taken.mode().isPresent()) {
                redirected.add(taken.connection());
            }
        });
        return redirected;
    }

    private static TcpStream.Address server(String connection, Address target, Set<String> redirected) {
        return new TcpStream.Address(target.host(), redirected.contains(connection) ? SIDECAR_PORT : target.port());
    }

    private static TcpStream.Address address(Address address) {
        return new TcpStream.Address(address.host(), address.port());
    }

    private SortedMap<String, String> names() {
        SortedMap<String, String> names = new TreeMap<>();
        recording.events().forEach(event -> {
            if (event.fact() instanceof MeshFact.InstanceStarted started) {
                names.put(
                        started.address(),
                        started.instance().workload() + "-" + started.instance().number() + "."
                                + started.instance().namespace());
            }
        });
        return names;
    }
}
