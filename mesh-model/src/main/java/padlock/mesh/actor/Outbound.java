package padlock.mesh.actor;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
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
        Optional.ofNullable(exchanges.get(retry.call())).ifPresent(exchange -> exchange.attempt(context));
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
        exchanges.put(open.connection(), new Exchange(open, state, routing, pool, context.instant()));
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
