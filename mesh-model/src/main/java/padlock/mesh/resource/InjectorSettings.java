package padlock.mesh.resource;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the injection webhook is told: the ConfigMap {@code istio-sidecar-injector} (R4.2).
 *
 * @param policy what becomes of pods that nothing else decides about; empty: they are injected
 * @param always pods that are injected whatever the policy, unless they say otherwise themselves
 * @param never pods that are not, unless they say otherwise themselves
 * @param namespacesByDefault whether pods of namespaces without any label for injection are injected as well (R4.1);
 *     empty: they are not
 * @param rewritesProbes whether the kubelet's probes are led to Istio's agent, where a pod does not say (R4.6); empty:
 *     they are
 */
public record InjectorSettings(
        Metadata metadata,
        Optional<Located<Policy>> policy,
        List<Located<LabelSelector>> always,
        List<Located<LabelSelector>> never,
        Optional<Located<Boolean>> namespacesByDefault,
        Optional<Located<Boolean>> rewritesProbes)
        implements Resource {

    /** What becomes of pods that nothing else decides about. */
    public enum Policy {
        ENABLED,
        DISABLED,
        /** A word that is neither: then nothing is injected at all, whatever pods say. */
        ILLEGAL
    }

    /** As the installation leaves it. */
    public static final InjectorSettings DEFAULTS = new InjectorSettings(
            new Metadata(
                    new ResourceId("ConfigMap", "istio-system", "istio-sidecar-injector"),
                    Optional.empty(),
                    new Origin("built-in", 1)),
            Optional.empty(),
            List.of(),
            List.of(),
            Optional.empty(),
            Optional.empty());

    public InjectorSettings {
        always = List.copyOf(always);
        never = List.copyOf(never);
    }

    @Override
    public InjectorSettings createdAt(Instant instant) {
        return new InjectorSettings(
                metadata.createdAt(instant), policy, always, never, namespacesByDefault, rewritesProbes);
    }
}
