package padlock.mesh.actor;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import padlock.mesh.policy.Reason;
import padlock.sim.ActorContext;

/** The client half of a sidecar: takes its program's calls, and has them carried to endpoints. */
final class Outbound {

    private final SidecarState state;
    private final Routing routing;
    private final UpstreamPool pool;
    private final SortedMap<String, Exchange> exchanges = new TreeMap<>();

    Outbound(SidecarState state) {
        this.state = state;
        this.routing = new Routing(state);
        this.pool = new UpstreamPool(state, routing);
    }

    /** Whether this is a connection of the pod's own program. */
    boolean serves(String connection) {
        return exchanges.containsKey(connection);
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
        exchanges.values().stream()
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
        Exchange exchange = new Exchange(open, open.connection(), state, routing, pool, state.now(context));
        exchanges.put(open.connection(), exchange);
        state.network().signal(open.client(), new Tcp.Opened(open.connection()), context);
        exchange.onAccepted(context);
    }

    /** A gateway takes connections where a Gateway has it listen, and asks nobody for a certificate (R10.1). */
    private void onVisitor(Tcp.Open open, ActorContext context) {
        int port = open.target().port();
        if (!state.config().orElseThrow().listeners().containsKey(port)) {
            context.record(new MeshFact.ConnectionRefused(open.connection(), port));
            state.network().signal(open.client(), new Tcp.Refused(open.connection()), context);
            return;
        }
        Reason mode = new Reason(
                "server mode",
                "none",
                "R10.1",
                Optional.of(new Reason.Field(
                        state.instance().workload().id(),
                        state.instance().workload().metadata().origin())),
                List.of());
        context.record(new MeshFact.ConnectionAccepted(open.connection(), port, Optional.empty(), List.of(mode)));
        String call = open.connection() + "/gateway";
        context.record(
                new MeshFact.Relayed(call, open.connection(), state.instance().id()));
        exchanges.put(open.connection(), new Exchange(open, call, state, routing, pool, state.now(context)));
        state.network().signal(open.client(), new Tcp.Opened(open.connection()), context);
    }

    private void onProgram(Tcp tcp, ActorContext context) {
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
}
