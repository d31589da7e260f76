package padlock.mesh.actor;

import java.util.Optional;
import padlock.sim.ActorContext;
import padlock.sim.ActorId;

/** A connection of a sidecar to its own program, on behalf of a connection from outside. */
record ProgramLeg(String name, SidecarState state) {

    /** Asks the program to take a connection; it answers with {@link Tcp.Opened} or {@link Tcp.Refused}. */
    static ProgramLeg open(InboundConnection connection, int number, SidecarState state, ActorContext context) {
        ProgramLeg leg = new ProgramLeg(MeshIds.leg(connection.id(), number), state);
        leg.signal(
                new Tcp.Open(leg.name, context.self(), leg.from(context), connection.target(), Optional.empty()),
                context);
        return leg;
    }

    Address from(ActorContext context) {
        return PodNetwork.from(PodNetwork.PROXY_ADDRESS, name, context);
    }

    void send(byte[] content, ActorContext context) {
        state.network().send(program(), new Tcp.Bytes(name, Side.SERVER, content), context);
    }

    void close(ActorContext context) {
        signal(new Tcp.Closed(name, Side.SERVER, false), context);
    }

    private void signal(Tcp message, ActorContext context) {
        state.network().signal(program(), message, context);
    }

    private ActorId program() {
        return MeshIds.application(state.instance().id());
    }
}
