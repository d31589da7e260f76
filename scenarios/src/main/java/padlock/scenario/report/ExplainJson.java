package padlock.scenario.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Optional;
import padlock.mesh.actor.AccessLogEntry;
import padlock.mesh.actor.ClientSends;
import padlock.mesh.actor.Side;
import padlock.mesh.history.CallView;
import padlock.mesh.policy.Reason;
import padlock.mesh.resource.PortProtocol;
import padlock.mesh.resource.Service;

/**
 * An explanation for scripts. Where the call led to no pod, what is known of {@code to} is what the caller wrote and,
 * behind an empty service, the service; the rest is null, as is {@code clientSends}.
 */
public final class ExplainJson {

    private static final String NO_MODE = "none";

    private ExplainJson() {}

    public static String of(Explanation explanation) {
        CallView call = explanation.answer().call();
        ObjectNode json = Json.object();
        json.putObject("from")
                .put("namespace", call.from().instance().namespace())
                .put("workload", call.from().instance().workload())
                .put("serviceAccount", call.from().serviceAccount())
                .put("sidecar", call.from().sidecar());
        json.set("to", to(call, explanation.service()));
        json.put(
                        "clientSends",
                        Json.orNull(call.route().map(CallView.Route::sends).map(ClientSends::text)))
                .put(
                        "serverMode",
                        call.server()
                                .flatMap(CallView.Server::mode)
                                .map(Enum::name)
                                .orElse(NO_MODE));
        Json.verdict(call.verdict(), call.status(), json);
        json.put("refusedBy", Json.orNull(call.verdict().refusedBy().map(ExplainJson::side)))
                .put("clientIdentity", Json.orNull(call.clientIdentity()))
                .put("serverIdentity", Json.orNull(call.serverIdentity()));
        json.set("because", Json.array(call.because(), ExplainJson::because));
        json.put("application", Json.orNull(call.printed()))
                .put("clientLog", Json.orNull(call.clientLog().map(AccessLogEntry::line)))
                .put("serverLog", Json.orNull(call.serverLog().map(AccessLogEntry::line)));
        json.set(
                "handshake",
                call.handshake()
                        .map(handshake ->
                                handshake(handshake, explanation.answer().handshakeBytes()))
                        .orElse(null));
        if (explanation.transcript()) {
            json.set("transcript", TranscriptJson.of(explanation.answer().flights()));
        }
        return Json.text(json);
    }

    private static ObjectNode to(CallView call, Optional<Service> service) {
        Optional<CallView.Route> route = call.route();
        ObjectNode json = Json.object()
                .put(
                        "host",
                        route.map(CallView.Route::host)
                                .or(() -> service.map(Service::host))
                                .orElse(call.target().host()))
                .put("port", call.target().port())
                .put("targetPort", route.map(CallView.Route::targetPort).orElse(null))
                .put(
                        "namespace",
                        route.map(found -> found.endpoint().namespace())
                                .or(() -> service.map(Service::namespace))
                                .orElse(null))
                .put("workload", route.map(found -> found.endpoint().workload()).orElse(null))
                .put("protocol", protocol(call, service));
        return json.put("sidecar", call.server().map(CallView.Server::sidecar).orElse(null));
    }

    /** What the port is declared to speak ({@code auto} where it is not), else what the program speaks. */
    static String protocol(CallView call, Optional<Service> service) {
        return call.route()
                .map(CallView.Route::protocol)
                .or(() -> service.flatMap(found -> found.port(call.target().port()))
                        .map(Service.ServicePort::protocol))
                .map(ExplainJson::word)
                .orElse(call.target().scheme().name().toLowerCase(Locale.ROOT));
    }

    private static String word(PortProtocol protocol) {
        return protocol == PortProtocol.UNDECLARED
                ? "auto"
                : protocol.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static String side(Side side) {
        return side.name().toLowerCase(Locale.ROOT);
    }

    static ObjectNode because(Reason reason) {
        ObjectNode json = Json.object()
                .put("question", reason.question())
                .put("answer", reason.answer())
                .put("rule", reason.rule());
        place(reason.decidedBy(), json);
        if (!reason.ignored().isEmpty()) {
            json.set("ignored", Json.array(reason.ignored(), ExplainJson::ignored));
        }
        return json;
    }

    private static ObjectNode ignored(Reason.Ignored ignored) {
        ObjectNode json = Json.object();
        place(Optional.of(ignored.field()), json);
        return json.put("why", ignored.why());
    }

    private static void place(Optional<Reason.Field> field, ObjectNode into) {
        into.put("resource", Json.orNull(field.map(Reason.Field::resource)))
                .put("path", field.map(found -> found.origin().path()).orElse(null))
                .put("line", field.map(found -> found.origin().line()).orElse(null));
    }

    private static ObjectNode handshake(CallView.Handshake handshake, int bytes) {
        return Json.object()
                .put("version", handshake.version().toString())
                .put("cipherSuite", handshake.cipherSuite())
                .put("group", Json.orNull(handshake.group()))
                .put("bytes", bytes)
                .put("reused", handshake.reused());
    }
}
