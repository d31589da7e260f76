package padlock.mesh.actor;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import padlock.mesh.policy.AccessDecision;
import padlock.mesh.policy.Precedence;
import padlock.mesh.policy.Reason;
import padlock.mesh.resource.InstanceId;
import padlock.mesh.resource.MutualTlsMode;
import padlock.mesh.resource.PortProtocol;
import padlock.mesh.resource.ResourceId;
import padlock.sim.Fact;
import padlock.tls.handshake.RefusalReason;
import padlock.tls.handshake.Tampering;
import padlock.tls.handshake.TlsAlert;
import padlock.tls.handshake.TlsVersion;
import padlock.tls.identity.SpiffeId;

/**
 * All that happens in the mesh. No fact holds a byte of a connection or its length: what a handshake comes to follows
 * from its inputs, its bytes can be derived again.
 */
public sealed interface MeshFact extends Fact {

    // Calls: what a program does and sees.

    /** A program makes a call. */
    record CallStarted(String call, String traffic, InstanceId from, boolean sidecar, CallTarget target, String method)
            implements MeshFact {}

    /** The name that the program wrote belongs to nobody. */
    record HostUnknown(String call, String host) implements MeshFact {}

    /** The service has no pod behind this port. */
    record NoEndpoint(String call, String host, int port) implements MeshFact {}

    /** A gateway takes the request of a connection, and leads it on as a call of its own. */
    record Relayed(String call, String connection, InstanceId gateway) implements MeshFact {}

    /** The client's sidecar refuses to lead the call there: it knows no service of that name or address. */
    record DestinationUnknown(String call, Address destination, List<Reason> reasons) implements MeshFact {
        public DestinationUnknown {
            reasons = List.copyOf(reasons);
        }
    }

    /** Something else than the service itself had a say in where the client's sidecar leads the call. */
    record RouteChosen(String call, List<Reason> reasons) implements MeshFact {
        public RouteChosen {
            reasons = List.copyOf(reasons);
        }
    }

    /** The request fits no route of the VirtualService for its host. */
    record RouteMissing(String call, String host, int port) implements MeshFact {}

    /** A server took its client's certificate, which names no workload. */
    record StrangerCertified(String connection, String subject) implements MeshFact {}

    /** The cluster never gets ready: a Secret that its TLS takes is not there. */
    record ClusterWarming(String call, String cluster) implements MeshFact {}

    /** The route leads to a cluster that there is not: a subset that no DestinationRule has, a host or port unknown. */
    record ClusterMissing(String call, String cluster, List<Reason> reasons) implements MeshFact {
        public ClusterMissing {
            reasons = List.copyOf(reasons);
        }
    }

    /** The client's sidecar answers the call itself, as its route says. */
    record AnsweredInPlace(String call, int status) implements MeshFact {}

    /**
     * Whoever opens connections for the program (its sidecar, else it itself) chose where to and how.
     *
     * @param host of the service; the address itself for a call to a pod's address
     */
    record EndpointChosen(
            String call,
            String host,
            int port,
            PortProtocol protocol,
            InstanceId endpoint,
            int targetPort,
            ClientSends sends,
            List<Reason> reasons)
            implements MeshFact {
        public EndpointChosen {
            reasons = List.copyOf(reasons);
        }
    }

    /** The program is connected, and says nothing until it is greeted. */
    record GreetingAwaited(String call) implements MeshFact {}

    /** The client's sidecar looked for the first bytes of the program, to know where to lead them, and none came. */
    record NothingSaid(String call, List<Reason> reasons) implements MeshFact {
        public NothingSaid {
            reasons = List.copyOf(reasons);
        }
    }

    /**
     * A call is over for the program.
     *
     * @param status of HTTP, where the program saw one
     * @param printed what the program shows: status and body, or the words of its network library
     */
    record CallEnded(String call, Ending ending, Optional<Integer> status, String printed) implements MeshFact {}

    /** How a call ends for a program. */
    enum Ending {
        ANSWERED,
        NO_SUCH_HOST,
        REFUSED,
        RESET,
        CLOSED,
        TIMED_OUT
    }

    // Connections across the network.

    /** A connection across the network is asked for, on behalf of a call. */
    record ConnectionRequested(String connection, String call, Address from, Address to) implements MeshFact {}

