package padlock.mesh.actor;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import padlock.mesh.policy.AccessDecision;
import padlock.mesh.policy.Explained;
import padlock.mesh.policy.FilterChain;
import padlock.mesh.policy.FirstBytes;
import padlock.mesh.policy.InboundPort;
import padlock.mesh.policy.SidecarConfig;
import padlock.sim.ActorContext;
import padlock.tls.handshake.ClientHello;
import padlock.tls.handshake.ServerSettings;
import padlock.tls.handshake.Session;
import padlock.tls.handshake.Sniff;

/**
 * A connection that arrived at a server's sidecar, under the configuration that was held then: its first bytes choose a
 * filter chain, which ends TLS or does not, and hands on what it reads as HTTP or as bytes.
 */
final class InboundConnection {

    /** How long connections live on under a filter chain that was replaced. */
    private static final Duration DRAIN = Duration.ofSeconds(45);

    private final DownstreamConnection downstream;
    private final SidecarConfig config;
    private final SidecarState state;
    private final Instant accepted;
    private Optional<Filter> filter = Optional.empty();
    private boolean draining;

    /** What a filter chain does with the bytes of a client, after TLS. */
    interface Filter {

        /** The connection stands, and whoever is at its other end has said nothing yet. */
        void onStart(ActorContext context);

        void onData(byte[] data, ActorContext context);

        /** The program's side of the connection has news. */
        void onProgram(Tcp tcp, ActorContext context);

        /** The connection ends, whoever ended it. */
        void onEnd(ActorContext context);
    }

    InboundConnection(Tcp.Open open, SidecarConfig config, SidecarState state, Instant accepted) {
        this.downstream = new DownstreamConnection(open, state, new ToTheFilter());
        this.config = config;
        this.state = state;
        this.accepted = accepted;
    }

    String id() {
        return downstream.id();
    }

    Address from() {
        return downstream.from();
    }

    Address target() {
        return downstream.target();
    }

    boolean isOver() {
        return downstream.isOver();
    }

    void onConfig(SidecarConfig now, ActorContext context) {
        if (!draining && !acceptedUnderSame(now)) {
            draining = true;
            context.remindAfter(DRAIN, new SidecarMessage.Drained(id()));
        }
    }

    /** A call of the sidecar's own port would come back for ever. */
    void leadNowhere(ActorContext context) {
        log(1, line(accepted).flags("UH").cluster(Routing.BLACK_HOLE), context);
        downstream.cut(MeshFact.Closing.REFUSED, false, context);
    }

    /** Where nobody looks into the first bytes and the chain does not either, none are waited for. */
    void onAccepted(ActorContext context) {
        if (!port().inspects()) {
            port().choose(new FirstBytes.OtherBytes())
                    .filter(chain -> !chain.filter().http())
                    .ifPresent(chain -> begin(chain, context));
        }
    }

    void onClient(Tcp tcp, ActorContext context) {
        if (tcp instanceof Tcp.Bytes bytes) {
            onBytes(bytes.content(), context);
        } else if (tcp instanceof Tcp.Closed) {
            onHungUp(context);
        } else {
            throw new AssertionError(tcp);
        }
    }

    void onProgram(Tcp tcp, ActorContext context) {
        filter.ifPresent(chosen -> chosen.onProgram(tcp, context));
    }

    void onHungUp(ActorContext context) {
        downstream.onHungUp(context);
    }

    /** Closes in order, and says goodbye in TLS where that stands. */
    void close(MeshFact.Closing why, ActorContext context) {
        downstream.close(why, context);
    }

    /** Sends what the program answers, encrypted where the connection is. */
    void send(byte[] content, ActorContext context) {
        downstream.send(content, context);
    }

    JudgedRequest judge(HttpMessage request, ActorContext context) {
        return JudgedRequest.of(request, config.authorization().tokens(), state.now(context));
    }

    /**
     * Asks the policies; the answer is how they refuse.
     *
     * @param number of the request on this connection, which counts from 1
     */
    Optional<Refusal> refusal(int number, Optional<JudgedRequest> request, ActorContext context) {
        Explained<AccessDecision> decision = config.authorization().decide(downstream.asking(request));
        context.record(new MeshFact.AccessDecided(id(), number, decision.value(), decision.reasons()));
        return Refusal.of(decision.value(), request.map(JudgedRequest::arrived));
    }

