package padlock.mesh.history;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import padlock.mesh.actor.MeshFact;
import padlock.sim.Event;
import padlock.sim.Fact;
import padlock.sim.recording.Recording;

/** What happens to a call and, from its beginning on, to the connections that serve it, also behind a gateway. */
public final class CallEvents {

    private static final Duration AFTERMATH = Duration.ofSeconds(1);

    private CallEvents() {}

    /** In the order in which it happens; what becomes of a kept connection once the call is over is left out. */
    public static List<Event> of(CallView call, Recording recording) {
        Set<String> names = new LinkedHashSet<>(Set.of(call.name()));
        Set<String> connections = new LinkedHashSet<>();
        List<Event> events = new ArrayList<>();
        Instant latest = call.ended().map(ended -> ended.plus(AFTERMATH)).orElse(Instant.MAX);
        int from = recording.until(call.at().minusNanos(1));
        for (Event event : recording.events().subList(from, recording.until(latest))) {
            if (!(event.fact() instanceof MeshFact fact)) {
                continue;
            }
            if (call.ended().filter(ended -> isOver(event, ended)).isPresent()) {
                continue;
            }
            if (fact instanceof MeshFact.Relayed relayed && connections.contains(relayed.connection())) {
                names.add(relayed.call());
            }
            boolean own = call(fact).filter(names::contains).isPresent();
            if (own) {
                connection(fact).ifPresent(connections::add);
            }
            if (own
                    || call(fact).isEmpty()
                            && connection(fact).filter(connections::contains).isPresent()) {
                events.add(event);
            }
            if (fact instanceof MeshFact.ConnectionReused reused && !own) {
                connections.remove(reused.connection());
            }
        }
        return events;
    }

    /** An end may learn how it ended when the program has given up already. */
    private static boolean isOver(Event event, Instant ended) {
        return event.at().isAfter(isAftermath(event.fact()) ? ended.plus(AFTERMATH) : ended);
    }

    private static boolean isAftermath(Fact fact) {
        return fact instanceof MeshFact.HandshakeRefused
                || fact instanceof MeshFact.AlertArrivedLate
                || fact instanceof MeshFact.ConnectionClosed;
    }

    private static Optional<String> call(MeshFact fact) {
        if (fact instanceof MeshFact.CallStarted started) return Optional.of(started.call());
        else if (fact instanceof MeshFact.HostUnknown unknown) return Optional.of(unknown.call());
        else if (fact instanceof MeshFact.NoEndpoint none) return Optional.of(none.call());
        else if (fact instanceof MeshFact.Relayed relayed) return Optional.of(relayed.call());
        else if (fact instanceof MeshFact.RouteChosen route) return Optional.of(route.call());
        else if (fact instanceof MeshFact.RouteMissing missing) return Optional.of(missing.call());
        else if (fact instanceof MeshFact.ClusterMissing missing) return Optional.of(missing.call());
        else if (fact instanceof MeshFact.ClusterWarming warming) return Optional.of(warming.call());
        else if (fact instanceof MeshFact.AnsweredInPlace answered) return Optional.of(answered.call());
        else if (fact instanceof MeshFact.EndpointChosen chosen) return Optional.of(chosen.call());
        else if (fact instanceof MeshFact.CallEnded ended) return Optional.of(ended.call());
        else if (fact instanceof MeshFact.ConnectionRequested requested) return Optional.of(requested.call());
        else if (fact instanceof MeshFact.ConnectionReused reused) return Optional.of(reused.call());
        else if (fact instanceof MeshFact.RequestForwarded forwarded) return Optional.of(forwarded.call());
        else return Optional.empty();
    }

    private static Optional<String> connection(MeshFact fact) {
        if (fact instanceof MeshFact.ConnectionRequested requested) return Optional.of(requested.connection());
        else if (fact instanceof MeshFact.ConnectionReused reused) return Optional.of(reused.connection());
        else if (fact instanceof MeshFact.ConnectionAccepted accepted) return Optional.of(accepted.connection());
        else if (fact instanceof MeshFact.ConnectionRefused refused) return Optional.of(refused.connection());
        else if (fact instanceof MeshFact.FilterChainChosen chosen) return Optional.of(chosen.connection());
        else if (fact instanceof MeshFact.FilterChainMissing missing) return Optional.of(missing.connection());
        else if (fact instanceof MeshFact.GatewayServerChosen chosen) return Optional.of(chosen.connection());
        else if (fact instanceof MeshFact.GatewayServerMissing missing) return Optional.of(missing.connection());
        else if (fact instanceof MeshFact.HandshakeCompleted done) return Optional.of(done.connection());
        else if (fact instanceof MeshFact.StrangerCertified certified) return Optional.of(certified.connection());
        else if (fact instanceof MeshFact.HandshakeRefused refused) return Optional.of(refused.connection());
        else if (fact instanceof MeshFact.AlertArrivedLate late) return Optional.of(late.connection());
        else if (fact instanceof MeshFact.CertificateMissing missing) return Optional.of(missing.connection());
        else if (fact instanceof MeshFact.ProtocolError error) return Optional.of(error.connection());
        else if (fact instanceof MeshFact.AccessDecided decided) return Optional.of(decided.connection());
        else if (fact instanceof MeshFact.ConnectionClosed closed) return Optional.of(closed.connection());
        else return Optional.empty();
    }
}
