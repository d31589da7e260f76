package padlock.mesh.actor;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import padlock.mesh.policy.InboundPort;
import padlock.mesh.policy.SidecarConfig;
import padlock.sim.ActorContext;

/**
 * The server half of a sidecar: takes the connections that arrive for its program, each under what is held at that
 * moment.
 */
final class Inbound {

    /** Where the sidecar itself listens for what arrives; behind that port is nobody (R7.8). */
    static final int OWN_PORT = 15006;

    private final SidecarState state;
    private final SortedMap<String, InboundConnection> connections = new TreeMap<>();

    Inbound(SidecarState state) {
        this.state = state;
    }

    void receive(Tcp tcp, ActorContext context) {
        if (tcp instanceof Tcp.Open open) {
            onOpen(open, context);
        } else if (tcp.to() == Side.SERVER) {
            with(tcp.connection(), connection -> connection.onClient(tcp, context));
        } else {
            with(MeshIds.fromOutside(tcp.connection()), connection -> connection.onProgram(tcp, context));
        }
    }

    /** Connections keep what they were accepted with, but not for long if it is no longer what is held. */
    void onConfig(ActorContext context) {
        SidecarConfig now = state.config().orElseThrow();
        connections.values().forEach(connection -> connection.onConfig(now, context));
    }

    void onDrained(SidecarMessage.Drained drained, ActorContext context) {
        with(drained.connection(), connection -> connection.close(MeshFact.Closing.DRAINED, context));
    }

    /** The connections of a pod end with it. */
    void onDirectory(ActorContext context) {
        for (InboundConnection connection : List.copyOf(connections.values())) {
            if (state.directory().pod(connection.from().host()).isEmpty()) {
                with(connection.id(), lost -> lost.onHungUp(context));
            }
        }
    }

    /** What is addressed to a pod of this name that ran before is for nobody. */
    private void onOpen(Tcp.Open open, ActorContext context) {
        int port = open.target().port();
        if (!open.target().host().equals(state.instance().address())) {
            return;
        }
        if (state.config().isEmpty()) {
            context.record(new MeshFact.ConnectionRefused(open.connection(), port));
            state.network().signal(open.client(), new Tcp.Refused(open.connection()), context);
            return;
        }
        SidecarConfig config = state.config().get();
        InboundPort held = config.inboundPort(port);
        context.record(new MeshFact.ConnectionAccepted(
                open.connection(),
                port,
                Optional.of(held.mode().value()),
                held.mode().reasons()));
        connections.put(open.connection(), new InboundConnection(open, config, state, state.now(context)));
        state.network().signal(open.client(), new Tcp.Opened(open.connection()), context);
        with(open.connection(), connection -> {
            if (port == OWN_PORT) {
                connection.leadNowhere(context);
            } else {
                connection.onAccepted(context);
            }
        });
    }

    private void with(String id, Consumer<InboundConnection> deed) {
        Optional.ofNullable(connections.get(id)).ifPresent(connection -> {
            deed.accept(connection);
            if (connection.isOver()) {
                connections.remove(id);
            }
        });
    }
}
