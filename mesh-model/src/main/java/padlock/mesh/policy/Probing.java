package padlock.mesh.policy;

import java.util.List;
import java.util.Optional;
import padlock.mesh.policy.Reason.Field;
import padlock.mesh.resource.InjectorSettings;
import padlock.mesh.resource.Mesh;
import padlock.mesh.resource.Probe;
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
            return answer(Asked.CONTAINER, Optional.of(Field.at(probe.origin(), workload)));
        }
        Explained<Boolean> injected = Injection.decide(workload, mesh);
        if (!injected.value() || workload.hasProxyContainer().isPresent()) {
            return answer(Asked.PROGRAM, Optional.of(Field.at(probe.origin(), workload)));
        }
        Optional<String> own = workload.annotations().get(REWRITE);
        return own.isPresent()
                ? rewritten(TRUE.contains(own.get()), Optional.of(Field.of(workload, workload.annotations(), REWRITE)))
                : bySettings(mesh.injectorSettings());
    }

    private static Explained<Asked> bySettings(InjectorSettings settings) {
        return settings.rewritesProbes()
                .map(written -> rewritten(written.value(), Optional.of(Field.of(settings, written))))
                .orElseGet(() -> rewritten(true, Optional.empty()));
    }

    private static Explained<Asked> rewritten(boolean rewritten, Optional<Field> decidedBy) {
        return answer(rewritten ? Asked.AGENT : Asked.PROGRAM, decidedBy);
    }

    private static Explained<Asked> answer(Asked asked, Optional<Field> decidedBy) {
        return new Explained<>(asked, List.of(new Reason("kubelet asks", asked.text, "R4.6", decidedBy, List.of())));
    }
}
