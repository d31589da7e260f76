package padlock.mesh.actor;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import padlock.mesh.actor.UpstreamConnection.Target;
import padlock.mesh.resource.InstanceId;
import padlock.mesh.resource.PortProtocol;
import padlock.sim.ActorContext;
import padlock.tls.handshake.ClientHello;
import padlock.tls.handshake.Sniff;

/**
 * One connection of the program to its sidecar, and the call that it carries: from the first byte to the line in the
 * log.
 */
final class Exchange {

    private static final int RETRIES = 2;
    private static final Duration FIRST_BACKOFF = Duration.ofMillis(25);

    private final Tcp.Open open;
    private final String call;
    private final Optional<Visit> visit;
    private final SidecarState state;
    private final Routing routing;
    private final UpstreamPool pool;
    private final Instant start;
    private final Buffer asked = new Buffer();
    private final Buffer answered = new Buffer();
    private final Set<Address> tried = new LinkedHashSet<>();
    private Optional<HttpMessage> request = Optional.empty();
    private Optional<RouteChoice> choice = Optional.empty();
    private Optional<UpstreamConnection> upstream = Optional.empty();
    private Instant forwarded;
    private boolean settled;
    private int attempts;
    private int received;
    private int sent;

    /**
     * @param call the name of what it carries
     * @param visit whose call it is; empty if it is the program's
     */
    Exchange(
            Tcp.Open open,
            String call,
            Optional<Visit> visit,
            SidecarState state,
            Routing routing,
            UpstreamPool pool,
            Instant start) {
        this.open = open;
        this.call = call;
        this.visit = visit;
        this.state = state;
        this.routing = routing;
        this.pool = pool;
        this.start = start;
        this.forwarded = start;
    }

    String call() {
        return call;
    }

    /** The connection on which the call came. */
    String connection() {
        return open.connection();
    }

    /** The visitor's connection to a gateway, if the call is not the program's. */
    Optional<Visit> visit() {
        return visit;
    }

    Address destination() {
        return open.target();
    }

    Optional<InstanceId> preferred() {
        return open.preferred();
    }

    Optional<HttpMessage> request() {
        return request;
    }

    /** Endpoints that failed this call already; another attempt goes elsewhere, if there is anywhere else. */
    boolean hasTried(Address endpoint) {
        return tried.contains(endpoint);
    }

    /** The name that the TLS of the program asks for, where it speaks TLS itself. */
    Optional<String> serverName() {
        return ClientHello.inspect(asked.bytes()) instanceof Sniff.Hello hello ? hello.serverName() : Optional.empty();
    }

    /** Whether the program speaks TLS itself. */
    boolean carriesTls() {
        return ClientHello.inspect(asked.bytes()) instanceof Sniff.Hello;
    }

    int attempts() {
        return attempts;
    }

    /** The program is connected; where it goes is known at once if nobody needs to see what it writes. */
    void onAccepted(ActorContext context) {
        if (routing.asksNoBytes(destination())) {
            attempt(context);
        }
    }

    /** The program wrote. */
    void onAsked(byte[] content, ActorContext context) {
        if (settled) {
            return;
        }
        asked.append(content);
        if (choice.isPresent()) {
            upstream.filter(UpstreamConnection::isReady).ifPresent(ready -> carry(ready, context));
            return;
        }
        PortProtocol.Handling handling = handling();
        HttpMessage.Read read = HttpMessage.read(asked.bytes());
        if (handling == PortProtocol.Handling.TCP || visit.isEmpty() && read instanceof HttpMessage.Read.Malformed) {
            attempt(context);
        } else if (read instanceof HttpMessage.Read.Complete complete
                && !complete.message().isResponse()) {
            request = Optional.of(
                    complete.message().with("x-forwarded-proto", scheme()).with("x-request-id", requestId(context)));
            attempt(context);
        } else if (!(read instanceof HttpMessage.Read.Incomplete)) {
            reply(400, "Bad Request", line().flags("DPE").details("http1.codec_error"), context);
        }
    }

