package padlock.tls.handshake;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.tls.TlsClientProtocol;
import org.bouncycastle.tls.TlsProtocol;
import org.bouncycastle.tls.TlsServerProtocol;
import padlock.tls.identity.Seed;

/**
 * One end of a TLS connection, without threads or sockets: bytes in, bytes out. It never throws for what a peer did,
 * and says the same bytes again for the same settings, seed and input.
 */
public final class TlsEndpoint {
    /** Envoy's limit, with the leaf and the anchor. */
    static final int LONGEST_CHAIN = 102;

    private static final byte[] PROTOCOL_VERSION_ALERT = {21, 3, 1, 0, 2, 2, 70};
    private static final byte[] NOTHING = {};

    private enum Role {
        CLIENT,
        SERVER
    }

    private interface Start {
        void run() throws IOException;
    }

    private final Role role;
    private final TlsProtocol protocol;
    private final Start start;
    private final Conversation conversation;
    private final KeyLog keyLog;
    private final FirstBytes firstBytes = new FirstBytes();
    private boolean started;
    private boolean sniffed;
    private boolean decided;
    private boolean closed;

    private TlsEndpoint(Role role, TlsProtocol protocol, Start start, Conversation conversation, KeyLog keyLog) {
        this.role = role;
        this.protocol = protocol;
        this.start = start;
        this.conversation = conversation;
        this.keyLog = keyLog;
    }

    public static TlsEndpoint client(ClientSettings settings, Seed seed) {
        var conversation = new Conversation();
        var protocol = new TlsClientProtocol();
        var crypto = new SeededCrypto(seed);
        var keyLog = new KeyLog(crypto);
        var peer = new ClientPeer(settings, crypto, conversation, keyLog);
        return new TlsEndpoint(Role.CLIENT, protocol, () -> protocol.connect(peer), conversation, keyLog);
    }

    public static TlsEndpoint server(ServerSettings settings, Seed seed) {
        var conversation = new Conversation();
        var protocol = new TlsServerProtocol();
        var crypto = new SeededCrypto(seed);
        var keyLog = new KeyLog(crypto);
        var peer = new ServerPeer(settings, crypto, conversation, keyLog);
        return new TlsEndpoint(Role.SERVER, protocol, () -> protocol.accept(peer), conversation, keyLog);
    }

    /** The client's first flight; a server waits, and has nothing to say. To be called once, before anything else. */
    public TlsProgress start() {
        if (started) throw new IllegalStateException("this endpoint has started already");
        started = true;
        try {
            start.run();
        } catch (IOException ourOwnSettings) {
            throw new IllegalStateException("these settings do not make a handshake: " + ourOwnSettings.getMessage());
        }
        return progress();
    }

    /** Takes bytes from the peer, of any number; certificates among them are judged at this instant. */
    public TlsProgress receive(byte[] bytes, Instant at) {
        requireStarted();
        conversation.beginStep(at);
        byte[] ready = firstBytes.accept(bytes);
        if (closed || ready.length == 0) return progress();
        if (!sniffed) {
            sniffed = true;
            Optional<RefusalReason> complaint = FirstBytes.complaint(ready, role == Role.SERVER);
            if (complaint.isPresent()) return notTls(complaint.get());
        }
        try {
            // BC decrypts in place, and the caller may have recorded these bytes.
            protocol.offerInput(ready.clone());
        } catch (IOException | RuntimeException refusal) {
            // The conversation knows why, and the alert is among the output.
            closed = true;
        }
        return progress();
    }

    private TlsProgress notTls(RefusalReason reason) {
        closed = true;
        decided = true;
        Optional<TlsAlert> alert =
                reason == RefusalReason.HTTP_REQUEST ? Optional.empty() : Optional.of(TlsAlert.PROTOCOL_VERSION);
        return new TlsProgress(
                alert.isPresent() ? PROTOCOL_VERSION_ALERT.clone() : NOTHING,
                NOTHING,
                Optional.of(new HandshakeOutcome.Refused(reason, alert, Side.SELF, "")),
                alert,
                Optional.empty(),
                true);
    }

    /** Encrypts for the peer; only while {@link #canSend()}. */
    public TlsProgress send(byte[] applicationData) {
        if (!canSend()) throw new IllegalStateException("there is no open session to send on");
        conversation.beginStep();
        try {
            protocol.writeApplicationData(applicationData, 0, applicationData.length);
        } catch (IOException inMemory) {
            throw new IllegalStateException("an open session did not take data: " + inMemory.getMessage());
        }
        return progress();
    }

    /** The secrets that this end has agreed on so far, each a line of NSS's key log. */
    public List<String> keyLog() {
        return keyLog.lines();
    }

    /** How the peer's certificates fared, check by check; empty before they came, and where nobody asks. */
    public Optional<CertificateValidator.Examination> examination() {
        return conversation.examination();
    }

    /** Whether the handshake is over, as far as this endpoint knows, and neither side has closed. */
    public boolean canSend() {
        return conversation.session().isPresent() && !closed && !protocol.isClosed();
    }

    /** Says goodbye ({@code close_notify}); closing again changes nothing. */
    public TlsProgress close() {
        requireStarted();
        conversation.beginStep();
        if (!closed) {
            closed = true;
            decided = true;
            try {
                protocol.close();
            } catch (IOException inMemory) {
                throw new IllegalStateException("an endpoint could not be closed: " + inMemory.getMessage());
            }
        }
        return progress();
    }

    private void requireStarted() {
        if (!started) throw new IllegalStateException("this endpoint has not started yet");
    }

    private TlsProgress progress() {
        closed |= started && protocol.isClosed();
        byte[] outgoing = new byte[protocol.getAvailableOutputBytes()];
        protocol.readOutput(outgoing, 0, outgoing.length);
        byte[] applicationData = new byte[protocol.getAvailableInputBytes()];
        protocol.readInput(applicationData, 0, applicationData.length);
        return new TlsProgress(
                outgoing,
                applicationData,
                newOutcome(),
                conversation.alertSent(),
                conversation.alertReceived(),
                closed);
    }

    private Optional<HandshakeOutcome> newOutcome() {
        if (decided || conversation.session().isEmpty() && !closed) return Optional.empty();
        decided = true;
        return Optional.of(conversation
                .session()
                .<HandshakeOutcome>map(HandshakeOutcome.Established::new)
                .orElseGet(conversation::refusal));
    }
}