    /** A pooled connection serves one more call. */
    record ConnectionReused(String connection, String call) implements MeshFact {}

    /** The client's sidecar sends a call's request, the n-th on this connection, counting from 1. */
    record RequestForwarded(String connection, String call, int request) implements MeshFact {}

    /**
     * The server's sidecar, or without one the program, takes the connection; a sidecar says what it demands on the
     * port.
     */
    record ConnectionAccepted(String connection, int port, Optional<MutualTlsMode> mode, List<Reason> reasons)
            implements MeshFact {
        public ConnectionAccepted {
            reasons = List.copyOf(reasons);
        }
    }

    /** Nothing listens there. */
    record ConnectionRefused(String connection, int port) implements MeshFact {}

    /** The first bytes fit a filter chain. */
    record FilterChainChosen(String connection, int port, String chain) implements MeshFact {}

    /** The first bytes fit no filter chain: the connection is reset. */
    record FilterChainMissing(String connection, int port, boolean tls, MutualTlsMode mode) implements MeshFact {}

    /** A gateway takes the connection as one of its Gateways' servers says. */
    record GatewayServerChosen(String connection, int port, List<Reason> reasons) implements MeshFact {
        public GatewayServerChosen {
            reasons = List.copyOf(reasons);
        }
    }

    /** No server of a Gateway is for the name that is asked for in TLS, or for what comes without: it is reset. */
    record GatewayServerMissing(
            String connection, int port, boolean tls, Optional<String> serverName, List<Reason> reasons)
            implements MeshFact {
        public GatewayServerMissing {
            reasons = List.copyOf(reasons);
        }
    }

    /** One endpoint considers the handshake complete: it verified its peer, or asks it for nothing. */
    record HandshakeCompleted(
            String connection,
            Side side,
            TlsVersion version,
            String cipherSuite,
            Optional<String> group,
            Optional<String> alpn,
            Optional<String> serverName,
            Optional<SpiffeId> peer)
            implements MeshFact {}

    /** One endpoint learns that the handshake failed: it refused its peer, or was refused. */
    record HandshakeRefused(
            String connection, Side side, RefusalReason reason, Optional<TlsAlert> alert, boolean byPeer, String detail)
            implements MeshFact {}

    /** The authority says of a certificate that nobody is to take it any more. */
    record CertificateRevoked(SpiffeId identity, String serialNumber) implements MeshFact {}

    /** A fatal alert that arrives after this endpoint thought the handshake complete, as TLS 1.3 has it. */
    record AlertArrivedLate(String connection, Side side, TlsAlert alert) implements MeshFact {}

    /** What arrived on an established connection is not what the other side encrypted: this end breaks it off. */
    record RecordRefused(String connection, Side side, TlsAlert alert) implements MeshFact {}

    /** A sidecar that should speak TLS has no certificate yet. */
    record CertificateMissing(String connection, Side side) implements MeshFact {}

    /** Bytes that the port's protocol cannot be: TLS into a port that is told to speak HTTP in plaintext. */
    record ProtocolError(String connection, int port) implements MeshFact {}

    /** AuthorizationPolicy at the server's sidecar, for the n-th request on a connection, counting from 1. */
    record AccessDecided(String connection, int request, AccessDecision decision, List<Reason> reasons)
            implements MeshFact {
        public AccessDecided {
            reasons = List.copyOf(reasons);
        }
    }

    /** One side closes a connection, or finds it closed. */
    record ConnectionClosed(String connection, Side side, Closing why) implements MeshFact {}

    /** Why a connection is closed. */
    enum Closing {
        /** The call is over, and the connection was not to be kept. */
        DONE,
        /** The other side closed it. */
        BY_PEER,
        /** The configuration that it was accepted with was replaced 45 seconds ago. */
        DRAINED,
        /** Nobody used it for an hour. */
        IDLE,
        /** The client's configuration for this endpoint changed. */
        OUTDATED,
        REFUSED,
        TIMED_OUT,
        FAILED
    }

    /**
     * A line in a sidecar's access log. The client's is about a call; the server's about the n-th request on a
     * connection.
     */
    record AccessLogged(String connection, int request, Side side, AccessLogEntry entry) implements MeshFact {}

    // Configuration.