    private PortProtocol.Handling handling() {
        return visit.map(visitor -> visitor.readsRequests() ? PortProtocol.Handling.HTTP : PortProtocol.Handling.TCP)
                .orElseGet(() -> routing.handling(destination()));
    }

    private String scheme() {
        return visit.filter(Visit::secured).isPresent() ? "https" : "http";
    }

    /** Goes to an endpoint by what is held now, which may have changed since the last attempt. */
    void attempt(ActorContext context) {
        Optional<RouteChoice> before = choice;
        choice = Optional.of(routing.choose(this, context));
        RouteChoice chosen = choice.get();
        if (!choice.equals(before)) {
            chosen.facts().forEach(context::record);
        }
        attempts++;
        if (chosen.outcome() instanceof RouteChoice.Outcome.Led led) {
            pool.lead(this, led.target(), context);
        } else if (chosen.outcome() instanceof RouteChoice.Outcome.Answered answered) {
            answer(answered, context);
        } else {
            throw new AssertionError(chosen.outcome());
        }
    }

    private void answer(RouteChoice.Outcome.Answered answered, ActorContext context) {
        AccessLogEntry.Draft line = line();
        answered.flags().ifPresent(line::flags);
        if (request.isPresent()) {
            HttpMessage response = HttpMessage.response(answered.status(), answered.headers(), answered.body());
            reply(response, line.details(answered.details()), context);
        } else {
            log(answered.flags().isPresent() ? line : line.terminated(answered.details()), context);
            closeProgram(isBlackHole(), context);
        }
    }

    /** A connection is there, a new one or one that stood already. */
    void onReady(UpstreamConnection connection, ActorContext context) {
        upstream = Optional.of(connection);
        forwarded = state.now(context);
        connection.serves();
        if (request.isPresent()) {
            received = request.get().bodyLength();
            connection.send(
                    choice.flatMap(RouteChoice::request).orElse(request.get()).bytes(connection.requests()), context);
        } else {
            carry(connection, context);
        }
        context.record(new MeshFact.RequestForwarded(connection.id(), call(), connection.requests()));
    }

    void onAnswered(byte[] data, ActorContext context) {
        if (request.isEmpty()) {
            sent += data.length;
            toProgram(data, context);
            return;
        }
        answered.append(data);
        HttpMessage.Read read = HttpMessage.read(answered.bytes());
        if (read instanceof HttpMessage.Read.Complete complete
                && complete.message().isResponse()) {
            onResponse(complete.message(), context);
        } else if (!(read instanceof HttpMessage.Read.Incomplete)) {
            upstream.ifPresent(connection -> pool.drop(connection, MeshFact.Closing.FAILED, context));
            onFailed(UpstreamFailure.NOT_HTTP, context);
        }
    }

    void onFailed(UpstreamFailure failure, ActorContext context) {
        upstream = Optional.empty();
        choice.flatMap(RouteChoice::target).map(Target::address).ifPresent(tried::add);
        if (request.isEmpty()) {
            AccessLogEntry.Draft line = line().carried(received, sent).transportFailed(failure.transport());
            log(failure.retried() ? line.flags("UF,URX") : line, context);
            closeProgram(context);
        } else if (failure.retried() && attempts <= RETRIES) {
            context.remindAfter(backoff(context), new SidecarMessage.Retry(call()));
        } else {
            AccessLogEntry.Draft line = line().flags(failure.retried() ? failure.flag() + ",URX" : failure.flag())
                    .details(failure.details())
                    .transportFailed(failure.transport());
            reply(failure.status(), failure.body(attempts > 1), line, context);
        }
    }

    /**
     * A TCP connection ends with the program's; a request that still waits for its answer is given up. Where the
     * program never said what it wanted, there is nothing to tell of.
     */
    void onHungUp(ActorContext context) {
        if (choice.isEmpty() && asked.isEmpty()) {
            context.record(new MeshFact.NothingSaid(
                    call(), routing.sniffed(destination()).stream().toList()));
        } else if (!settled) {
            AccessLogEntry.Draft line = line().carried(received, sent);
            upstream.ifPresent(connection -> line.upstreamLocal(connection.from()));
            log(request.isPresent() ? line.flags("DC").details("downstream_remote_disconnect") : line, context);
        }
        upstream.ifPresent(connection -> pool.drop(connection, MeshFact.Closing.DONE, context));
    }

