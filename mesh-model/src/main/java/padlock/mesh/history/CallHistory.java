package padlock.mesh.history;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleConsumer;
import padlock.mesh.actor.ClientSends;
import padlock.mesh.actor.MeshFact;
import padlock.mesh.actor.MeshIds;
import padlock.mesh.actor.Side;
import padlock.mesh.history.CallFacts.Objection;
import padlock.mesh.policy.AccessDecision;
import padlock.sim.Event;
import padlock.sim.recording.Recording;

/** Every call of a recording, in the order in which they were made, each with its verdict. */
public final class CallHistory {

    /** After so many events somebody may want to hear of it. */
    private static final int OFTEN = 4096;

    private final Pods pods = new Pods();
    private final Map<String, CallFacts> calls = new LinkedHashMap<>();
    private final Map<String, CallFacts> legs = new LinkedHashMap<>();
    private final Map<String, ConnectionFacts> connections = new LinkedHashMap<>();

    private CallHistory() {}

    public static List<CallView> of(Recording recording) {
        return of(recording, looked -> {});
    }

    /** @param watch hears how much of the recording has been looked through, from 0 to 1; what it throws ends it */
    public static List<CallView> of(Recording recording, DoubleConsumer watch) {
        CallHistory history = new CallHistory();
        int looked = 0;
        for (Event event : recording.events()) {
            if (looked % OFTEN == 0) {
                watch.accept(looked / (double) recording.events().size());
            }
            history.add(event);
            looked++;
        }
        watch.accept(1);
        return history.calls.values().stream().map(CallFacts::view).toList();
    }

    private void add(Event event) {
        if (event.fact() instanceof MeshFact.InstanceStarted started) pods.started(started);
        else if (event.fact() instanceof MeshFact.CallStarted started) onStarted(started, event);
        else if (event.fact() instanceof MeshFact.HostUnknown unknown) object(unknown.call(), CallReason.NO_SUCH_HOST);
        else if (event.fact() instanceof MeshFact.NoEndpoint none) object(none.call(), CallReason.NO_ENDPOINT);
        else if (event.fact() instanceof MeshFact.EndpointChosen chosen) onChosen(chosen);
        else if (event.fact() instanceof MeshFact.ClusterWarming warming)
            call(warming.call()).object(Objection.failed(CallReason.NO_CERTIFICATE_YET, Side.CLIENT));
        else if (event.fact() instanceof MeshFact.Relayed relayed)
            legs.put(relayed.call(), of(relayed.connection()).user().relayed());
        else if (isOfRoutes(event)) onRoutes(event);
        else if (event.fact() instanceof MeshFact.GreetingAwaited awaited)
            call(awaited.call()).awaitsGreeting();
        else if (event.fact() instanceof MeshFact.CallEnded ended)
            call(ended.call()).ended(ended, event.at());
        else addToConnection(event);
    }

    private static boolean isOfRoutes(Event event) {
        return event.fact() instanceof MeshFact.RouteChosen
                || event.fact() instanceof MeshFact.NothingSaid
                || event.fact() instanceof MeshFact.DestinationUnknown
                || event.fact() instanceof MeshFact.RouteMissing
                || event.fact() instanceof MeshFact.ClusterMissing
                || event.fact() instanceof MeshFact.AnsweredInPlace;
    }

    private void onRoutes(Event event) {
        if (event.fact() instanceof MeshFact.RouteChosen route)
            call(route.call()).routed(route.reasons());
        else if (event.fact() instanceof MeshFact.NothingSaid nothing)
            call(nothing.call()).routed(nothing.reasons());
        else if (event.fact() instanceof MeshFact.DestinationUnknown unknown) onUnknown(unknown);
        else if (event.fact() instanceof MeshFact.RouteMissing missing) object(missing.call(), CallReason.UNREACHABLE);
        else if (event.fact() instanceof MeshFact.ClusterMissing missing) onMissing(missing);
        else if (event.fact() instanceof MeshFact.AnsweredInPlace answered)
            call(answered.call()).answeredInPlace(answered.status());
    }

    private void onUnknown(MeshFact.DestinationUnknown unknown) {
        call(unknown.call()).routed(unknown.reasons());
        object(unknown.call(), CallReason.NO_SUCH_HOST);
    }

    private void onMissing(MeshFact.ClusterMissing missing) {
        call(missing.call()).routed(missing.reasons());
        object(missing.call(), CallReason.NO_ENDPOINT);
    }

    private void addToConnection(Event event) {
        if (event.fact() instanceof MeshFact.ConnectionRequested requested) onRequested(requested);
        else if (event.fact() instanceof MeshFact.ConnectionReused reused) onReused(reused);
        else if (event.fact() instanceof MeshFact.RequestForwarded forwarded) onForwarded(forwarded);
        else if (event.fact() instanceof MeshFact.ConnectionAccepted taken)
            of(taken.connection()).accepted(taken);
        else if (event.fact() instanceof MeshFact.ConnectionRefused refused) onRefused(refused);
        else if (event.fact() instanceof MeshFact.FilterChainChosen chosen)
            of(chosen.connection()).choseFilterChain();
        else if (event.fact() instanceof MeshFact.FilterChainMissing missing) onMissing(missing);
        else if (event.fact() instanceof MeshFact.GatewayServerChosen chosen)
            of(chosen.connection()).choseServer(chosen.reasons());
        else if (event.fact() instanceof MeshFact.GatewayServerMissing missing) onMissing(missing);
        else if (event.fact() instanceof MeshFact.HandshakeCompleted done)
            tls(done.connection(), done.side()).completed(done);
        else if (event.fact() instanceof MeshFact.StrangerCertified certified)
            tls(certified.connection(), Side.SERVER).knowsStranger();
        else if (event.fact() instanceof MeshFact.HandshakeRefused refused) onHandshakeRefused(refused);
        else if (event.fact() instanceof MeshFact.RecordRefused refused)
            object(of(refused.connection()), Objection.failed(CallReason.TAMPERED, refused.side()));
        else if (event.fact() instanceof MeshFact.CertificateMissing missing) onMissing(missing);
        else if (event.fact() instanceof MeshFact.ProtocolError error) onProtocolError(error);
        else if (event.fact() instanceof MeshFact.AccessDecided decided) onDecided(decided);
        else if (event.fact() instanceof MeshFact.AccessLogged logged) onLogged(logged);
        else if (event.fact() instanceof MeshFact.ConnectionClosed closed) onClosed(closed);
    }

