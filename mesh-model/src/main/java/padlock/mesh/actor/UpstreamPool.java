package padlock.mesh.actor;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import padlock.mesh.actor.UpstreamConnection.Event;
import padlock.mesh.actor.UpstreamConnection.Target;
import padlock.sim.ActorContext;
import padlock.sim.ActorId;

/**
 * The connections that a sidecar opened to endpoints: each serves one call at a time, and of HTTP is kept for the next.
 */
final class UpstreamPool {

    private static final Duration IDLE_TIMEOUT = Duration.ofHours(1);

    private final SidecarState state;
    private final Routing routing;
    private final SortedMap<String, UpstreamConnection> connections = new TreeMap<>();
    private final SortedMap<String, Exchange> users = new TreeMap<>();

    UpstreamPool(SidecarState state, Routing routing) {
        this.state = state;
        this.routing = routing;
    }

    boolean holds(String connection) {
        return connections.containsKey(connection);
    }

    /** Leads a call to its endpoint: over a connection that nobody uses now, else over a new one. */
    void lead(Exchange exchange, Target target, ActorContext context) {
        Optional<UpstreamConnection> idle = connections.values().stream()
                .filter(connection -> target.sharesConnectionsWith(connection.target()))
                .filter(connection -> !users.containsKey(connection.id()))
                .findFirst();
        if (idle.isPresent()) {
            users.put(idle.get().id(), exchange);
            context.record(new MeshFact.ConnectionReused(idle.get().id(), exchange.call()));
            exchange.onReady(idle.get(), context);
        } else {
            open(exchange, target, context);
        }
    }

    void receive(Tcp tcp, ActorContext context) {
        UpstreamConnection connection = connections.get(tcp.connection());
        onEvent(connection, connection.receive(tcp, context), context);
    }

    void onConnectTimeout(SidecarMessage.ConnectTimeout timeout, ActorContext context) {
        Optional.ofNullable(connections.get(timeout.connection()))
                .ifPresent(connection -> onEvent(connection, connection.onTimeout(context), context));
    }

    void onIdleTimeout(SidecarMessage.IdleTimeout timeout, ActorContext context) {
        Optional.ofNullable(connections.get(timeout.connection()))
                .ifPresent(connection -> drop(connection, MeshFact.Closing.IDLE, context));
    }

    /** Idle connections to endpoints that are now to be reached in another way are not used again. */
    void onConfig(ActorContext context) {
        for (UpstreamConnection connection : List.copyOf(connections.values())) {
            if (!users.containsKey(connection.id()) && !routing.stillHolds(connection.target())) {
                drop(connection, MeshFact.Closing.OUTDATED, context);
            }
        }
    }

    /** The connections to a pod end with it. */
    void onDirectory(ActorContext context) {
        for (UpstreamConnection connection : List.copyOf(connections.values())) {
            if (state.directory().pod(connection.target().address().host()).isEmpty()) {
                onEvent(connection, connection.onLost(context), context);
            }
        }
    }

    /** The call is over; the connection is kept, if another call could use it. */
    void release(UpstreamConnection connection, ActorContext context) {
        users.remove(connection.id());
        if (routing.stillHolds(connection.target())) {
            connection.rests(context.remindAfter(IDLE_TIMEOUT, new SidecarMessage.IdleTimeout(connection.id())));
        } else {
            drop(connection, MeshFact.Closing.OUTDATED, context);
        }
    }

    void drop(UpstreamConnection connection, MeshFact.Closing why, ActorContext context) {
        users.remove(connection.id());
        connections.remove(connection.id());
        connection.close(why, context);
    }

    private void open(Exchange exchange, Target target, ActorContext context) {
        String id = exchange.call() + "/" + exchange.attempts();
        Address from = PodNetwork.from(state.instance().address(), id, context);
        context.record(new MeshFact.ConnectionRequested(id, exchange.call(), from, target.address()));
        Optional<ActorId> door = state.directory().door(target.address());
        if (door.isEmpty()) {
            context.record(new MeshFact.ConnectionRefused(id, target.address().port()));
            exchange.onFailed(UpstreamFailure.REFUSED, context);
            return;
        }
        UpstreamConnection fresh = new UpstreamConnection(id, target, state, door.get(), from);
        connections.put(id, fresh);
        users.put(id, exchange);
        fresh.open(context);
    }

    private void onEvent(UpstreamConnection connection, Event event, ActorContext context) {
        Optional<Exchange> user = Optional.ofNullable(users.get(connection.id()));
        if (event instanceof Event.Ready) {
            user.ifPresent(exchange -> exchange.onReady(connection, context));
        } else if (event instanceof Event.Received received) {
            user.ifPresent(exchange -> exchange.onAnswered(received.data(), context));
        } else if (event instanceof Event.Failed failed) {
            connections.remove(connection.id());
            users.remove(connection.id());
            user.ifPresent(exchange -> exchange.onFailed(failed.failure(), context));
        } else if (!(event instanceof Event.Nothing)) {
            throw new AssertionError(event);
        }
    }
}
