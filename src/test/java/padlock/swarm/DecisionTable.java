package padlock.swarm;

import java.util.List;
import java.util.Optional;
import padlock.mesh.history.CallReason;
import padlock.mesh.history.CallResult;
import padlock.mesh.history.Transport;
import padlock.mesh.resource.MutualTlsMode;
import padlock.mesh.resource.PortProtocol.Handling;

/**
 * What becomes of a call to a program, whether it speaks TLS itself or not, looked up by what the client sends and what
 * the server's port is: the table of the semantics that Padlock follows (section 8), written down a second time.
 */
public final class DecisionTable {

    /** What leaves the client's pod, and whether the client will have the server's certificate. */
    public record Wire(Bytes bytes, Opinion serverCertificate) {}

    /** The columns on the left of the table. */
    public enum Bytes {
        PLAIN,
        /** Istio's mutual TLS. */
        ISTIO,
        /** The client shows no certificate. */
        ONE_WAY,
        /** The client shows a certificate of its own choice, which is one of the mesh. */
        TRUSTED,
        /** The client shows a certificate that no sidecar knows. */
        UNTRUSTED
    }

    /** What the client makes of the server's certificate; who issued it is judged before the name. */
    public enum Opinion {
        FINE,
        UNKNOWN_ISSUER,
        WRONG_NAME
    }

    /** How a call ends, as far as the table tells. */
    public record Ending(Transport transport, CallResult result, CallReason reason) {

        /** Those that many random meshes must have shown, since meshes in which nothing happens prove nothing. */
        static final List<Ending> TO_BE_SEEN = List.of(
                over(Transport.PLAINTEXT),
                over(Transport.MUTUAL_TLS),
                over(Transport.TLS),
                new Ending(Transport.TLS, CallResult.FAILED, CallReason.TLS_TO_PLAINTEXT),
                failed(CallReason.PLAINTEXT_TO_STRICT),
                failed(CallReason.TLS_TO_PLAINTEXT),
                failed(CallReason.TLS_WITHOUT_ISTIO_ALPN),
                failed(CallReason.NO_CLIENT_CERTIFICATE),
                failed(CallReason.UNKNOWN_AUTHORITY),
                failed(CallReason.SERVER_NAME_MISMATCH),
                failed(CallReason.NO_ENDPOINT));

        static Ending over(Transport transport) {
            return new Ending(transport, CallResult.SUCCEEDED, CallReason.OK);
        }

        static Ending failed(CallReason reason) {
            return new Ending(Transport.NONE, CallResult.FAILED, reason);
        }
    }

    private DecisionTable() {}

    /** The cell of the table; without a mode there is no sidecar at the server. */
    public static Ending of(Wire wire, Optional<MutualTlsMode> server, Handling port) {
        if (wire.bytes() == Bytes.PLAIN) {
            return server.equals(Optional.of(MutualTlsMode.STRICT))
                    ? Ending.failed(CallReason.PLAINTEXT_TO_STRICT)
                    : Ending.over(Transport.PLAINTEXT);
        } else if (server.isEmpty() || server.get() == MutualTlsMode.DISABLE) {
            return Ending.failed(CallReason.TLS_TO_PLAINTEXT);
        } else if (server.get() == MutualTlsMode.PERMISSIVE && wire.bytes() != Bytes.ISTIO) {
            return Ending.failed(
                    port == Handling.HTTP ? CallReason.TLS_WITHOUT_ISTIO_ALPN : CallReason.TLS_TO_PLAINTEXT);
        }
        return handshake(wire);
    }

    /**
     * The cell for a call in TLS of its own to a program that speaks it, on a port that sidecars take for TCP.
     *
     * @param outer what the client's sidecar makes of the call
     * @param ofProgram what that sidecar, where it adds TLS, thinks of the certificate of the program
     */
    public static Ending ofOwnTls(Wire outer, Opinion ofProgram, Optional<MutualTlsMode> server) {
        boolean strict = server.equals(Optional.of(MutualTlsMode.STRICT));
        if (outer.bytes() == Bytes.PLAIN) {
            return strict ? Ending.failed(CallReason.NO_CLIENT_CERTIFICATE) : Ending.over(Transport.TLS);
        }
        boolean permitted = server.equals(Optional.of(MutualTlsMode.PERMISSIVE)) && outer.bytes() == Bytes.ISTIO;
        if (strict || permitted) {
            return handshake(outer);
        }
        return switch (ofProgram) {
            case UNKNOWN_ISSUER -> Ending.failed(CallReason.UNKNOWN_AUTHORITY);
            case WRONG_NAME -> Ending.failed(CallReason.SERVER_NAME_MISMATCH);
            // The program reads the sidecar's TLS, and within it finds that of the other program.
            case FINE -> new Ending(Transport.TLS, CallResult.FAILED, CallReason.TLS_TO_PLAINTEXT);
        };
    }

    /** The client judges before the server does. */
    private static Ending handshake(Wire wire) {
        return switch (wire.serverCertificate()) {
            case UNKNOWN_ISSUER -> Ending.failed(CallReason.UNKNOWN_AUTHORITY);
            case WRONG_NAME -> Ending.failed(CallReason.SERVER_NAME_MISMATCH);
            case FINE ->
                switch (wire.bytes()) {
                    case ONE_WAY -> Ending.failed(CallReason.NO_CLIENT_CERTIFICATE);
                    case UNTRUSTED -> Ending.failed(CallReason.UNKNOWN_AUTHORITY);
                    default -> Ending.over(Transport.MUTUAL_TLS);
                };
        };
    }
}