    private void carry(UpstreamConnection connection, ActorContext context) {
        byte[] content = asked.takeAll();
        received += content.length;
        if (content.length > 0) {
            connection.send(content, context);
        }
    }

    private void onResponse(HttpMessage response, ActorContext context) {
        UpstreamConnection connection = upstream.orElseThrow();
        upstream = Optional.empty();
        boolean retried = Grpc.isRetried(response);
        AccessLogEntry.Draft line = line().answered(response, "via_upstream")
                .upstreamTook(Duration.between(forwarded, state.now(context)))
                .upstreamLocal(connection.from());
        if (response.closes()) {
            pool.drop(connection, MeshFact.Closing.DONE, context);
        } else {
            pool.release(connection, context);
        }
        if (retried && attempts <= RETRIES) {
            answered.takeAll();
            tried.add(connection.target().address());
            context.remindAfter(backoff(context), new SidecarMessage.Retry(call()));
            return;
        }
        log(retried ? line.flags("URX") : line, context);
        toProgram(answer(response).bytes(1), context);
    }

    private void reply(int status, String body, AccessLogEntry.Draft line, ActorContext context) {
        reply(HttpMessage.response(status, HttpHeaders.of("content-type", "text/plain"), body), line, context);
    }

    private void reply(HttpMessage response, AccessLogEntry.Draft line, ActorContext context) {
        HttpMessage shown = request.map(asking -> asking.inPlace(response)).orElse(response);
        log(line.answered(shown), context);
        toProgram(answer(shown).bytes(1), context);
    }

    /** A connection to a gateway serves one request. */
    private HttpMessage answer(HttpMessage response) {
        return visit.isPresent() ? response.with("connection", "close") : response;
    }

    private void toProgram(byte[] content, ActorContext context) {
        visit.ifPresentOrElse(
                visitor -> visitor.send(content, context),
                () -> state.network()
                        .send(open.client(), new Tcp.Bytes(open.connection(), Side.CLIENT, content), context));
    }

    /** What goes to nobody is cut off at once, whatever was written. */
    private boolean isBlackHole() {
        return choice.flatMap(RouteChoice::cluster)
                .filter(Routing.BLACK_HOLE::equals)
                .isPresent();
    }

    private void closeProgram(ActorContext context) {
        closeProgram(false, context);
    }

    private void closeProgram(boolean reset, ActorContext context) {
        visit.ifPresentOrElse(
                visitor -> visitor.close(context),
                () -> state.network()
                        .signal(open.client(), new Tcp.Closed(open.connection(), Side.CLIENT, reset), context));
    }

    private AccessLogEntry.Draft line() {
        AccessLogEntry.Draft line = new AccessLogEntry.Draft(start, destination(), open.from())
                .serverName(visit.flatMap(Visit::serverName));
        request.ifPresent(message ->
                line.asked(message).onRoute(choice.map(RouteChoice::route).orElse(RouteChoice.DEFAULT_ROUTE)));
        choice.flatMap(RouteChoice::cluster).ifPresent(line::cluster);
        choice.flatMap(RouteChoice::target).ifPresent(target -> line.upstream(target.address()));
        return line;
    }

    private void log(AccessLogEntry.Draft line, ActorContext context) {
        settled = true;
        context.record(new MeshFact.AccessLogged(call(), 1, Side.CLIENT, line.endingAt(state.now(context))));
    }

    /** Envoy's: at random up to 25 ms, and up to twice as long with each further attempt. */
    private Duration backoff(ActorContext context) {
        Duration longest = FIRST_BACKOFF.multipliedBy((1L << attempts) - 1);
        return context.random().named("backoff", call(), attempts).between(Duration.ZERO, longest);
    }

    private String requestId(ActorContext context) {
        return UUID.nameUUIDFromBytes(context.random().named("request", call()).bytes(16))
                .toString();
    }
}
