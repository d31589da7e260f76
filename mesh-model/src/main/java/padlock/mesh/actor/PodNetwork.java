package padlock.mesh.actor;

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

    /** Opens, refuses or closes a connection. */
    void signal(ActorId to, Tcp message, ActorContext context) {
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
        signal(to, bytes, context);
    }

    private boolean isLoopback(ActorId to, ActorContext context) {
        return !to.equals(context.self()) && (to.equals(MeshIds.application(pod)) || to.equals(MeshIds.sidecar(pod)));
    }

    /** The address that a connection comes from. */
    static Address from(String podAddress, String connection, ActorContext context) {
        long port = context.random().named("ephemeral port", connection).below(EPHEMERAL_PORTS);
        return new Address(podAddress, FIRST_EPHEMERAL_PORT + (int) port);
    }
}
