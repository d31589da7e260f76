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
import padlock.mesh.resource.Workload;
import padlock.sim.ActorContext;
import padlock.tls.handshake.ServerSettings;
import padlock.tls.handshake.Sniff;

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
    private final DownstreamConnection downstream;
    private Optional<GatewayServer> server = Optional.empty();
    private Optional<Exchange> exchange = Optional.empty();

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
        this.downstream = new DownstreamConnection(open, state, new ToTheExchange());
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
        return downstream.isOver();
    }

    boolean readsRequests() {
        return server().traffic() == Traffic.REQUESTS;
    }

    /** Whether it came with TLS, which ended here. */
    boolean secured() {
        return downstream.isSecured();
    }

    /** The name that it asked for in TLS. */
    Optional<String> serverName() {
        return downstream.serverName();
    }

    AccessRequest asking(Optional<JudgedRequest> request) {
        return downstream.asking(request);
    }

    /** Where nobody looks into the first bytes, none are waited for. */
    void onAccepted(ActorContext context) {
        int port = open.target().port();
        Workload proxy = state.instance().workload();
        Reason.Field gateway =
                Reason.Field.at(proxy.gatewayOrigin().orElse(proxy.metadata().origin()), proxy);
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
            downstream.onHungUp(context);
        } else {
            throw new AssertionError(tcp);
        }
    }

    /** Sends what is answered, encrypted where TLS ended here. */
    void send(byte[] content, ActorContext context) {
        if (!isOver()) {
            downstream.send(content, context);
        }
    }

    /** Closes in order, and says goodbye in TLS where that stands. */
    void close(ActorContext context) {
        if (!isOver()) {
            downstream.close(MeshFact.Closing.DONE, context);
        }
    }

    private String id() {
        return downstream.id();
    }

    private void onBytes(byte[] content, ActorContext context) {
        if (isOver()) {
            return;
        } else if (server.isPresent()) {
            downstream.read(content, context);
            return;
        }
        Optional<Sniff> sniff = downstream.sniff(content);
        if (sniff.isEmpty()) {
            return;
        }
        Optional<GatewayServer> chosen = listener.choose(serverName());
        if (chosen.isEmpty()) {
            refuse(sniff.get() instanceof Sniff.Hello, context);
        } else if (begin(chosen.get(), context)) {
            downstream.read(downstream.takeFirstBytes(), context);
        }
    }

    /** No server is for this name, or for what comes without TLS. */
    private void refuse(boolean asksInTls, ActorContext context) {
        context.record(new MeshFact.GatewayServerMissing(
                id(), open.target().port(), asksInTls, serverName(), List.of(listener.nothingFor(serverName()))));
        downstream.log(1, downstream.line(accepted).flags("NR").details("filter_chain_not_found"), context);
        downstream.cut(MeshFact.Closing.REFUSED, true, context);
    }

    /** Sets the connection up for its server; false when that cannot be done for want of a certificate. */
    private boolean begin(GatewayServer chosen, ActorContext context) {
        server = Optional.of(chosen);
        if (!chosen.reasons().isEmpty()) {
            context.record(new MeshFact.GatewayServerChosen(id(), open.target().port(), chosen.reasons()));
        }
        if (chosen.endsTls() && !downstream.secure(profile(chosen, context), context)) {
            return false;
        }
        context.record(new MeshFact.Relayed(call(), id(), state.instance().id()));
        exchange = Optional.of(carrier.carry(open, call(), this));
        return true;
    }

    private Optional<ServerSettings> profile(GatewayServer chosen, ActorContext context) {
        return chosen.tls()
                .flatMap(settings ->
                        TlsProfiles.downstream(settings, readsRequests(), names(chosen), state, state.now(context)));
    }

    /** Those in a certificate of which nothing else is known: one for a whole domain also has the one asked for. */
    private List<String> names(GatewayServer chosen) {
        List<String> names = Stream.concat(chosen.serverNames().stream(), serverName().stream())
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

    private final class ToTheExchange implements DownstreamConnection.Reader {

        @Override
        public void onSecured(ActorContext context) {
            startUnlessAsked(context);
        }

        @Override
        public void onData(byte[] data, ActorContext context) {
            exchange.orElseThrow().onAsked(data, context);
        }

        @Override
        public void onEnd(ActorContext context) {
            exchange.filter(carried -> !secured() || downstream.session().isPresent())
                    .ifPresent(carried -> carried.onHungUp(context));
        }
    }
}
