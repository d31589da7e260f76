package padlock.mesh.actor;

import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import padlock.mesh.policy.GatewayListener;
import padlock.sim.ActorContext;

/** The client half of a sidecar: takes its program's calls, and has them carried to endpoints. */
final class Outbound {

    private final SidecarState state;
    private final Routing routing;
    private final UpstreamPool pool;
    private final SortedMap<String, Exchange> exchanges = new TreeMap<>();
    private final SortedMap<String, Visit> visits = new TreeMap<>();

    Outbound(SidecarState state) {
        this.state = state;
        this.routing = new Routing(state);
        this.pool = new UpstreamPool(state, routing);
    }

    /** Whether this is a connection of the pod's own program, or of a visitor to a gateway. */
    boolean serves(String connection) {
        return exchanges.containsKey(connection) || visits.containsKey(connection);
    }

    /** Whether this is a connection that was opened from here. */
    boolean opened(String connection) {
        return pool.holds(connection);
    }

    void receive(Tcp tcp, ActorContext context) {
        if (tcp instanceof Tcp.Open open) onOpen(open, context);
        else if (tcp.to() == Side.SERVER) onProgram(tcp, context);
        else pool.receive(tcp, context);
    }

    void onConnectTimeout(SidecarMessage.ConnectTimeout timeout, ActorContext context) {
        pool.onConnectTimeout(timeout, context);
    }

    void onIdleTimeout(SidecarMessage.IdleTimeout timeout, ActorContext context) {
        pool.onIdleTimeout(timeout, context);
    }

    void onRetry(SidecarMessage.Retry retry, ActorContext context) {
        Stream.concat(exchanges.values().stream(), visits.values().stream().flatMap(visit -> visit.exchange().stream()))
                .filter(exchange -> exchange.call().equals(retry.call()))
                .findFirst()
                .ifPresent(exchange -> exchange.attempt(context));
    }

    void onConfig(ActorContext context) {
        pool.onConfig(context);
    }

    void onDirectory(ActorContext context) {
        pool.onDirectory(context);
    }

    /**
     * A sidecar that holds nothing yet listens nowhere; from then on it accepts at once, whatever becomes of the call.
     */
    private void onOpen(Tcp.Open open, ActorContext context) {
        if (state.config().isEmpty()) {
            state.network().signal(open.client(), new Tcp.Refused(open.connection()), context);
            return;
        }
        if (!open.client().equals(MeshIds.application(state.instance().id()))) {
            onVisitor(open, context);
            return;
        }
        Exchange exchange =
                new Exchange(open, open.connection(), Optional.empty(), state, routing, pool, state.now(context));
        exchanges.put(open.connection(), exchange);
        state.network().signal(open.client(), new Tcp.Opened(open.connection()), context);
        exchange.onAccepted(context);
    }

    /** A gateway takes connections where a Gateway has it listen (R10.1). */
    private void onVisitor(Tcp.Open open, ActorContext context) {
        int port = open.target().port();
        Optional<GatewayListener> listener =
                Optional.ofNullable(state.config().orElseThrow().listeners().get(port));
        if (listener.isEmpty()) {
            context.record(new MeshFact.ConnectionRefused(open.connection(), port));
            state.network().signal(open.client(), new Tcp.Refused(open.connection()), context);
            return;
        }
        Instant accepted = state.now(context);
        Visit visit = new Visit(
                open,
                listener.get(),
                state,
                (asked, call, visitor) ->
                        new Exchange(asked, call, Optional.of(visitor), state, routing, pool, accepted),
                accepted);
        visits.put(open.connection(), visit);
        visit.onAccepted(context);
    }

    private void onProgram(Tcp tcp, ActorContext context) {
        if (visits.containsKey(tcp.connection())) {
            onVisit(tcp, context);
            return;
        }
        Exchange exchange = exchanges.get(tcp.connection());
        if (tcp instanceof Tcp.Bytes bytes) {
            exchange.onAsked(bytes.content(), context);
        } else if (tcp instanceof Tcp.Closed) {
            exchanges.remove(tcp.connection());
            exchange.onHungUp(context);
        } else {
            throw new AssertionError(tcp);
        }
    }

    private void onVisit(Tcp tcp, ActorContext context) {
        visits.get(tcp.connection()).receive(tcp, context);
        if (tcp instanceof Tcp.Closed) {
            visits.remove(tcp.connection());
        }
    }
}
