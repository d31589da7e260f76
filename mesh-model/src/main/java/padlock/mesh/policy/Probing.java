package padlock.mesh.policy;

import java.util.List;
import java.util.Optional;
import padlock.mesh.resource.Mesh;
import padlock.mesh.resource.Probe;
import padlock.mesh.resource.Resource;
import padlock.mesh.resource.Workload;

/** Whom the kubelet asks: the program itself, or Istio's agent beside it, at a port that no sidecar captures (R4.6). */
public final class Probing {

    /** Where Istio's agent takes the kubelet's questions, and asks the program from inside the pod. */
    public static final int AGENT_PORT = 15020;

    private static final String REWRITE = "sidecar.istio.io/rewriteAppHTTPProbers";
    private static final List<String> TRUE = List.of("true", "1", "t", "T", "TRUE", "True");

    private Probing() {}

    /** Who answers a probe. */
    public enum Asked {
        /** A command runs in the container, and nothing crosses the network. */
        CONTAINER("inside the container"),
        /** The injector has turned the probe into one of the agent. */
        AGENT("the agent, at port " + AGENT_PORT),
        /** The kubelet is a client without a sidecar. */
        PROGRAM("the program");

        private final String text;

        Asked(String text) {
            this.text = text;
        }
    }

    /** What the injector makes of a probe; of a pod that has its proxy already the probes are what they became. */
    public static Explained<Asked> of(Workload workload, Probe probe, Mesh mesh) {
        if (probe.handler() instanceof Probe.Handler.Exec) {
            return answer(Asked.CONTAINER, Optional.of(new Reason.Field(workload.id(), probe.origin())));
        }
        Explained<Boolean> injected = Injection.decide(workload, mesh);
        if (!injected.value() || workload.hasProxyContainer().isPresent()) {
            return answer(Asked.PROGRAM, Optional.of(new Reason.Field(workload.id(), probe.origin())));
        }
        Optional<String> own = workload.annotations().get(REWRITE);
        boolean rewritten =
                own.map(TRUE::contains).orElseGet(() -> mesh.injectorSettings().rewritesProbes());
        Optional<Resource> decides = own.<Resource>map(annotation -> workload)
                .or(() -> Optional.<Resource>of(mesh.injectorSettings()).filter(settings -> !rewritten));
        return answer(
                rewritten ? Asked.AGENT : Asked.PROGRAM,
                decides.map(resource ->
                        new Reason.Field(resource.id(), resource.metadata().origin())));
    }

    private static Explained<Asked> answer(Asked asked, Optional<Reason.Field> decidedBy) {
        return new Explained<>(asked, List.of(new Reason("kubelet asks", asked.text, "R4.6", decidedBy, List.of())));
    }
}
