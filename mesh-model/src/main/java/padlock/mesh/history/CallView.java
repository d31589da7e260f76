package padlock.mesh.history;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import padlock.mesh.actor.AccessLogEntry;
import padlock.mesh.actor.CallTarget;
import padlock.mesh.actor.ClientSends;
import padlock.mesh.actor.MeshFact;
import padlock.mesh.actor.Side;
import padlock.mesh.policy.Reason;
import padlock.mesh.resource.InstanceId;
import padlock.mesh.resource.MutualTlsMode;
import padlock.mesh.resource.PortProtocol;
import padlock.tls.handshake.TlsVersion;
import padlock.tls.identity.SpiffeId;

/**
 * One call, as both of its ends and an onlooker have it.
 *
 * @param route where it went; empty when the name led nowhere
 * @param server what the server's side said of itself; empty when nothing took the connection
 * @param onward how a gateway that took it led it on, and perhaps another one after it
 * @param handshake the last one of the connection that served the call
 * @param because the reasons, one for each question that mattered, in order
 * @param printed what the program showed; empty while it waits
 * @param ended empty while it waits
 */
public record CallView(
        String name,
        String traffic,
        Instant at,
        Optional<Instant> ended,
        Caller from,
        CallTarget target,
        Optional<Route> route,
        Optional<Server> server,
        List<Leg> onward,
        Verdict verdict,
        Optional<Integer> status,
        Optional<SpiffeId> clientIdentity,
        Optional<SpiffeId> serverIdentity,
        Optional<Handshake> handshake,
        List<Reason> because,
        Optional<String> printed,
        Optional<AccessLogEntry> clientLog,
        Optional<AccessLogEntry> serverLog) {

    /** The pod that calls. */
    public record Caller(InstanceId instance, String serviceAccount, boolean sidecar) {}

    /** The endpoint that was chosen, and how it is spoken to. */
    public record Route(
            String host, int port, PortProtocol protocol, InstanceId endpoint, int targetPort, ClientSends sends) {}

    /** The pod that answers; without a sidecar, or on a port that it does not capture, there is no mode. */
    public record Server(boolean sidecar, Optional<MutualTlsMode> mode) {}

    /** The way on from a gateway; the log is that of the endpoint's sidecar. */
    public record Leg(Route route, Server server, Optional<AccessLogEntry> serverLog) {}

    /** How a call ended, and why. */
    public record Verdict(Transport transport, CallResult result, CallReason reason, Optional<Side> refusedBy) {}

    /**
     * What the client's side agreed on.
     *
     * @param connection which of the call's connections it was, by name
     * @param reused whether the connection stood already when the call was made
     */
    public record Handshake(
            String connection, TlsVersion version, String cipherSuite, Optional<String> group, boolean reused) {

        static Handshake of(String connection, MeshFact.HandshakeCompleted completed, boolean reused) {
            return new Handshake(connection, completed.version(), completed.cipherSuite(), completed.group(), reused);
        }
    }

    public CallView {
        onward = List.copyOf(onward);
        because = List.copyOf(because);
    }
}