    private void onStarted(MeshFact.CallStarted started, Event event) {
        CallView.Caller caller =
                new CallView.Caller(started.from(), pods.serviceAccount(started.from()), started.sidecar());
        calls.put(started.call(), new CallFacts(started, event.at(), caller));
    }

    private void onChosen(MeshFact.EndpointChosen chosen) {
        call(chosen.call()).chose(chosen, pods.sidecar(chosen.endpoint()));
    }

    private void onRequested(MeshFact.ConnectionRequested requested) {
        CallFacts call = call(requested.call());
        ConnectionFacts connection = new ConnectionFacts(requested.connection(), call);
        connections.put(requested.connection(), connection);
        call.opens(connection);
    }

    private void onReused(MeshFact.ConnectionReused reused) {
        CallFacts call = call(reused.call());
        of(reused.connection()).serves(call);
        call.reuses(of(reused.connection()));
    }

    private void onForwarded(MeshFact.RequestForwarded forwarded) {
        call(forwarded.call()).forwarded(forwarded.request());
    }

    private void onRefused(MeshFact.ConnectionRefused refused) {
        object(of(refused.connection()), Objection.failed(CallReason.CONNECTION_REFUSED, Side.SERVER));
    }

    private void onMissing(MeshFact.FilterChainMissing missing) {
        CallReason reason = missing.tls() ? CallReason.TLS_WITHOUT_ISTIO_ALPN : CallReason.PLAINTEXT_TO_STRICT;
        object(of(missing.connection()), Objection.failed(reason, Side.SERVER));
    }

    private void onMissing(MeshFact.GatewayServerMissing missing) {
        of(missing.connection()).choseServer(missing.reasons());
        CallReason reason = missing.tls() ? CallReason.UNREACHABLE : CallReason.PLAINTEXT_TO_STRICT;
        object(of(missing.connection()), Objection.failed(reason, Side.SERVER));
    }

    private void onMissing(MeshFact.CertificateMissing missing) {
        object(of(missing.connection()), Objection.failed(CallReason.NO_CERTIFICATE_YET, missing.side()));
    }

    /** The end that did not want the other objects; the one that was told so does not. */
    private void onHandshakeRefused(MeshFact.HandshakeRefused refused) {
        ConnectionFacts connection = tls(refused.connection(), refused.side());
        connection.refusedHandshake();
        if (!refused.byPeer()) {
            CallReason reason = HandshakeReasons.of(refused.reason(), refused.side());
            object(connection, Objection.failed(reason, refused.side()));
        }
    }

    private void onProtocolError(MeshFact.ProtocolError error) {
        ConnectionFacts connection = of(error.connection());
        boolean tls = connection.user().sends() != ClientSends.PLAINTEXT;
        CallReason reason = tls ? CallReason.TLS_TO_PLAINTEXT : CallReason.UNREACHABLE;
        object(connection, Objection.failed(reason, Side.SERVER));
    }

    private void onDecided(MeshFact.AccessDecided decided) {
        ConnectionFacts connection = of(decided.connection());
        connection.decided(decided);
        if (!(decided.decision() instanceof AccessDecision.Allowed)) {
            CallReason reason = decided.decision() instanceof AccessDecision.TokenRejected
                    ? CallReason.TOKEN_REJECTED
                    : CallReason.ACCESS_DENIED;
            object(connection, new Objection(CallResult.DENIED, reason, Optional.of(Side.SERVER)));
        }
    }

    private void onLogged(MeshFact.AccessLogged logged) {
        if (logged.side() == Side.CLIENT) {
            call(logged.connection()).logged(logged.entry());
        } else {
            of(logged.connection()).logged(logged.request(), logged.entry());
        }
    }

    private void onClosed(MeshFact.ConnectionClosed closed) {
        if (closed.why() == MeshFact.Closing.TIMED_OUT) {
            ConnectionFacts connection = of(closed.connection());
            object(connection, Objection.failed(connection.user().silence(CallReason.TIMEOUT)));
        }
    }

    private void object(String call, CallReason reason) {
        call(call).object(Objection.failed(reason));
    }

    private static void object(ConnectionFacts connection, Objection objection) {
        connection.user().object(objection);
    }

    private CallFacts call(String name) {
        return Optional.ofNullable(calls.get(name)).orElseGet(() -> legs.get(name));
    }

    private ConnectionFacts of(String connection) {
        return connections.get(connection);
    }

    /** The TLS that is spoken on a connection, also on one between a program and its sidecar. */
    private ConnectionFacts tls(String connection, Side side) {
        if (connections.containsKey(connection)) {
            return of(connection);
        }
        return side == Side.CLIENT
                ? call(connection).tlsOfTheCaller()
                : of(MeshIds.fromOutside(connection)).user().tlsOfTheServer();
    }
}
