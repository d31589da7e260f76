package padlock.ui.topology;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import padlock.mesh.actor.ClientSends;
import padlock.mesh.actor.MeshFact;
import padlock.mesh.actor.MeshIds;
import padlock.mesh.actor.Side;
import padlock.mesh.history.CallView;
import padlock.mesh.history.Link;
import padlock.mesh.history.LinkHistory;
import padlock.mesh.history.WorkloadName;
import padlock.sim.Event;
import padlock.ui.topology.Journey.Kind;
import padlock.ui.topology.Journey.Lane;

/** Which message an event has arrive or leave; of most events none that is seen. */
final class Journeys {

    private final Map<String, Told> calls = new LinkedHashMap<>();

    private record Told(Link link, CallView call) {

        /** How what the client sends is protected. */
        LinkState protection() {
            return call.route()
                    .map(route -> route.sends() == ClientSends.PLAINTEXT
                            ? LinkState.PLAINTEXT
                            : route.sends() == ClientSends.MUTUAL_TLS ? LinkState.MUTUAL_TLS : LinkState.TLS)
                    .orElse(LinkState.IDLE);
        }

        Journey forth(Kind kind) {
            return new Journey(kind, new Lane.OverLink(link), false, protection());
        }

        Journey back(Kind kind, LinkState look) {
            return new Journey(kind, new Lane.OverLink(link), true, look);
        }
    }

    Journeys(LinkHistory links) {
        links.links().forEach(link -> links.calls(link).forEach(call -> calls.put(call.name(), new Told(link, call))));
    }

    Optional<Journey> of(Event event) {
        if (event.fact() instanceof MeshFact.ConnectionRequested requested)
            return call(requested.call()).map(told -> told.forth(Kind.CONNECTION));
        else if (event.fact() instanceof MeshFact.ConnectionAccepted accepted)
            return of(accepted.connection())
                    .filter(told -> !told.call().from().sidecar())
                    .map(told -> told.forth(Kind.REQUEST));
        else if (event.fact() instanceof MeshFact.RequestForwarded forwarded)
            return call(forwarded.call()).map(told -> told.forth(Kind.REQUEST));
        else if (event.fact() instanceof MeshFact.CallEnded ended)
            return call(ended.call())
                    .filter(told -> ended.ending() == MeshFact.Ending.ANSWERED)
                    .map(told ->
                            told.back(Kind.RESPONSE, LinkState.of(told.call().verdict())));
        else return ofHandshake(event);
    }

    private Optional<Journey> ofHandshake(Event event) {
        if (event.fact() instanceof MeshFact.HandshakeCompleted completed)
            return of(completed.connection())
                    .map(told -> completed.side() == Side.SERVER
                            ? told.forth(Kind.FLIGHT)
                            : told.back(Kind.FLIGHT, told.protection()));
        else if (event.fact() instanceof MeshFact.HandshakeRefused refused)
            return of(refused.connection())
                    .filter(told -> !refused.byPeer())
                    .map(told -> new Journey(
                            Kind.REFUSAL,
                            new Lane.OverLink(told.link()),
                            refused.side() == Side.SERVER,
                            LinkState.FAILED));
        else if (event.fact() instanceof MeshFact.FilterChainMissing missing) return refusal(missing.connection());
        else if (event.fact() instanceof MeshFact.ConnectionRefused refused) return refusal(refused.connection());
        else return ofSystem(event);
    }

    private Optional<Journey> refusal(String connection) {
        return of(connection).map(told -> told.back(Kind.REFUSAL, LinkState.FAILED));
    }

    private static Optional<Journey> ofSystem(Event event) {
        if (event.fact() instanceof MeshFact.ConfigPushed pushed)
            return system(Kind.PUSH, new Lane.ToControlPlane(WorkloadName.of(pushed.sidecar())), true);
        else if (event.fact() instanceof MeshFact.ConfigApplied applied)
            return system(Kind.ACKNOWLEDGEMENT, new Lane.ToControlPlane(WorkloadName.of(applied.sidecar())), false);
        else if (event.fact() instanceof MeshFact.RootsTrusted trusted)
            return system(Kind.ROOTS, new Lane.ToControlPlane(WorkloadName.of(trusted.sidecar())), true);
        else if (event.fact() instanceof MeshFact.CertificateRequested requested)
            return system(Kind.SIGNING_REQUEST, new Lane.ToAuthority(WorkloadName.of(requested.sidecar())), false);
        else if (event.fact() instanceof MeshFact.CertificateRequestRetried retried)
            return system(Kind.SIGNING_REQUEST, new Lane.ToAuthority(WorkloadName.of(retried.sidecar())), false);
        else if (event.fact() instanceof MeshFact.CertificateInstalled installed)
            return system(Kind.CERTIFICATE, new Lane.ToAuthority(WorkloadName.of(installed.sidecar())), true);
        else return Optional.empty();
    }

    private static Optional<Journey> system(Kind kind, Lane lane, boolean back) {
        return Optional.of(new Journey(kind, lane, back, LinkState.IDLE));
    }

    /** A connection is named after the call for which it was opened. */
    private Optional<Told> of(String connection) {
        String outside = MeshIds.fromOutside(connection);
        return call(outside).or(() -> call(outside.substring(0, Math.max(0, outside.lastIndexOf('/')))));
    }

    private Optional<Told> call(String name) {
        return Optional.ofNullable(calls.get(name));
    }
}
