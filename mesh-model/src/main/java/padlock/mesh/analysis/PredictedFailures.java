package padlock.mesh.analysis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import padlock.mesh.policy.Cluster;
import padlock.mesh.policy.Explained;
import padlock.mesh.policy.Reason;
import padlock.mesh.resource.DestinationRule;
import padlock.mesh.resource.MutualTlsMode;
import padlock.mesh.resource.Workload;

/**
 * Calls that were made and failed because the two sides disagree about mutual TLS, each under the field that decided:
 * the client's DestinationRule, else what the server holds.
 */
final class PredictedFailures implements Check {

    /** Calls that fail for one reason. */
    private record Cause(Code code, Where where, String server, String what, String hint) {}

    @Override
    public void look(StudiedMesh mesh, Consumer<Finding> found) {
        Map<Cause, List<Conversation>> byCause = new LinkedHashMap<>();
        mesh.conversations().stream()
                .filter(Conversation::disagrees)
                .forEach(call -> call.endpoint()
                        .flatMap(endpoint -> cause(mesh, call, endpoint))
                        .ifPresent(cause -> byCause.computeIfAbsent(cause, first -> new ArrayList<>())
                                .add(call)));
        byCause.forEach((cause, calls) -> found.accept(new Finding(
                cause.code(),
                cause.where(),
                cause.what() + " Refused: calls of "
                        + Names.of(calls.stream()
                                .map(call -> StudiedMesh.name(call.from()))
                                .toList())
                        + " to " + cause.server() + ".",
                cause.hint())));
    }

    private static Optional<Cause> cause(StudiedMesh mesh, Conversation call, Workload endpoint) {
        Optional<Explained<MutualTlsMode>> server = mesh.config(endpoint)
                .flatMap(config -> call.port()
                        .target()
                        .on(endpoint)
                        .map(number -> config.inboundPort(number).mode()));
        Optional<Reason> client = mesh.upstream(call)
                .map(Cluster.Endpoint::upstream)
                .flatMap(upstream -> upstream.reasons().stream()
                        .filter(reason -> reason.question().equals("client transport"))
                        .findFirst());
        Optional<Reason.Field> rule = client.flatMap(Reason::decidedBy)
                .filter(field -> field.resource().kind().equals(DestinationRule.KIND));
        if (client.isEmpty()) {
            return server.flatMap(mode -> mode.reasons().get(0).decidedBy())
                    .map(field -> new Cause(
                            Code.PAD009,
                            Where.of(field),
                            call.called(),
                            "This makes " + StudiedMesh.name(endpoint)
                                    + " STRICT, and some of its callers reach it without a sidecar, in plaintext.",
                            "inject sidecars into the callers, or keep this workload PERMISSIVE while they have none"));
        }
        String sent = client.get().answer();
        if (rule.isPresent()) {
            return Optional.of(
                    server.isPresent()
                            ? new Cause(
                                    Code.IST0113,
                                    Where.of(rule.get()),
                                    call.called(),
                                    "A DestinationRule and Policy are in conflict with regards to mTLS for host "
                                            + call.service().host() + ". The DestinationRule makes clients send " + sent
                                            + ", but " + StudiedMesh.name(endpoint) + " is "
                                            + server.get().value() + by(server.get()) + ".",
                                    "remove tls from the DestinationRule, so that auto mTLS decides, or change the policy")
                            : new Cause(
                                    Code.IST0115,
                                    Where.of(rule.get()),
                                    call.called(),
                                    "DestinationRule " + rule.get().resource().name() + " uses "
                                            + (sent.equals("mutual-tls") ? "mTLS" : sent) + " for workload "
                                            + StudiedMesh.name(endpoint)
                                            + " that has no sidecar. Traffic from workloads with sidecars will fail.",
                                    "inject a sidecar into " + StudiedMesh.name(endpoint)
                                            + ", or let the DestinationRule say tls mode DISABLE"));
        }
        Where where = server.flatMap(mode -> mode.reasons().get(0).decidedBy())
                .or(() -> client.get().decidedBy())
                .map(Where::of)
                .orElse(Where.in(call.service(), "metadata", "name"));
        return Optional.of(new Cause(
                Code.PAD001,
                where,
                call.called(),
                "Sidecars send " + sent + " (" + client.get().rule()
                        + client.get()
                                .decidedBy()
                                .map(field -> ", by " + field.resource())
                                .orElse("") + ") to "
                        + StudiedMesh.name(endpoint) + ", which "
                        + server.map(mode -> "is " + mode.value() + by(mode)).orElse("has no sidecar") + ": "
                        + call.verdict().reason().text() + ".",
                sent.equals("plaintext")
                        ? "apply a DestinationRule for " + call.service().host() + " with tls mode ISTIO_MUTUAL"
                        : "apply a DestinationRule for " + call.service().host() + " with tls mode DISABLE"));
    }

    private static String by(Explained<MutualTlsMode> mode) {
        return mode.reasons()
                .get(0)
                .decidedBy()
                .map(field -> " by " + field.resource())
                .orElse(" by default");
    }
}
