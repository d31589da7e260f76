package padlock.mesh.actor;

import java.util.List;
import java.util.Optional;
import padlock.mesh.resource.InstanceId;
import padlock.sim.ActorContext;
import padlock.sim.ActorId;

/**
 * The way out of a pod: over the loopback to the pod's other actor, over the network to everybody else. What crosses
 * the network, the wiretap sees.
 */
record PodNetwork(InstanceId pod, Wiretap wiretap) {

    /** Where a sidecar's connections to its own program come from. */
    static final String PROXY_ADDRESS = "127.0.0.6";

    private static final int FIRST_EPHEMERAL_PORT = 32768;
    private static final int EPHEMERAL_PORTS = 28232;

    /**
     * The ports among these that belong to protocols: where Wireshark does not know the server's port, it reads what
     * crosses as those.
     */
    private static final List<Integer> RESERVED_PORTS = List.of(34980, 44321, 44322, 44818, 48049, 48898, 57000);

    /** Opens, refuses or closes a connection. */
    void signal(ActorId to, Tcp message, ActorContext context) {
        if (!isLoopback(to, context)) {
            kind(message)
                    .ifPresent(kind -> wiretap.signalled(new Wiretap.Signal(
                            message.connection(), message.to().other(), context.instant(), kind, ends(message))));
        }
        deliver(to, message, context);
    }

    /** Bytes have arrived at this pod, and were read. */
    void arrived(Tcp message, ActorContext context) {
        if (message instanceof Tcp.Bytes) {
            wiretap.arrived(new Wiretap.Arrival(message.connection(), message.to(), context.instant()));
        }
    }

    private static Optional<Wiretap.Kind> kind(Tcp message) {
        if (message instanceof Tcp.Open) return Optional.of(Wiretap.Kind.OPEN);
        else if (message instanceof Tcp.Opened) return Optional.of(Wiretap.Kind.OPENED);
        else if (message instanceof Tcp.Refused) return Optional.of(Wiretap.Kind.REFUSED);
        else if (message instanceof Tcp.Closed closed)
            return Optional.of(closed.reset() ? Wiretap.Kind.RESET : Wiretap.Kind.CLOSED);
        else return Optional.empty();
    }

    private static Optional<Wiretap.Ends> ends(Tcp message) {
        return message instanceof Tcp.Open open
                ? Optional.of(new Wiretap.Ends(open.from(), open.target()))
                : Optional.empty();
    }

    private void deliver(ActorId to, Tcp message, ActorContext context) {
        if (isLoopback(to, context)) {
            context.tell(to, message);
        } else {
            context.send(to, message.connection(), message);
        }
    }

    /** Sends bytes of an application, encrypted or not. */
    void send(ActorId to, Tcp.Bytes bytes, ActorContext context) {
        send(to, bytes, false, context);
    }

    /** Sends a flight of a TLS handshake. */
    void sendHandshake(ActorId to, Tcp.Bytes flight, ActorContext context) {
        send(to, flight, true, context);
    }

    private void send(ActorId to, Tcp.Bytes bytes, boolean handshake, ActorContext context) {
        if (!isLoopback(to, context)) {
            Side from = bytes.to().other();
            wiretap.saw(new Wiretap.Flight(
                    bytes.connection(), from, context.instant(), bytes.content().clone(), handshake));
        }
        deliver(to, bytes, context);
    }

    private boolean isLoopback(ActorId to, ActorContext context) {
        return !to.equals(context.self()) && (to.equals(MeshIds.application(pod)) || to.equals(MeshIds.sidecar(pod)));
    }

    /** The address that a connection comes from. */
    static Address from(String podAddress, String connection, ActorContext context) {
        int port = FIRST_EPHEMERAL_PORT
                + (int) context.random().named("ephemeral port", connection).below(EPHEMERAL_PORTS);
        while (RESERVED_PORTS.contains(port)) {
            port++;
        }
        return new Address(podAddress, port);
    }
}
