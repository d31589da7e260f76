package padlock.mesh.history;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import padlock.mesh.actor.AccessLogEntry;
import padlock.mesh.actor.CallTarget;
import padlock.mesh.actor.ClientSends;
import padlock.mesh.actor.MeshFact;
import padlock.mesh.actor.Side;
import padlock.mesh.policy.Reason;

/** All that is recorded of one call, and what it amounts to. */
final class CallFacts {

    private final MeshFact.CallStarted started;
    private final Instant at;
    private final CallView.Caller caller;
    private final boolean ownTls;
    private final List<Reason> routed = new ArrayList<>();
    private boolean answeredInPlace;
    private boolean awaitsGreeting;
    private Optional<CallFacts> relayed = Optional.empty();
    private Optional<MeshFact.EndpointChosen> chosen = Optional.empty();
    private boolean serverHasSidecar;
    private Optional<ConnectionFacts> connection = Optional.empty();
    private final ConnectionFacts within;
    private boolean reused;
    private int request = 1;
    private Optional<Objection> objection = Optional.empty();
    private Optional<MeshFact.CallEnded> ended = Optional.empty();
    private Optional<Instant> endedAt = Optional.empty();
    private Optional<AccessLogEntry> clientLog = Optional.empty();

    /** A check that failed. */
    record Objection(CallResult result, CallReason reason, Optional<Side> by) {

        static Objection failed(CallReason reason) {
            return new Objection(CallResult.FAILED, reason, Optional.empty());
        }

        static Objection failed(CallReason reason, Side by) {
            return new Objection(CallResult.FAILED, reason, Optional.of(by));
        }
    }

    CallFacts(MeshFact.CallStarted started, Instant at, CallView.Caller caller) {
        this(started, at, caller, started.target().scheme().ownTls());
    }

    private CallFacts(MeshFact.CallStarted started, Instant at, CallView.Caller caller, boolean ownTls) {
        this.ownTls = ownTls;
        this.started = started;
        this.at = at;
        this.caller = caller;
        this.within = new ConnectionFacts(started.call(), this);
    }

    void routed(List<Reason> reasons) {
        routed.addAll(reasons);
    }

    void awaitsGreeting() {
        awaitsGreeting = true;
    }

    /** A gateway led the call on, as one of its own. */
    CallFacts relayed() {
        CallFacts leg = new CallFacts(started, at, caller, false);
        relayed = Optional.of(leg);
        return leg;
    }

    /** The client's sidecar answered, and nothing was established; a good answer is one nevertheless. */
    void answeredInPlace(int status) {
        answeredInPlace = status < 400;
        object(
                answeredInPlace
                        ? new Objection(CallResult.SUCCEEDED, CallReason.OK, Optional.empty())
                        : Objection.failed(CallReason.UNREACHABLE));
    }

    void chose(MeshFact.EndpointChosen endpoint, boolean withSidecar) {
        chosen = Optional.of(endpoint);
        serverHasSidecar = withSidecar;
    }

    /** Each attempt of a call is judged anew. */
    void opens(ConnectionFacts fresh) {
        connection = Optional.of(fresh);
        objection = Optional.empty();
        reused = false;
        request = 1;
    }

    void reuses(ConnectionFacts standing) {
        opens(standing);
        reused = true;
    }

    void forwarded(int number) {
        request = number;
    }

    /** The first check that fails, in the order of the wire, names the reason; what comes after the end names none. */
    void object(Objection found) {
        if (objection.isEmpty() && ended.isEmpty()) {
            objection = Optional.of(found);
        }
    }

    void logged(AccessLogEntry entry) {
        clientLog = Optional.of(entry);
    }

    void ended(MeshFact.CallEnded end, Instant instant) {
        ended = Optional.of(end);
        endedAt = Optional.of(instant);
    }

    /** Where nobody adds TLS to that of the program, it is the connection's; else it is within that. */
    ConnectionFacts tlsOfTheCaller() {
        return connection
                .filter(facts -> sends() == ClientSends.APPLICATION_TLS)
                .orElse(within);
    }

    /** Where no sidecar ended the connection's TLS, the program does. */
    ConnectionFacts tlsOfTheServer() {
        return connection.filter(facts -> facts.serverCompleted().isEmpty()).orElse(within);
    }

    /** A sidecar may have had to choose before it saw that the program speaks TLS. */
    ClientSends sends() {
        return chosen.map(MeshFact.EndpointChosen::sends)
                .filter(sent -> sent != ClientSends.PLAINTEXT)
                .orElse(ClientSends.unprotected(ownTls));
    }

    CallView view() {
        Optional<ConnectionFacts> secured = connection.filter(ConnectionFacts::secured);
        return new CallView(
                started.call(),
                started.traffic(),
                at,
                endedAt,
                caller,
                started.target(),
                chosen.map(this::route),
                chosen.map(endpoint -> server()),
                relayed.map(CallFacts::legs).orElse(List.of()),
                verdict(),
                ended.flatMap(MeshFact.CallEnded::status),
                secured.flatMap(ConnectionFacts::serverCompleted).flatMap(MeshFact.HandshakeCompleted::peer),
                secured.flatMap(ConnectionFacts::clientCompleted).flatMap(MeshFact.HandshakeCompleted::peer),
                connection.flatMap(facts -> facts.clientCompleted()
                        .map(completed -> CallView.Handshake.of(facts.name(), completed, reused))),
                because(),
                ended.map(MeshFact.CallEnded::printed),
                clientLog,
                serverLog());
    }

