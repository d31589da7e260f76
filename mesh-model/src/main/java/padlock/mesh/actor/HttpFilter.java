package padlock.mesh.actor;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import padlock.sim.ActorContext;

/**
 * What a server's sidecar does with HTTP: each request is authorized on its own, and gets a connection to the program.
 */
final class HttpFilter implements InboundConnection.Filter {

    private static final HttpHeaders TEXT = HttpHeaders.of("content-type", "text/plain");

    private final InboundConnection connection;
    private final SidecarState state;
    private final Buffer asked = new Buffer();
    private final Buffer answered = new Buffer();
    private Optional<HttpMessage> waiting = Optional.empty();
    private Optional<ProgramLeg> leg = Optional.empty();
    private Instant start = Instant.EPOCH;
    private int requests;

    HttpFilter(InboundConnection connection, SidecarState state) {
        this.connection = connection;
        this.state = state;
    }

    /** The first word is the client's. */
    @Override
    public void onStart(ActorContext context) {}

    @Override
    public void onData(byte[] data, ActorContext context) {
        asked.append(data);
        HttpMessage.Read read = HttpMessage.read(asked.bytes());
        if (read instanceof HttpMessage.Read.Complete complete
                && !complete.message().isResponse()) {
            asked.skip(complete.length());
            onRequest(complete.message(), context);
        } else if (!(read instanceof HttpMessage.Read.Incomplete)) {
            onUnreadable(context);
        }
    }

    @Override
    public void onProgram(Tcp tcp, ActorContext context) {
        if (leg.isEmpty() || !leg.get().name().equals(tcp.connection())) {
            return;
        }
        if (tcp instanceof Tcp.Opened) leg.get().send(forProgram().bytes(1), context);
        else if (tcp instanceof Tcp.Refused) onProgramRefused(context);
        else if (tcp instanceof Tcp.Bytes bytes) onAnswer(bytes.content(), context);
        else if (tcp instanceof Tcp.Closed) fail(UpstreamFailure.TERMINATED, context);
        else throw new AssertionError(tcp);
    }

    /** A client that leaves while its request is under way leaves a line. */
    @Override
    public void onEnd(ActorContext context) {
        waiting.ifPresent(request -> log(
                line(request)
                        .flags("DC")
                        .details("downstream_remote_disconnect")
                        .cluster(connection.cluster()),
                context));
        waiting = Optional.empty();
        hangUpOnProgram(context);
    }

    private void onRequest(HttpMessage arrived, ActorContext context) {
        requests++;
        start = state.now(context);
        JudgedRequest judged = connection.judge(arrived, context);
        HttpMessage request = judged.passedOn();
        Optional<Refusal> refusal = connection.refusal(requests, Optional.of(judged), context);
        if (refusal.isPresent()) {
            HttpMessage response = request.inPlace(refusal.get().response());
            AccessLogEntry.Draft line =
                    line(request).answered(response, refusal.get().details());
            refusal.get().flags().ifPresent(line::flags);
            log(line.cluster(connection.cluster()).onRoute(RouteChoice.DEFAULT_ROUTE), context);
            connection.send(response.bytes(requests), context);
        } else {
            waiting = Optional.of(request);
            leg = Optional.of(ProgramLeg.open(connection, requests, state, context));
        }
    }

    /**
     * TLS into a port that speaks plain HTTP ends here too: the codec answers in plaintext, and that breaks the
     * client's TLS.
     */
    private void onUnreadable(ActorContext context) {
        requests++;
        start = state.now(context);
        context.record(
                new MeshFact.ProtocolError(connection.id(), connection.target().port()));
        HttpMessage response = HttpMessage.response(400, TEXT.with("connection", "close"), "Bad Request");
        log(connection.line(start).askedWithoutSense().flags("DPE").answered(response, "http1.codec_error"), context);
        connection.send(response.bytes(requests), context);
        connection.close(MeshFact.Closing.REFUSED, context);
    }

    private void onProgramRefused(ActorContext context) {
        leg = Optional.empty();
        context.record(new MeshFact.ConnectionRefused(
                connection.id(), connection.target().port()));
        fail(UpstreamFailure.REFUSED, context);
    }

    private void onAnswer(byte[] content, ActorContext context) {
        answered.append(content);
        HttpMessage.Read read = HttpMessage.read(answered.bytes());
        if (read instanceof HttpMessage.Read.Complete complete
                && complete.message().isResponse()) {
            onResponse(complete.message(), context);
        } else if (!(read instanceof HttpMessage.Read.Incomplete)) {
            fail(UpstreamFailure.NOT_HTTP, context);
        }
    }

    private void onResponse(HttpMessage response, ActorContext context) {
        AccessLogEntry.Draft line = line(waiting.orElseThrow())
                .answered(response, "via_upstream")
                .upstreamTook(Duration.between(start, state.now(context)))
                .upstream(connection.target())
                .upstreamLocal(leg.orElseThrow().from(context))
                .cluster(connection.cluster())
                .onRoute(RouteChoice.DEFAULT_ROUTE);
        log(line, context);
        reply(response, context);
    }

    private void fail(UpstreamFailure failure, ActorContext context) {
        HttpMessage request = waiting.orElseThrow();
        HttpMessage response = request.inPlace(HttpMessage.response(failure.status(), TEXT, failure.body(false)));
        AccessLogEntry.Draft line = line(request)
                .flags(failure.flag())
                .answered(response, failure.details())
                .transportFailed(failure.transport())
                .upstream(connection.target())
                .cluster(connection.cluster())
                .onRoute(RouteChoice.DEFAULT_ROUTE);
        log(line, context);
        reply(response, context);
    }

    private void reply(HttpMessage response, ActorContext context) {
        waiting = Optional.empty();
        answered.takeAll();
        hangUpOnProgram(context);
        connection.send(response.bytes(requests), context);
    }

    private HttpMessage forProgram() {
        HttpMessage request = waiting.orElseThrow();
        return connection
                .forwardedClientCertificate()
                .map(certificate -> request.with("x-forwarded-client-cert", certificate))
                .orElse(request);
    }

    private void hangUpOnProgram(ActorContext context) {
        leg.ifPresent(open -> open.close(context));
        leg = Optional.empty();
    }

    private AccessLogEntry.Draft line(HttpMessage request) {
        return connection.line(start).asked(request);
    }

    private void log(AccessLogEntry.Draft line, ActorContext context) {
        connection.log(requests, line, context);
    }
}
