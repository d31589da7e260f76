package padlock.mesh.actor;

import java.time.Duration;
import java.util.Optional;
import padlock.mesh.policy.UpstreamTls;
import padlock.sim.ActorContext;
import padlock.sim.ActorId;
import padlock.sim.Reminder;
import padlock.tls.handshake.ClientSettings;
import padlock.tls.handshake.HandshakeOutcome;
import padlock.tls.handshake.RefusalReason;
import padlock.tls.handshake.TlsEndpoint;

/** One connection of a client's sidecar to an endpoint, from the first packet to the last. */
final class UpstreamConnection {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    private final String id;
    private final Target target;
    private final SidecarState state;
    private final ActorId door;
    private final Address from;
    private Optional<TlsConversation> tls = Optional.empty();
    private Optional<Reminder> timeout = Optional.empty();
    private Optional<Reminder> idle = Optional.empty();
    private boolean ready;
    private boolean over;
    private int requests;

    /**
     * Where a connection leads, and how.
     *
     * @param cluster Envoy's name of the cluster
     * @param requestedHost the name in the request, of HTTP
     * @param http2 whether requests travel in HTTP/2
     */
    record Target(String cluster, Address address, UpstreamTls tls, Optional<String> requestedHost, boolean http2) {

        boolean http() {
            return requestedHost.isPresent();
        }

        /**
         * Whether one connection will do for both; where the certificate must name the host, only if that is the same.
         */
        boolean sharesConnectionsWith(Target other) {
            return http()
                    && other.http()
                    && cluster.equals(other.cluster)
                    && address.equals(other.address)
                    && tls.equals(other.tls)
                    && http2 == other.http2
                    && (!tls.expectsRequestedHost() || requestedHost.equals(other.requestedHost));
        }
    }

    /** What a step of the connection means to the call that uses it. */
    sealed interface Event {
        /** Nothing yet. */
        record Nothing() implements Event {}

        /** A request can be sent. */
        record Ready() implements Event {}

        /** Bytes of the response, decrypted. */
        record Received(byte[] data) implements Event {}

        /** It is of no more use. */
        record Failed(UpstreamFailure failure) implements Event {}
    }

    UpstreamConnection(String id, Target target, SidecarState state, ActorId door, Address from) {
        this.id = id;
        this.target = target;
        this.state = state;
        this.door = door;
        this.from = from;
    }

    void open(ActorContext context) {
        timeout = Optional.of(context.remindAfter(CONNECT_TIMEOUT, new SidecarMessage.ConnectTimeout(id)));
        state.network()
                .signal(door, new Tcp.Open(id, context.self(), from, target.address(), Optional.empty()), context);
    }

    Event receive(Tcp tcp, ActorContext context) {
        if (tcp instanceof Tcp.Opened) return onOpened(context);
        else if (tcp instanceof Tcp.Refused) return end(UpstreamFailure.REFUSED);
        else if (tcp instanceof Tcp.Bytes bytes) return onBytes(bytes.content(), context);
        else if (tcp instanceof Tcp.Closed) return onClosed(context);
        throw new AssertionError(tcp);
    }

    Event onTimeout(ActorContext context) {
        if (ready || over) {
            return new Event.Nothing();
        }
        close(MeshFact.Closing.TIMED_OUT, context);
        return end(UpstreamFailure.TIMED_OUT);
    }

    /** Serves one more call. */
    void serves() {
        requests++;
        idle.ifPresent(Reminder::cancel);
    }

    /** Sends what a program wrote, encrypted where the connection is. */
    void send(byte[] data, ActorContext context) {
        if (tls.isPresent()) {
            tls.get().send(data, context);
        } else {
            state.network().send(door, new Tcp.Bytes(id, Side.SERVER, data), context);
        }
    }

    /** The pod at the other end is gone, and the connection with it. */
    Event onLost(ActorContext context) {
        return onClosed(context);
    }

    /** Nobody uses it now; if that lasts, it is closed. */
    void rests(Reminder untilClosed) {
        idle = Optional.of(untilClosed);
    }

    void close(MeshFact.Closing why, ActorContext context) {
        idle.ifPresent(Reminder::cancel);
        if (!over) {
            over = true;
            tls.filter(conversation -> ready).ifPresent(conversation -> conversation.close(context));
            context.record(new MeshFact.ConnectionClosed(id, Side.CLIENT, why));
            state.network().signal(door, new Tcp.Closed(id, Side.SERVER, false), context);
        }
        timeout.ifPresent(Reminder::cancel);
    }

    String id() {
        return id;
    }

    Target target() {
        return target;
    }

    Address from() {
        return from;
    }

    /** Whether requests can be sent. */
    boolean isReady() {
        return ready && !over;
    }

    int requests() {
        return requests;
    }

    private Event onOpened(ActorContext context) {
        if (target.tls() instanceof UpstreamTls.Plaintext) {
            return becomeReady();
        }
        Optional<ClientSettings> settings = TlsProfiles.client(target, state, state.now(context));
        if (settings.isEmpty()) {
            context.record(new MeshFact.CertificateMissing(id, Side.CLIENT));
            close(MeshFact.Closing.FAILED, context);
            return end(UpstreamFailure.NO_CERTIFICATE);
        }
        TlsEndpoint endpoint =
                TlsEndpoint.client(settings.get(), Seeds.of(context.random().named("tls", id, Side.CLIENT)));
        tls = Optional.of(new TlsConversation(id, Side.CLIENT, endpoint, state.network(), door));
        tls.get().start(context);
        return new Event.Nothing();
    }

    private Event onBytes(byte[] content, ActorContext context) {
        if (tls.isEmpty()) {
            return new Event.Received(content);
        }
        TlsConversation.Step step = tls.get().receive(content, state.now(context), context);
        if (step.refused().isPresent()) {
            close(MeshFact.Closing.REFUSED, context);
            return end(failure(step.refused().get()));
        } else if (step.broken()) {
            close(MeshFact.Closing.FAILED, context);
            return end(UpstreamFailure.TERMINATED);
        } else if (step.completed()) {
            return becomeReady();
        } else if (step.data().length > 0) {
            return new Event.Received(step.data());
        } else if (step.over()) {
            return onClosed(context);
        }
        return new Event.Nothing();
    }

    private Event onClosed(ActorContext context) {
        if (over) {
            return new Event.Nothing();
        }
        over = true;
        timeout.ifPresent(Reminder::cancel);
        idle.ifPresent(Reminder::cancel);
        context.record(new MeshFact.ConnectionClosed(id, Side.CLIENT, MeshFact.Closing.BY_PEER));
        return new Event.Failed(ready ? UpstreamFailure.TERMINATED : UpstreamFailure.CLOSED_EARLY);
    }

    private Event becomeReady() {
        ready = true;
        timeout.ifPresent(Reminder::cancel);
        return new Event.Ready();
    }

    private Event end(UpstreamFailure failure) {
        over = true;
        timeout.ifPresent(Reminder::cancel);
        return new Event.Failed(failure);
    }

    private static UpstreamFailure failure(HandshakeOutcome.Refused refused) {
        return refused.reason() == RefusalReason.CLOSED_EARLY
                ? UpstreamFailure.CLOSED_EARLY
                : UpstreamFailure.handshake(TlsErrorText.of(refused));
    }
}
