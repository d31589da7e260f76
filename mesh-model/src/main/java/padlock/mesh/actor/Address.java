package padlock.mesh.actor;

/** An address of the pod network, or of a service, with a port. */
public record Address(String host, int port) {

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
