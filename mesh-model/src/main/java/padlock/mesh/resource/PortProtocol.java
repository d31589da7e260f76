package padlock.mesh.resource;

/**
 * What a service port is declared to speak, as Istio reads {@code appProtocol} or the prefix of the port's name (R7.2).
 */
public enum PortProtocol {
    HTTP(Handling.HTTP),
    HTTP2(Handling.HTTP),
    GRPC(Handling.HTTP),
    GRPC_WEB(Handling.HTTP),
    HTTPS(Handling.TCP),
    TLS(Handling.TCP),
    TCP(Handling.TCP),
    MONGO(Handling.TCP),
    REDIS(Handling.TCP),
    MYSQL(Handling.TCP),
    UNDECLARED(Handling.AUTO);

    /** How a sidecar treats the bytes of a port. */
    public enum Handling {
        HTTP,
        TCP,
        /** By the first bytes of each connection. */
        AUTO
    }

    private final Handling handling;

    PortProtocol(Handling handling) {
        this.handling = handling;
    }

    public Handling handling() {
        return handling;
    }

    /** Whether the programs speak TLS themselves. */
    public boolean isTls() {
        return this == HTTPS || this == TLS;
    }
}