    private CallView.Route route(MeshFact.EndpointChosen endpoint) {
        return new CallView.Route(
                endpoint.host(),
                endpoint.port(),
                endpoint.protocol(),
                endpoint.endpoint(),
                endpoint.targetPort(),
                sends());
    }

    private CallView.Server server() {
        return new CallView.Server(
                serverHasSidecar,
                connection.flatMap(ConnectionFacts::accepted).flatMap(MeshFact.ConnectionAccepted::mode));
    }

    private List<CallView.Leg> legs() {
        return Stream.concat(
                        chosen.stream().map(endpoint -> new CallView.Leg(route(endpoint), server(), serverLog())),
                        relayed.stream().flatMap(leg -> leg.legs().stream()))
                .toList();
    }

    /** A gateway logs what it leads on as a client does. */
    private Optional<AccessLogEntry> serverLog() {
        return connection.flatMap(facts -> facts.serverLog(request)).or(() -> relayed.flatMap(leg -> leg.clientLog));
    }

    private List<Reason> because() {
        List<Reason> because = new ArrayList<>(routed);
        chosen.ifPresent(endpoint -> because.addAll(sends().told(endpoint.reasons())));
        connection.ifPresent(facts -> because.addAll(facts.takenBecause()));
        connection.flatMap(facts -> facts.decision(request)).ifPresent(decided -> because.addAll(decided.reasons()));
        relayed.ifPresent(leg -> because.addAll(leg.because()));
        return because;
    }

    /** Policies may also deny bytes of a TLS that was not established yet; such a call has failed. */
    private CallView.Verdict verdict() {
        Objection found = objection().orElseGet(this::ending);
        Transport transport = transport();
        CallResult result = transport == Transport.NONE && !answeredInPlace ? CallResult.FAILED : found.result();
        return new CallView.Verdict(transport, result, found.reason(), found.by());
    }

    /** What was objected on the way, also behind a gateway. */
    private Optional<Objection> objection() {
        return objection.or(() -> relayed.flatMap(CallFacts::objection));
    }

    /** What the program's end of the call says, where nobody objected. */
    private Objection ending() {
        return ended.map(end -> switch (end.ending()) {
                    case ANSWERED ->
                        answeredWell(end)
                                ? new Objection(CallResult.SUCCEEDED, CallReason.OK, Optional.empty())
                                : Objection.failed(CallReason.UNREACHABLE);
                    case NO_SUCH_HOST -> Objection.failed(CallReason.NO_SUCH_HOST);
                    case REFUSED -> Objection.failed(CallReason.CONNECTION_REFUSED);
                    case TIMED_OUT -> Objection.failed(silence(CallReason.TIMEOUT));
                    case RESET, CLOSED -> Objection.failed(silence(CallReason.UNREACHABLE));
                })
                .orElse(Objection.failed(CallReason.TIMEOUT));
    }

    /**
     * Why nothing came. A program that waits to be greeted waits in vain where a sidecar waits for the program's first
     * bytes: its own before it opens a connection at all, the server's before it chooses a chain.
     */
    CallReason silence(CallReason otherwise) {
        boolean inspected = connection.map(ConnectionFacts::inspected).orElse(chosen.isEmpty());
        return awaitsGreeting && inspected ? CallReason.SERVER_FIRST_TIMEOUT : otherwise;
    }

    private boolean answeredWell(MeshFact.CallEnded end) {
        boolean grpc = started.target().scheme() == CallTarget.Scheme.GRPC;
        return connection.isPresent()
                && end.status().map(status -> grpc ? status == 0 : status < 400).orElse(true);
    }

    /** What was established, also where the call then failed. */
    private Transport transport() {
        return switch (sends()) {
            case PLAINTEXT -> carried(connection.filter(ConnectionFacts::takenInPlaintext), Transport.PLAINTEXT);
            case TLS, MUTUAL_TLS, CUSTOM_MUTUAL_TLS, APPLICATION_TLS ->
                connection
                        .filter(ConnectionFacts::secured)
                        .map(CallFacts::tls)
                        .or(() -> relayed.filter(leg -> securedThrough(leg)).map(leg -> Transport.TLS))
                        .orElse(Transport.NONE);
        };
    }

    /** A gateway may lead the program's TLS through, to whoever answers. */
    private boolean securedThrough(CallFacts leg) {
        return connection.filter(facts -> facts.clientCompleted().isPresent()).isPresent()
                && Stream.concat(leg.connection.stream(), Stream.of(leg.within))
                        .anyMatch(facts -> facts.serverCompleted().isPresent());
    }

    /** It is mutual if the server's side learned who calls. */
    private static Transport tls(ConnectionFacts secured) {
        return secured.knowsCaller() ? Transport.MUTUAL_TLS : Transport.TLS;
    }

    private static Transport carried(Optional<ConnectionFacts> established, Transport transport) {
        return established.isPresent() ? transport : Transport.NONE;
    }
}
