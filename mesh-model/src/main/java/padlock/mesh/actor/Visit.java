package padlock.mesh.actor;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import padlock.mesh.policy.AccessRequest;
import padlock.mesh.policy.GatewayListener;
import padlock.mesh.policy.GatewayServer;
import padlock.mesh.policy.GatewayServer.Traffic;
import padlock.mesh.policy.Reason;
import padlock.sim.ActorContext;
import padlock.tls.handshake.ClientHello;
import padlock.tls.handshake.ServerSettings;
import padlock.tls.handshake.Sniff;
import padlock.tls.handshake.TlsEndpoint;
import padlock.tls.identity.SpiffeId;

/**
 * A connection that came to a gateway: the name that it asks for in TLS chooses a server, which ends TLS or does not,
 * and what is read there is carried on as a call of the gateway's own.
 */
final class Visit {

    private final Tcp.Open open;
    private final GatewayListener listener;
    private final SidecarState state;
    private final Carrier carrier;
    private final Instant accepted;
    private final Buffer first = new Buffer();
    private Optional<String> serverName = Optional.empty();
    private Optional<GatewayServer> server = Optional.empty();
    private Optional<TlsConversation> tls = Optional.empty();
    private Optional<Exchange> exchange = Optional.empty();
    private boolean over;

    /** Makes what carries on what is read. */
    interface Carrier {
        Exchange carry(Tcp.Open open, String call, Visit visit);
    }

    Visit(Tcp.Open open, GatewayListener listener, SidecarState state, Carrier carrier, Instant accepted) {
        this.open = open;
        this.listener = listener;
        this.state = state;
        this.carrier = carrier;
        this.accepted = accepted;
    }

    /** The call in which it is carried on. */
    String call() {
        return id() + "/gateway";
    }

    Optional<Exchange> exchange() {
        return exchange;
    }

    GatewayServer server() {
        return server.orElseThrow();
    }

    boolean isOver() {
        return over;
    }

    boolean readsRequests() {
        return server().traffic() == Traffic.REQUESTS;
    }

    /** Whether it came with TLS, which ended here. */
    boolean secured() {
        return tls.isPresent();
    }

    /** The name that it asked for in TLS. */
    Optional<String> serverName() {
        return serverName;
    }

    /** Who it is, by the certificate that it showed. */
    Optional<SpiffeId> peer() {
        return tls.flatMap(TlsConversation::peer);
    }

    AccessRequest.Wire wire() {
        return new AccessRequest.Wire(
                open.from().host(), open.target().host(), open.target().port(), serverName);
    }

    /** Where nobody looks into the first bytes, none are waited for. */
    void onAccepted(ActorContext context) {
        int port = open.target().port();
        Reason.Field gateway = new Reason.Field(
                state.instance().workload().id(),
                state.instance().workload().metadata().origin());
        Reason mode = new Reason("server mode", "none", "R10.1", Optional.of(gateway), List.of());
        context.record(new MeshFact.ConnectionAccepted(id(), port, Optional.empty(), List.of(mode)));
        state.network().signal(open.client(), new Tcp.Opened(id()), context);
        if (!listener.inspects()) {
            begin(listener.choose(Optional.empty()).orElseThrow(), context);
            startUnlessAsked(context);
        }
    }

    void receive(Tcp tcp, ActorContext context) {
        if (tcp instanceof Tcp.Bytes bytes) {
            onBytes(bytes.content(), context);
        } else if (tcp instanceof Tcp.Closed) {
            onHungUp(context);
        } else {
            throw new AssertionError(tcp);
        }
    }

    /** Sends what is answered, encrypted where TLS ended here. */
    void send(byte[] content, ActorContext context) {
        if (over) {
            return;
        }
        if (tls.isPresent()) {
            tls.get().send(content, context);
        } else {
            state.network().send(open.client(), new Tcp.Bytes(id(), Side.CLIENT, content), context);
        }
    }

    /** Closes in order, and says goodbye in TLS where that stands. */
    void close(ActorContext context) {
        if (!over) {
            tls.filter(conversation -> conversation.session().isPresent())
                    .ifPresent(conversation -> conversation.close(context));
            cut(MeshFact.Closing.DONE, false, context);
        }
    }

    private String id() {
        return open.connection();
    }

