package padlock.mesh.policy;

import java.util.List;
import java.util.Optional;
import padlock.mesh.policy.Reason.Field;
import padlock.mesh.resource.InjectorSettings;
import padlock.mesh.resource.LabelSelector;
import padlock.mesh.resource.Labels;
import padlock.mesh.resource.Mesh;
import padlock.mesh.resource.Resource;
import padlock.mesh.resource.ResourceId;
import padlock.mesh.resource.Workload;

/**
 * Which pods get a sidecar when they are created: the webhook must be called for them (R4.1), and then find nothing
 * against it (R4.2). A Pod without a controller was created already: it shows what it has.
 */
public final class Injection {

    private static final String INJECT = "sidecar.istio.io/inject";
    private static final String REVISION = "istio.io/rev";
    private static final String INJECTION = "istio-injection";
    private static final List<String> NEVER =
            List.of("kube-system", "kube-public", "kube-node-lease", "local-path-storage");

    /** What Go's {@code strconv.ParseBool} takes for true and for false; anything else counts as unset. */
    private static final List<String> TRUE = List.of("1", "t", "T", "TRUE", "true", "True");

    private static final List<String> FALSE = List.of("0", "f", "F", "FALSE", "false", "False");

    private Injection() {}

    public static Explained<Boolean> decide(Workload workload, Mesh mesh) {
        if (workload.hasProxyContainer().isPresent()) {
            return answer(workload.hasProxyContainer().get(), "R4.2", workload);
        }
        Explained<Boolean> called = webhookIsCalled(workload, mesh);
        return called.value()
                ? webhookInjects(workload, mesh.injectorSettings()).orElse(called)
                : called;
    }

    /**
     * The webhook's own selectors, which compare strings: a label {@code "1"} is neither {@code "true"} nor
     * {@code "false"}.
     */
    private static Explained<Boolean> webhookIsCalled(Workload workload, Mesh mesh) {
        Labels namespace = mesh.namespaceLabels(workload.namespace());
        Optional<String> pod = workload.labels().get(INJECT);
        if (namespace.get(INJECTION).isPresent() || namespace.get(REVISION).isPresent()) {
            boolean enabled = namespace.get(INJECTION).map("enabled"::equals).orElse(true);
            return enabled && pod.equals(Optional.of("false"))
                    ? answer(false, "R4.1", workload)
                    : answer(enabled, "R4.1", namespaceOf(workload, mesh));
        }
        boolean asked = workload.labels().get(REVISION).isPresent()
                ? !pod.equals(Optional.of("false"))
                : pod.equals(Optional.of("true"));
        boolean silent = workload.labels().get(REVISION).isEmpty() && pod.isEmpty();
        if (silent && mesh.injectorSettings().namespacesByDefault()) {
            return answer(true, "R4.1", mesh.injectorSettings());
        }
        return asked || pod.isPresent() ? answer(asked, "R4.1", workload) : byDefault();
    }

    /**
     * What the webhook decides by once it is called: what it never injects, the pod's own word, the selectors of the
     * injector's settings, their policy. A policy that is no word of Istio's switches all injection off.
     */
    private static Optional<Explained<Boolean>> webhookInjects(Workload workload, InjectorSettings settings) {
        if (workload.hostNetwork() || NEVER.contains(workload.namespace())) {
            return Optional.of(answer(false, "R4.2", workload));
        }
        Optional<String> word =
                workload.labels().get(INJECT).or(() -> workload.annotations().get(INJECT));
        if (settings.policy() == InjectorSettings.Policy.ILLEGAL) {
            return Optional.of(answer(false, "R4.2", settings));
        }
        return word.filter(value -> TRUE.contains(value) || FALSE.contains(value))
                .map(value -> answer(TRUE.contains(value), "R4.2", workload))
                .or(() -> bySettings(workload, settings));
    }

    private static Optional<Explained<Boolean>> bySettings(Workload workload, InjectorSettings settings) {
        if (selects(settings.never(), workload)) {
            return Optional.of(answer(false, "R4.2", settings));
        } else if (selects(settings.always(), workload)) {
            return Optional.of(answer(true, "R4.2", settings));
        }
        return settings.policy() == InjectorSettings.Policy.DISABLED
                ? Optional.of(answer(false, "R4.2", settings))
                : Optional.empty();
    }

    private static boolean selects(List<LabelSelector> selectors, Workload workload) {
        return selectors.stream().anyMatch(selector -> !selector.isEmpty() && selector.matches(workload.labels()));
    }

    private static Resource namespaceOf(Workload workload, Mesh mesh) {
        return mesh.find(new ResourceId("Namespace", "", workload.namespace())).orElseThrow();
    }

    private static Explained<Boolean> byDefault() {
        return explained(false, "R4.1", Optional.empty());
    }

    private static Explained<Boolean> answer(boolean injected, String rule, Resource decidedBy) {
        return explained(
                injected,
                rule,
                Optional.of(new Field(decidedBy.id(), decidedBy.metadata().origin())));
    }

    private static Explained<Boolean> explained(boolean injected, String rule, Optional<Field> decidedBy) {
        return new Explained<>(
                injected, List.of(new Reason("sidecar", injected ? "injected" : "none", rule, decidedBy, List.of())));
    }
}
