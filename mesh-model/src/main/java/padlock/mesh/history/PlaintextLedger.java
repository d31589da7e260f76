package padlock.mesh.history;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import padlock.mesh.actor.MeshFact;
import padlock.mesh.actor.Side;
import padlock.mesh.actor.Wiretap;
import padlock.mesh.policy.Reason;
import padlock.mesh.resource.InstanceId;
import padlock.mesh.resource.MutualTlsMode;
import padlock.sim.recording.Recording;

/** Keeps account of what crosses the network in plaintext; the recording tells who sent it, and which policy let it. */
public final class PlaintextLedger implements Wiretap {

    private static final int LONGEST_SAMPLE = 80;

    private final Map<String, Tally> tallies = new LinkedHashMap<>();

    /** The plaintext of one connection. */
    private static final class Tally {
        private final Instant first;
        private Instant last;
        private long requestBytes;
        private long answerBytes;
        private Optional<String> sample = Optional.empty();

        Tally(Instant first) {
            this.first = first;
            this.last = first;
        }
    }

    /** What entries have in common that are one. */
    private record Under(
            InstanceId from,
            String to,
            Optional<InstanceId> endpoint,
            boolean accepted,
            Optional<MutualTlsMode> serverMode,
            List<Reason> because) {}

    /** What a recording knows of connections. */
    private static final class Known {
        private final Map<String, MeshFact.CallStarted> calls = new TreeMap<>();
        private final Map<String, MeshFact.EndpointChosen> chosen = new TreeMap<>();
        private final Map<String, MeshFact.ConnectionRequested> requested = new TreeMap<>();
        private final Map<String, MeshFact.EndpointChosen> chosenFor = new TreeMap<>();
        private final Map<String, MeshFact.ConnectionAccepted> accepted = new TreeMap<>();
        private final Set<String> refused = new TreeSet<>();

        Known(Recording recording) {
            recording.events().forEach(event -> {
                if (event.fact() instanceof MeshFact.CallStarted started) calls.put(started.call(), started);
                else if (event.fact() instanceof MeshFact.EndpointChosen endpoint)
                    chosen.put(endpoint.call(), endpoint);
                else if (event.fact() instanceof MeshFact.ConnectionRequested asked) onRequested(asked);
                else if (event.fact() instanceof MeshFact.ConnectionAccepted taken)
                    accepted.put(taken.connection(), taken);
                else if (event.fact() instanceof MeshFact.FilterChainMissing missing) refused.add(missing.connection());
                else if (event.fact() instanceof MeshFact.GatewayServerMissing missing)
                    refused.add(missing.connection());
            });
        }

        private void onRequested(MeshFact.ConnectionRequested asked) {
            requested.put(asked.connection(), asked);
            Optional.ofNullable(chosen.get(asked.call()))
                    .ifPresent(endpoint -> chosenFor.put(asked.connection(), endpoint));
        }

        Optional<Under> under(String connection) {
            Optional<MeshFact.EndpointChosen> endpoint = Optional.ofNullable(chosenFor.get(connection));
            Optional<MeshFact.ConnectionAccepted> taken = Optional.ofNullable(accepted.get(connection));
            List<Reason> because = new ArrayList<>();
            endpoint.ifPresent(found -> because.addAll(found.reasons()));
            taken.ifPresent(found -> because.addAll(found.reasons()));
            return Optional.ofNullable(requested.get(connection))
                    .filter(asked -> calls.containsKey(asked.call()))
                    .map(asked -> new Under(
                            calls.get(asked.call()).from(),
                            endpoint.map(found -> found.host() + ":" + found.port())
                                    .orElse(asked.to().toString()),
                            endpoint.map(MeshFact.EndpointChosen::endpoint),
                            !refused.contains(connection),
                            taken.flatMap(MeshFact.ConnectionAccepted::mode),
                            because));
        }
    }

    @Override
    public void saw(Flight flight) {
        byte[] content = flight.content();
        if (content.length == 0 || isTls(content)) {
            return;
        }
        Tally tally = tallies.computeIfAbsent(flight.connection(), connection -> new Tally(flight.at()));
        tally.last = flight.at();
        if (flight.from() == Side.CLIENT) {
            tally.requestBytes += content.length;
            tally.sample = tally.sample.or(() -> Optional.of(firstLine(content)));
        } else {
            tally.answerBytes += content.length;
        }
    }

    /** Whether these bytes are records of TLS, also of a program's own. */
    private static boolean isTls(byte[] content) {
        return content.length > 1 && content[0] >= 20 && content[0] <= 23 && content[1] == 3;
    }

    private static String firstLine(byte[] content) {
        String text =
                new String(content, StandardCharsets.ISO_8859_1).split("\r?\n", 2)[0].replaceAll("[^\\x20-\\x7e]", ".");
        return text.length() <= LONGEST_SAMPLE ? text : text.substring(0, LONGEST_SAMPLE) + "…";
    }

    /**
     * All that was seen, by who sent it to whom and under which decisions, in the order in which it began; when the
     * decisions change, another entry begins.
     */
    public List<LedgerEntry> entries(Recording recording) {
        Known known = new Known(recording);
        List<LedgerEntry> entries = new ArrayList<>();
        Map<List<Object>, Integer> latest = new LinkedHashMap<>();
        tallies.forEach((connection, tally) -> known.under(connection).ifPresent(under -> {
            List<Object> ends = List.of(under.from(), under.to(), under.endpoint());
            Integer at = latest.get(ends);
            LedgerEntry entry = entry(under, tally);
            if (at != null && under(entries.get(at)).equals(under)) {
                entries.set(at, together(entries.get(at), entry));
            } else {
                latest.put(ends, entries.size());
                entries.add(entry);
            }
        }));
        return entries;
    }

    private static Under under(LedgerEntry entry) {
        return new Under(
                entry.from(), entry.to(), entry.endpoint(), entry.accepted(), entry.serverMode(), entry.because());
    }

    private static LedgerEntry entry(Under under, Tally tally) {
        return new LedgerEntry(
                under.from(),
                under.to(),
                under.endpoint(),
                under.accepted(),
                under.serverMode(),
                under.because(),
                1,
                tally.requestBytes,
                tally.answerBytes,
                tally.first,
                tally.last,
                tally.sample.orElse(""));
    }

    private static LedgerEntry together(LedgerEntry one, LedgerEntry other) {
        return new LedgerEntry(
                one.from(),
                one.to(),
                one.endpoint(),
                one.accepted(),
                one.serverMode(),
                one.because(),
                one.connections() + other.connections(),
                one.requestBytes() + other.requestBytes(),
                one.answerBytes() + other.answerBytes(),
                one.first().isBefore(other.first()) ? one.first() : other.first(),
                one.last().isAfter(other.last()) ? one.last() : other.last(),
                one.sample().isEmpty() ? other.sample() : one.sample());
    }
}
