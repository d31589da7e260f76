package padlock.mesh.analysis;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import padlock.mesh.history.CallResult;
import padlock.mesh.history.Transport;
import padlock.mesh.policy.Cluster;
import padlock.mesh.policy.Reason;
import padlock.mesh.resource.MutualTlsMode;
import padlock.mesh.resource.Resource;
import padlock.mesh.resource.Service;
import padlock.mesh.resource.Workload;

/** Calls that work, and in plaintext: whom STRICT would cut off, and which services are dragged down by one pod. */
final class Plaintext implements Check {

    @Override
    public void look(StudiedMesh mesh, Consumer<Finding> found) {
        Map<Workload, SortedSet<String>> cutOff = new LinkedHashMap<>();
        for (Conversation call : mesh.conversations()) {
            if (call.verdict().transport() == Transport.PLAINTEXT
                    && call.verdict().result() == CallResult.SUCCEEDED
                    && call.endpoint()
                            .filter(server -> permissive(mesh, call, server))
                            .isPresent()) {
                cutOff.computeIfAbsent(call.from(), from -> new TreeSet<>()).add(call.called());
            }
            headless(mesh, call, found);
        }
        cutOff.forEach((from, called) -> found.accept(new Finding(
                Code.PAD006,
                Where.in(from, "metadata", "name"),
                StudiedMesh.name(from)
                        + " calls in plaintext what takes plaintext and mutual TLS; if it were STRICT, these"
                        + " would break: " + Names.of(called) + ".",
                mesh.hasSidecar(from)
                        ? "padlock explain tells what makes its sidecar send plaintext"
                        : "give it a sidecar before going STRICT")));
    }

    private static boolean permissive(StudiedMesh mesh, Conversation call, Workload server) {
        return mesh.config(server)
                .flatMap(config -> call.port()
                        .target()
                        .on(server)
                        .map(number -> config.inboundPort(number).mode().value()))
                .filter(mode -> mode == MutualTlsMode.PERMISSIVE)
                .isPresent();
    }

    private static void headless(StudiedMesh mesh, Conversation call, Consumer<Finding> found) {
        Service service = call.service();
        if (!service.headless() || call.endpoint().filter(mesh::hasSidecar).isEmpty()) {
            return;
        }
        mesh.upstream(call)
                .map(Cluster.Endpoint::upstream)
                .flatMap(upstream -> upstream.reasons().stream()
                        .filter(reason -> reason.rule().equals("R6.3"))
                        .findFirst())
                .flatMap(Reason::decidedBy)
                .flatMap(field -> mesh.mesh().find(field.resource()))
                .filter(Workload.class::isInstance)
                .map(Resource::id)
                .map(Optional::of)
                .ifPresent(pod -> found.accept(new Finding(
                        Code.PAD008,
                        Where.in(service, "metadata", "name"),
                        "The service " + service.host() + " is headless, and " + pod.get()
                                + " behind it has no sidecar: clients then send plaintext to all of its pods, which"
                                + " those that are STRICT refuse.",
                        "inject a sidecar into " + pod.get())));
    }
}
