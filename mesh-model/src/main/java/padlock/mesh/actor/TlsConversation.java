package padlock.mesh.actor;

import java.time.Instant;
import java.util.Optional;
import padlock.sim.ActorContext;
import padlock.sim.ActorId;
import padlock.tls.handshake.HandshakeOutcome;
import padlock.tls.handshake.Session;
import padlock.tls.handshake.TlsAlert;
import padlock.tls.handshake.TlsEndpoint;
import padlock.tls.handshake.TlsProgress;
import padlock.tls.identity.Certificate;
import padlock.tls.identity.SpiffeId;

/** One end of TLS on one connection: sends what the endpoint has to say, and records what it comes to believe. */
final class TlsConversation {

    private final String connection;
    private final Side side;
    private final TlsEndpoint endpoint;
    private final PodNetwork network;
    private final ActorId peer;
    private Optional<Session> session = Optional.empty();
    private boolean examined;

    /**
     * What one step came to.
     *
     * @param completed the handshake is complete for this end since this step
     * @param broken this end cannot read what arrived after the handshake, and has said so
     * @param over the connection is of no more use
     * @param alert what the peer said of it
     */
    record Step(
            byte[] data,
            boolean completed,
            Optional<HandshakeOutcome.Refused> refused,
            boolean broken,
            boolean over,
            Optional<TlsAlert> alert) {}

    TlsConversation(String connection, Side side, TlsEndpoint endpoint, PodNetwork network, ActorId peer) {
        this.connection = connection;
        this.side = side;
        this.endpoint = endpoint;
        this.network = network;
        this.peer = peer;
    }

    void start(ActorContext context) {
        onProgress(endpoint.start(), true, context);
    }

    /** Where the clock is right. */
    Step receive(byte[] bytes, ActorContext context) {
        return receive(bytes, context.instant(), context);
    }

    /** @param now by the clock of this end, which judges certificates */
    Step receive(byte[] bytes, Instant now, ActorContext context) {
        return onProgress(endpoint.receive(bytes, now), session.isEmpty(), context);
    }

    /** Encrypts and sends; what is written after the peer has said goodbye is lost, as it is on any socket. */
    void send(byte[] data, ActorContext context) {
        if (endpoint.canSend()) {
            onProgress(endpoint.send(data), false, context);
        }
    }

    void close(ActorContext context) {
        onProgress(endpoint.close(), session.isEmpty(), context);
    }

    Optional<SpiffeId> peer() {
        return session.flatMap(Session::peer);
    }

    Optional<Session> session() {
        return session;
    }

    private Step onProgress(TlsProgress progress, boolean handshake, ActorContext context) {
        boolean hadSession = session.isPresent();
        network.wiretap().learned(new Wiretap.Secrets(connection, endpoint.keyLog()));
        tellExamination(context);
        Optional<HandshakeOutcome.Refused> refused = progress.outcome().flatMap(outcome -> onOutcome(outcome, context));
        progress.alertReceived()
                .filter(alert -> hadSession && alert != TlsAlert.CLOSE_NOTIFY)
                .ifPresent(alert -> context.record(new MeshFact.AlertArrivedLate(connection, side, alert)));
        Optional<TlsAlert> complaint =
                progress.alertSent().filter(alert -> hadSession && alert != TlsAlert.CLOSE_NOTIFY);
        complaint.ifPresent(alert -> context.record(new MeshFact.RecordRefused(connection, side, alert)));
        if (progress.outgoing().length > 0) {
            transmit(progress.outgoing(), handshake, context);
        }
        return new Step(
                progress.applicationData(),
                !hadSession && session.isPresent(),
                refused,
                complaint.isPresent(),
                progress.closed() || refused.isPresent(),
                progress.alertReceived());
    }

    private void tellExamination(ActorContext context) {
        if (!examined && endpoint.examination().isPresent()) {
            examined = true;
            network.wiretap()
                    .examined(new Wiretap.Examined(
                            connection,
                            side,
                            context.instant(),
                            endpoint.examination().get().checks()));
        }
    }

    private Optional<HandshakeOutcome.Refused> onOutcome(HandshakeOutcome outcome, ActorContext context) {
        if (outcome instanceof HandshakeOutcome.Established established) {
            session = Optional.of(established.session());
            recordCompleted(established.session(), context);
            return Optional.empty();
        } else if (outcome instanceof HandshakeOutcome.Refused refused) {
            recordRefused(refused, context);
            return Optional.of(refused);
        }
        throw new AssertionError(outcome);
    }

    private void transmit(byte[] content, boolean handshake, ActorContext context) {
        Tcp.Bytes bytes = new Tcp.Bytes(connection, side.other(), content);
        if (handshake) {
            network.sendHandshake(peer, bytes, context);
        } else {
            network.send(peer, bytes, context);
        }
    }

    private void recordCompleted(Session completed, ActorContext context) {
        context.record(new MeshFact.HandshakeCompleted(
                connection,
                side,
                completed.version(),
                completed.cipherSuite(),
                completed.group(),
                completed.alpn(),
                completed.serverName(),
                completed.peer()));
        if (side == Side.SERVER
                && completed.peer().isEmpty()
                && !completed.peerChain().isEmpty()) {
            context.record(new MeshFact.StrangerCertified(
                    connection, name(completed.peerChain().get(0))));
        }
    }

    private static String name(Certificate certificate) {
        return certificate.dnsSans().stream().findFirst().orElse(certificate.subject());
    }

    private void recordRefused(HandshakeOutcome.Refused refusal, ActorContext context) {
        boolean byPeer = refusal.by() == padlock.tls.handshake.Side.PEER;
        context.record(new MeshFact.HandshakeRefused(
                connection, side, refusal.reason(), refusal.alert(), byPeer, refusal.detail()));
    }
}