    private void onBytes(byte[] content, ActorContext context) {
        if (over) {
            return;
        } else if (server.isPresent()) {
            onServed(content, context);
            return;
        }
        first.append(content);
        Sniff sniff = ClientHello.inspect(first.bytes());
        if (sniff instanceof Sniff.NeedMore) {
            return;
        }
        if (sniff instanceof Sniff.Hello hello) {
            serverName = hello.serverName();
        }
        Optional<GatewayServer> chosen = listener.choose(serverName);
        if (chosen.isEmpty()) {
            refuse(sniff instanceof Sniff.Hello, context);
        } else if (begin(chosen.get(), context)) {
            onServed(first.takeAll(), context);
        }
    }

    /** No server is for this name, or for what comes without TLS. */
    private void refuse(boolean asksInTls, ActorContext context) {
        context.record(new MeshFact.GatewayServerMissing(
                id(), open.target().port(), asksInTls, serverName, List.of(listener.nothingFor(serverName))));
        AccessLogEntry.Draft line = new AccessLogEntry.Draft(accepted, open.target(), open.from())
                .serverName(serverName)
                .flags("NR")
                .details("filter_chain_not_found");
        context.record(new MeshFact.AccessLogged(id(), 1, Side.SERVER, line.endingAt(state.now(context))));
        cut(MeshFact.Closing.REFUSED, true, context);
    }

    /** Sets the connection up for its server; false when that cannot be done for want of a certificate. */
    private boolean begin(GatewayServer chosen, ActorContext context) {
        server = Optional.of(chosen);
        if (!chosen.reasons().isEmpty()) {
            context.record(new MeshFact.GatewayServerChosen(id(), open.target().port(), chosen.reasons()));
        }
        if (chosen.endsTls() && !beginTls(chosen, context)) {
            context.record(new MeshFact.CertificateMissing(id(), Side.SERVER));
            cut(MeshFact.Closing.FAILED, false, context);
            return false;
        }
        context.record(new MeshFact.Relayed(call(), id(), state.instance().id()));
        exchange = Optional.of(carrier.carry(open, call(), this));
        return true;
    }

    private boolean beginTls(GatewayServer chosen, ActorContext context) {
        Optional<ServerSettings> profile = chosen.tls()
                .flatMap(settings ->
                        TlsProfiles.downstream(settings, readsRequests(), names(chosen), state, state.now(context)));
        tls = profile.map(known -> new TlsConversation(
                id(),
                Side.SERVER,
                TlsEndpoint.server(known, Seeds.of(context.random().named("tls", id(), Side.SERVER))),
                state.network(),
                open.client()));
        tls.ifPresent(conversation -> conversation.start(context));
        return tls.isPresent();
    }

    /** Those in a certificate of which nothing else is known: one for a whole domain also has the one asked for. */
    private List<String> names(GatewayServer chosen) {
        List<String> names = Stream.concat(chosen.serverNames().stream(), serverName.stream())
                .distinct()
                .toList();
        return names.isEmpty() ? List.of(open.target().host()) : names;
    }

    /** Bytes whose way does not depend on them get there before they come. */
    private void startUnlessAsked(ActorContext context) {
        if (!readsRequests()) {
            exchange.orElseThrow().attempt(context);
        }
    }

    private void onServed(byte[] content, ActorContext context) {
        if (tls.isEmpty()) {
            exchange.orElseThrow().onAsked(content, context);
            return;
        }
        TlsConversation.Step step = tls.get().receive(content, state.now(context), context);
        if (step.refused().isPresent()) {
            cut(MeshFact.Closing.REFUSED, false, context);
            return;
        }
        if (step.completed()) {
            startUnlessAsked(context);
        }
        if (step.data().length > 0) {
            exchange.orElseThrow().onAsked(step.data(), context);
        }
        if (step.broken()) {
            cut(MeshFact.Closing.FAILED, false, context);
        } else if (step.over()) {
            onHungUp(context);
        }
    }

    private void onHungUp(ActorContext context) {
        if (!over) {
            end(MeshFact.Closing.BY_PEER, context);
        }
    }

    private void cut(MeshFact.Closing why, boolean reset, ActorContext context) {
        end(why, context);
        state.network().signal(open.client(), new Tcp.Closed(id(), Side.CLIENT, reset), context);
    }

    private void end(MeshFact.Closing why, ActorContext context) {
        over = true;
        exchange.filter(carried -> tls.isEmpty() || tls.get().session().isPresent())
                .ifPresent(carried -> carried.onHungUp(context));
        context.record(new MeshFact.ConnectionClosed(id(), Side.SERVER, why));
    }
}
