package padlock.scenario.report;

import java.util.Locale;
import java.util.Optional;
import padlock.mesh.actor.CallTarget;
import padlock.mesh.history.CallReason;
import padlock.mesh.history.CallView;
import padlock.mesh.resource.Probe;
import padlock.mesh.resource.Service.TargetPort;
import padlock.scenario.ProbeQuestions;

/** A probe in the words of manifests, and of the events that the kubelet writes. */
final class ProbeWords {

    private ProbeWords() {}

    /** {@code httpGet :8080/healthz}. */
    static String handler(Probe probe) {
        Probe.Handler handler = probe.handler();
        String port = handler.port().map(ProbeWords::port).orElse("");
        if (handler instanceof Probe.Handler.HttpGet http) {
            return "httpGet " + port + http.path();
        } else if (handler instanceof Probe.Handler.TcpSocket) {
            return "tcpSocket " + port;
        } else if (handler instanceof Probe.Handler.Grpc) {
            return "grpc " + port;
        }
        return "exec";
    }

    private static String port(TargetPort port) {
        return port instanceof TargetPort.Named named
                ? ":" + named.name()
                : ":" + ((TargetPort.Numbered) port).number();
    }

    /** What {@code kubectl describe pod} shows of a probe that failed. */
    static Optional<String> event(ProbeQuestions.Answer answer) {
        String purpose = answer.probe().purpose().text();
        return answer.call()
                .filter(call -> !answer.succeeds())
                .map(call -> purpose.substring(0, 1).toUpperCase(Locale.ROOT) + purpose.substring(1) + " probe failed: "
                        + failed(call, answer.target().orElseThrow()));
    }

    private static String failed(CallView call, CallTarget target) {
        String server = target.host() + ":" + target.port();
        return switch (target.scheme()) {
            case GRPC ->
                answeredGrpc(call)
                        ? "error: health rpc probe failed: " + call.printed().orElse("")
                        : "timeout: failed to connect service \"" + server + "\" within 1s: context deadline exceeded";
            case TCP -> network(call, server);
            default ->
                call.status()
                        .map(status -> "HTTP probe failed with statuscode: " + status)
                        .orElseGet(() -> "Get \"" + target + "\": " + network(call, server));
        };
    }

    private static boolean answeredGrpc(CallView call) {
        return call.verdict().reason() == CallReason.ACCESS_DENIED
                || call.verdict().reason() == CallReason.TOKEN_REJECTED;
    }

    private static String network(CallView call, String server) {
        return switch (call.verdict().reason()) {
            case CONNECTION_REFUSED -> "dial tcp " + server + ": connect: connection refused";
            case TIMEOUT, SERVER_FIRST_TIMEOUT ->
                "context deadline exceeded (Client.Timeout exceeded while awaiting headers)";
            case PLAINTEXT_TO_STRICT -> "read tcp " + server + ": read: connection reset by peer";
            default -> "EOF";
        };
    }
}
