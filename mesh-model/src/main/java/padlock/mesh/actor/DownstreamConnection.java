package padlock.mesh.actor;

import java.time.Instant;
import java.util.Optional;
import padlock.mesh.policy.AccessRequest;
import padlock.sim.ActorContext;
import padlock.tls.handshake.ClientHello;
import padlock.tls.handshake.ServerSettings;
import padlock.tls.handshake.Session;
import padlock.tls.handshake.Sniff;
import padlock.tls.handshake.TlsEndpoint;

/** The client's end of a connection that a proxy has taken: its first bytes, and what is read after TLS or without. */
final class DownstreamConnection {

    private final Tcp.Open open;
    private final SidecarState state;
    private final Reader reader;
    private final Buffer first = new Buffer();
    private Optional<String> serverName = Optional.empty();
    private Optional<TlsConversation> tls = Optional.empty();
    private boolean over;

    /** What becomes of what the client says. */
    interface Reader {

        /** TLS stands, and nothing was said in it yet. */
        void onSecured(ActorContext context);

        void onData(byte[] data, ActorContext context);

        /** The connection ends, whoever ended it. */
        void onEnd(ActorContext context);
    }

    DownstreamConnection(Tcp.Open open, SidecarState state, Reader reader) {
        this.open = open;
        this.state = state;
        this.reader = reader;
    }

    String id() {
        return open.connection();
    }

    Address from() {
        return open.from();
    }

    Address target() {
        return open.target();
    }

    boolean isOver() {
        return over;
    }

    /** Whether it came with TLS, which ends here. */
    boolean isSecured() {
        return tls.isPresent();
    }

    /** What TLS came to; empty before, and without. */
    Optional<Session> session() {
        return tls.flatMap(TlsConversation::session);
    }

    /** The name that it asked for in TLS, whoever ends that. */
    Optional<String> serverName() {
        return serverName;
    }

    /** What policies are asked about: who the client is by the certificate that it showed, and what it requests. */
    AccessRequest asking(Optional<JudgedRequest> request) {
        return new AccessRequest(
                tls.flatMap(TlsConversation::peer),
                new AccessRequest.Wire(from().host(), target().host(), target().port(), serverName),
                request.map(JudgedRequest::forPolicies));
    }

    AccessLogEntry.Draft line(Instant since) {
        return new AccessLogEntry.Draft(since, target(), from()).serverName(serverName);
    }

    void log(int number, AccessLogEntry.Draft line, ActorContext context) {
        context.record(new MeshFact.AccessLogged(id(), number, Side.SERVER, line.endingAt(state.now(context))));
    }

    /** Keeps the first bytes; what they are is known once there are enough of them. */
    Optional<Sniff> sniff(byte[] content) {
        first.append(content);
        Sniff sniff = ClientHello.inspect(first.bytes());
        if (sniff instanceof Sniff.Hello hello) {
            serverName = hello.serverName();
        }
        return Optional.of(sniff).filter(known -> !(known instanceof Sniff.NeedMore));
    }

    byte[] firstBytes() {
        return first.bytes();
    }

    byte[] takeFirstBytes() {
        return first.takeAll();
    }

    /** Ends TLS here from now on; false when that cannot be done for want of a certificate. */
    boolean secure(Optional<ServerSettings> settings, ActorContext context) {
        if (settings.isEmpty()) {
            context.record(new MeshFact.CertificateMissing(id(), Side.SERVER));
            cut(MeshFact.Closing.FAILED, false, context);
            return false;
        }
        TlsEndpoint endpoint =
                TlsEndpoint.server(settings.get(), Seeds.of(context.random().named("tls", id(), Side.SERVER)));
        tls = Optional.of(new TlsConversation(id(), Side.SERVER, endpoint, state.network(), open.client()));
        tls.get().start(context);
        return true;
    }

    void read(byte[] content, ActorContext context) {
        if (tls.isEmpty()) {
            reader.onData(content, context);
            return;
        }
        TlsConversation.Step step = tls.get().receive(content, state.now(context), context);
        if (step.refused().isPresent()) {
            cut(MeshFact.Closing.REFUSED, false, context);
            return;
        }
        if (step.completed()) {
            reader.onSecured(context);
        }
        if (step.data().length > 0) {
            reader.onData(step.data(), context);
        }
        if (step.broken()) {
            cut(MeshFact.Closing.FAILED, false, context);
        } else if (step.over()) {
            onHungUp(context);
        }
    }

    /** Sends an answer, encrypted where the connection is. */
    void send(byte[] content, ActorContext context) {
        if (tls.isPresent()) {
            tls.get().send(content, context);
        } else {
            state.network().send(open.client(), new Tcp.Bytes(id(), Side.CLIENT, content), context);
        }
    }

    /** Closes in order, and says goodbye in TLS where that stands. */
    void close(MeshFact.Closing why, ActorContext context) {
        tls.filter(conversation -> conversation.session().isPresent())
                .ifPresent(conversation -> conversation.close(context));
        cut(why, false, context);
    }

    void cut(MeshFact.Closing why, boolean reset, ActorContext context) {
        end(why, context);
        state.network().signal(open.client(), new Tcp.Closed(id(), Side.CLIENT, reset), context);
    }

    void onHungUp(ActorContext context) {
        if (!over) {
            end(MeshFact.Closing.BY_PEER, context);
        }
    }

    private void end(MeshFact.Closing why, ActorContext context) {
        over = true;
        reader.onEnd(context);
        context.record(new MeshFact.ConnectionClosed(id(), Side.SERVER, why));
    }
}
