package padlock.scenario;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import padlock.mesh.actor.MeshFact;
import padlock.mesh.actor.Side;
import padlock.mesh.policy.AccessDecision;
import padlock.mesh.policy.Reason;
import padlock.sim.Event;
import padlock.sim.recording.Recording;

/** What a recording has to say about packets: which call a connection serves, and which policy is behind its end. */
final class PacketRemarks {

    private record Remark(Instant at, String words) {}

    private final Map<String, Deque<Remark>> waiting = new TreeMap<>();
    private final Map<String, MeshFact.EndpointChosen> chosen = new TreeMap<>();
    private final Map<String, MeshFact.ConnectionAccepted> accepted = new TreeMap<>();

    private PacketRemarks() {}

    static PacketRemarks of(Recording recording) {
        PacketRemarks remarks = new PacketRemarks();
        recording.events().forEach(remarks::add);
        return remarks;
    }

    /** What is to be said with a packet that this end sends at this instant, and was not said with an earlier one. */
    List<String> upTo(String connection, Side from, Instant at) {
        Deque<Remark> remarks = waiting.getOrDefault(key(connection, from), new ArrayDeque<>());
        List<String> due = new ArrayList<>();
        while (!remarks.isEmpty() && !remarks.peek().at().isAfter(at)) {
            due.add(remarks.remove().words());
        }
        return due;
    }

    private void add(Event event) {
        Instant at = event.at();
        if (event.fact() instanceof MeshFact.EndpointChosen endpoint) chosen.put(endpoint.call(), endpoint);
        else if (event.fact() instanceof MeshFact.ConnectionRequested requested) onRequested(requested, at);
        else if (event.fact() instanceof MeshFact.ConnectionAccepted taken) onAccepted(taken, at);
        else if (event.fact() instanceof MeshFact.ConnectionRefused refused)
            say(refused.connection(), Side.SERVER, at, "nothing listens on port " + refused.port());
        else if (event.fact() instanceof MeshFact.FilterChainMissing missing) onMissing(missing, at);
        else if (event.fact() instanceof MeshFact.GatewayServerChosen taken)
            say(taken.connection(), Side.SERVER, at, "gateway" + because(taken.reasons()));
        else if (event.fact() instanceof MeshFact.GatewayServerMissing missing)
            say(
                    missing.connection(),
                    Side.SERVER,
                    at,
                    "reset: no Gateway has a server for "
                            + (missing.tls() ? missing.serverName().orElse("TLS without a name") : "plaintext"));
        else if (event.fact() instanceof MeshFact.ProtocolError error)
            say(error.connection(), Side.SERVER, at, "these bytes are not what the port speaks" + because(error));
        else if (event.fact() instanceof MeshFact.CertificateMissing missing)
            say(missing.connection(), missing.side(), at, "no certificate yet, so no TLS");
        else addDecision(event);
    }

    private void addDecision(Event event) {
        Instant at = event.at();
        if (event.fact() instanceof MeshFact.HandshakeRefused refused && !refused.byPeer()) onRefused(refused, at);
        else if (event.fact() instanceof MeshFact.AccessDecided decided
                && decided.decision() instanceof AccessDecision.Denied)
            say(decided.connection(), Side.SERVER, at, "denied" + because(decided.reasons()));
        else if (event.fact() instanceof MeshFact.ConnectionClosed closed) onClosed(closed, at);
    }

    private void onRequested(MeshFact.ConnectionRequested requested, Instant at) {
        List<Reason> reasons = Optional.ofNullable(chosen.get(requested.call()))
                .map(MeshFact.EndpointChosen::reasons)
                .orElse(List.of());
        say(
                requested.connection(),
                Side.CLIENT,
                at,
                "for call " + requested.call() + ", to port " + requested.to().port() + because(reasons));
    }

    private void onAccepted(MeshFact.ConnectionAccepted taken, Instant at) {
        accepted.put(taken.connection(), taken);
        if (!taken.reasons().isEmpty()) {
            say(taken.connection(), Side.SERVER, at, "port " + taken.port() + because(taken.reasons()));
        }
    }

    private void onMissing(MeshFact.FilterChainMissing missing, Instant at) {
        String bytes = missing.tls() ? "TLS that is not Istio's" : "plaintext";
        say(
                missing.connection(),
                Side.SERVER,
                at,
                "reset: " + bytes + " to a port that is " + missing.mode() + because(reasons(missing.connection())));
    }

    private void onRefused(MeshFact.HandshakeRefused refused, Instant at) {
        String alert = refused.alert().map(sent -> ", alert " + sent).orElse("");
        String detail = refused.detail().isEmpty() ? "" : ": " + refused.detail();
        List<Reason> reasons = refused.side() == Side.SERVER ? reasons(refused.connection()) : List.of();
        say(
                refused.connection(),
                refused.side(),
                at,
                "handshake refused, " + refused.reason() + alert + detail + because(reasons));
    }

    private void onClosed(MeshFact.ConnectionClosed closed, Instant at) {
        Optional<String> why = switch (closed.why()) {
            case DRAINED -> Optional.of("closed: the configuration it was accepted with was replaced");
            case OUTDATED -> Optional.of("closed: the client's configuration for this endpoint changed");
            case IDLE -> Optional.of("closed: nobody used it");
            case TIMED_OUT -> Optional.of("closed: it took too long");
            default -> Optional.empty();
        };
        why.ifPresent(words -> say(closed.connection(), closed.side(), at, words));
    }

    private String because(MeshFact.ProtocolError error) {
        return because(reasons(error.connection()));
    }

    private List<Reason> reasons(String connection) {
        return Optional.ofNullable(accepted.get(connection))
                .map(MeshFact.ConnectionAccepted::reasons)
                .orElse(List.of());
    }

    private static String because(List<Reason> reasons) {
        StringBuilder words = new StringBuilder();
        for (Reason reason : reasons) {
            words.append("; ").append(reason.question()).append(": ").append(reason.answer());
            words.append(" (").append(reason.rule()).append(", ");
            words.append(reason.decidedBy()
                    .map(field -> field.resource() + " " + field.origin())
                    .orElse("default"));
            words.append(')');
        }
        return words.toString();
    }

    private void say(String connection, Side from, Instant at, String words) {
        waiting.computeIfAbsent(key(connection, from), any -> new ArrayDeque<>())
                .add(new Remark(at, words));
    }

    private static String key(String connection, Side side) {
        return side + " " + connection;
    }
}