    /** The header that tells the program who called; there is none in plaintext. */
    Optional<String> forwardedClientCertificate() {
        return downstream
                .session()
                .map(Session::peerChain)
                .filter(chain -> !chain.isEmpty())
                .flatMap(chain -> state.svid()
                        .map(own -> "By=" + own.id() + ";Hash=" + chain.get(0).fingerprint() + ";Subject=\"\";URI="
                                + String.join(",URI=", chain.get(0).uriSans())));
    }

    AccessLogEntry.Draft line(Instant since) {
        return downstream.line(since);
    }

    /** The name of the cluster that stands for the program, as access logs have it. */
    String cluster() {
        int port = target().port();
        return config.inbound().containsKey(port) ? "inbound|" + port + "||" : "InboundPassthroughCluster";
    }

    void log(int number, AccessLogEntry.Draft line, ActorContext context) {
        downstream.log(number, line, context);
    }

    private boolean acceptedUnderSame(SidecarConfig now) {
        return now.inboundPort(target().port()).chains().equals(port().chains())
                && now.authorization().equals(config.authorization())
                && now.acceptedTrustDomains().equals(config.acceptedTrustDomains())
                && now.furtherRoots().equals(config.furtherRoots());
    }

    private InboundPort port() {
        return config.inboundPort(target().port());
    }

    private void onBytes(byte[] content, ActorContext context) {
        if (filter.isPresent()) {
            downstream.read(content, context);
            return;
        }
        Optional<Sniff> sniff = downstream.sniff(content);
        if (sniff.isEmpty()) {
            return;
        }
        FirstBytes firstBytes = firstBytes(sniff.get());
        Optional<FilterChain> chain = port().choose(firstBytes);
        if (chain.isEmpty()) {
            refuse(firstBytes, context);
        } else if (begin(chain.get(), context)) {
            downstream.read(downstream.takeFirstBytes(), context);
        }
    }

    private FirstBytes firstBytes(Sniff sniff) {
        if (sniff instanceof Sniff.Hello hello) {
            return new FirstBytes.Tls(hello.alpn());
        }
        return HttpMessage.looksLikeHttp(downstream.firstBytes())
                ? new FirstBytes.PlainHttp()
                : new FirstBytes.OtherBytes();
    }

    /** Plaintext to a STRICT port gets no answer in TLS: nothing here is for it, so the connection is reset. */
    private void refuse(FirstBytes firstBytes, ActorContext context) {
        context.record(new MeshFact.FilterChainMissing(
                id(),
                target().port(),
                firstBytes instanceof FirstBytes.Tls,
                port().mode().value()));
        log(1, line(accepted).flags("NR").details("filter_chain_not_found"), context);
        downstream.cut(MeshFact.Closing.REFUSED, true, context);
    }

    /** Sets the connection up for its chain; false when that cannot be done for want of a certificate. */
    private boolean begin(FilterChain chain, ActorContext context) {
        context.record(new MeshFact.FilterChainChosen(id(), target().port(), chain.name()));
        if (chain.filter().terminatesTls()) {
            boolean http = chain.filter().http();
            Optional<ServerSettings> settings = chain.tls().isPresent()
                    ? TlsProfiles.downstream(chain.tls().get(), http, names(), state, state.now(context))
                    : TlsProfiles.server(config, http, state);
            if (!downstream.secure(settings, context)) {
                return false;
            }
        }
        filter = Optional.of(chain.filter().http() ? new HttpFilter(this, state) : new TcpFilter(this, state));
        if (!downstream.isSecured()) {
            filter.get().onStart(context);
        }
        return true;
    }

    /** Those that the program goes by, for which a certificate outside the mesh is made. */
    private List<String> names() {
        return state.directory().namesOf(state.instance(), ClientHello.inspect(downstream.firstBytes()));
    }

    private final class ToTheFilter implements DownstreamConnection.Reader {

        @Override
        public void onSecured(ActorContext context) {
            filter.orElseThrow().onStart(context);
        }

        @Override
        public void onData(byte[] data, ActorContext context) {
            filter.orElseThrow().onData(data, context);
        }

        @Override
        public void onEnd(ActorContext context) {
            filter.ifPresent(chosen -> chosen.onEnd(context));
        }
    }
}
