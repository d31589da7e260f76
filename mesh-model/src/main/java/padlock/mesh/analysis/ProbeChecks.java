package padlock.mesh.analysis;

import java.util.Optional;
import java.util.function.Consumer;
import padlock.mesh.actor.Capture;
import padlock.mesh.policy.Explained;
import padlock.mesh.policy.Probing;
import padlock.mesh.policy.Reason;
import padlock.mesh.policy.SidecarConfig;
import padlock.mesh.resource.MutualTlsMode;
import padlock.mesh.resource.Probe;
import padlock.mesh.resource.Workload;

/** Probes of the kubelet that nobody leads past the sidecar, to a port that takes no plaintext (R4.6). */
final class ProbeChecks implements Check {

    @Override
    public void look(StudiedMesh mesh, Consumer<Finding> found) {
        for (Workload workload : mesh.mesh().workloads()) {
            mesh.config(workload)
                    .ifPresent(
                            config -> workload.probes().forEach(probe -> look(mesh, workload, config, probe, found)));
        }
    }

    /** A connection is taken before it is known to be plaintext, and is all that a TCP probe asks for. */
    private static void look(
            StudiedMesh mesh, Workload workload, SidecarConfig config, Probe probe, Consumer<Finding> found) {
        Explained<Probing.Asked> asked = Probing.of(workload, probe, mesh.mesh());
        if (asked.value() != Probing.Asked.PROGRAM || probe.handler() instanceof Probe.Handler.TcpSocket) {
            return;
        }
        probe.handler()
                .port()
                .flatMap(port -> port.on(workload))
                .filter(port -> Capture.ofInbound(mesh.instance(workload), port))
                .ifPresent(port -> {
                    Explained<MutualTlsMode> mode = config.inboundPort(port).mode();
                    if (mode.value() == MutualTlsMode.STRICT) {
                        found.accept(finding(workload, probe, port, mode));
                    }
                });
    }

    private static Finding finding(Workload workload, Probe probe, int port, Explained<MutualTlsMode> mode) {
        Optional<Reason.Field> decidedBy = mode.reasons().get(0).decidedBy();
        return new Finding(
                Code.PAD020,
                Where.of(new Reason.Field(workload.id(), probe.origin())),
                "The " + probe.purpose().text() + " probe of " + StudiedMesh.name(workload)
                        + " is not led to Istio's agent, so the kubelet asks port " + port
                        + " in plaintext, which is STRICT"
                        + decidedBy.map(field -> " by " + field.resource()).orElse("")
                        + ": the connection is reset, and the probe fails.",
                "remove the annotation sidecar.istio.io/rewriteAppHTTPProbers, or set portLevelMtls " + port
                        + " to PERMISSIVE");
    }
}