    /** A pod runs; whether it has a sidecar was decided now. */
    record InstanceStarted(
            InstanceId instance, String serviceAccount, String address, boolean sidecar, List<Reason> reasons)
            implements MeshFact {
        public InstanceStarted {
            reasons = List.copyOf(reasons);
        }
    }

    record InstanceStopped(InstanceId instance) implements MeshFact {}

    /** The control plane read PeerAuthentication in this way from now on. */
    record PrecedenceRead(Precedence precedence) implements MeshFact {}

    /** A resource that is not a policy is stored. */
    record ResourceStored(ResourceId resource) implements MeshFact {}

    record ResourceDeleted(ResourceId resource) implements MeshFact {}

    /** A policy is stored, and on its way to the sidecars. */
    record PolicyStored(ResourceId policy, long revision, boolean replaced, int sidecars) implements MeshFact {}

    /** A policy is deleted, and the sidecars are still to learn of it. */
    record PolicyDeleted(ResourceId policy, long revision, int sidecars) implements MeshFact {}

    /** The latest change of a policy is acknowledged by {@code reached} of {@code sidecars}. */
    record PolicyReached(ResourceId policy, long revision, int reached, int sidecars) implements MeshFact {}

    record ConfigPushed(InstanceId sidecar, long revision) implements MeshFact {}

    record ConfigApplied(InstanceId sidecar, long revision) implements MeshFact {}

    /** A sidecar's connection to the control plane broke: it goes on with what it was told last, and calls again. */
    record ControlPlaneLost(InstanceId sidecar) implements MeshFact {}

    // Faults.

    record FaultBegan(Fault fault) implements MeshFact {}

    record FaultEnded(Fault fault) implements MeshFact {}

    /** Somebody in the middle saw what this end of a connection sent. */
    record Overheard(String connection, Side from, Tampering.Reading reading) implements MeshFact {}

    // Certificates.

    record RootCreated(String subject, Instant notAfter) implements MeshFact {}

    /** The authority signs with a certificate that was given to it, and has everybody trust these roots. */
    record AuthorityPluggedIn(String subject, Instant notAfter, List<String> roots) implements MeshFact {
        public AuthorityPluggedIn {
            roots = List.copyOf(roots);
        }
    }

    /** The authority was given other roots, and goes on with its own. */
    record RootsKept(String why) implements MeshFact {}

    /**
     * The authority rotates its root: it signs with this one from now on, and has everybody whom it reaches trust
     * these, each by its serial number.
     */
    record RootsChanged(String signing, List<String> trusted) implements MeshFact {
        public RootsChanged {
            trusted = List.copyOf(trusted);
        }
    }

    /** A sidecar trusts other roots than before. */
    record RootsTrusted(InstanceId sidecar, List<String> roots) implements MeshFact {
        public RootsTrusted {
            roots = List.copyOf(roots);
        }
    }

    /** The authority was given lists of what those above it, and itself, have revoked, each by its serial number. */
    record RevocationsGiven(List<String> authorities, List<String> revoked) implements MeshFact {
        public RevocationsGiven {
            authorities = List.copyOf(authorities);
            revoked = List.copyOf(revoked);
        }
    }

    /** From now on a sidecar asks of each certificate of a peer whether these lists name it. */
    record RevocationsHeeded(InstanceId sidecar, List<String> revoked) implements MeshFact {
        public RevocationsHeeded {
            revoked = List.copyOf(revoked);
        }
    }

    record CertificateRequested(InstanceId sidecar, SpiffeId identity) implements MeshFact {}

    /** Nobody answered, and the same request is sent once more: for the first time, or one of the few after it. */
    record CertificateRequestRetried(InstanceId sidecar, int attempt) implements MeshFact {}

    record CertificateIssued(SpiffeId identity, String serialNumber, Instant notBefore, Instant notAfter)
            implements MeshFact {}

    record CertificateDenied(SpiffeId identity, String why) implements MeshFact {}

    /** One pod's sidecar shows, from now on, a certificate that is another's; its key was stolen with it. */
    record CertificateStolen(InstanceId by, SpiffeId identity, String serialNumber, Instant notAfter)
            implements MeshFact {}

    record CertificateInstalled(
            InstanceId sidecar, SpiffeId identity, String serialNumber, Instant notAfter, Instant rotatesAt)
            implements MeshFact {}
}
