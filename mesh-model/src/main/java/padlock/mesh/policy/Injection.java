package padlock.mesh.policy;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import padlock.mesh.policy.Reason.Field;
import padlock.mesh.policy.Reason.Ignored;
import padlock.mesh.resource.InjectorSettings;
import padlock.mesh.resource.InjectorSettings.Policy;
import padlock.mesh.resource.LabelSelector;
import padlock.mesh.resource.Labels;
import padlock.mesh.resource.Located;
import padlock.mesh.resource.Mesh;
import padlock.mesh.resource.Origin;
import padlock.mesh.resource.Resource;
import padlock.mesh.resource.ResourceId;
import padlock.mesh.resource.Workload;

/**
 * Which pods get a sidecar when they are created: the webhook must be called for them (R4.1), and then find nothing
 * against it (R4.2). A Pod without a controller was created already: it shows what it has.
 */
public final class Injection {

    private static final String QUESTION = "sidecar";
    private static final String NONE = "none";
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
        if (workload.proxyContainer().isPresent()) {
            Located<Boolean> shown = workload.proxyContainer().get();
            return answer(shown.value(), "R4.2", Field.of(workload, shown));
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
        Labels labels = mesh.namespaceLabels(workload.namespace());
        Optional<String> spoken = Stream.of(INJECTION, REVISION)
                .filter(key -> labels.get(key).isPresent())
                .findFirst();
        return spoken.map(key -> asTheNamespaceSays(key, labels, workload, mesh))
                .orElseGet(() -> asThePodSays(workload, mesh));
    }

    private static Explained<Boolean> asTheNamespaceSays(String key, Labels labels, Workload workload, Mesh mesh) {
        boolean enabled = key.equals(REVISION) || labels.get(key).equals(Optional.of("enabled"));
        return enabled && refuses(workload)
                ? answer(false, "R4.1", Field.of(workload, workload.labels(), INJECT))
                : answer(enabled, "R4.1", Field.of(namespaceOf(workload, mesh).orElseThrow(), labels, key));
    }

    private static Explained<Boolean> asThePodSays(Workload workload, Mesh mesh) {
        Labels pod = workload.labels();
        if (pod.get(REVISION).isPresent() && !refuses(workload)) {
            return answer(true, "R4.1", Field.of(workload, pod, REVISION));
        } else if (pod.get(INJECT).isPresent()) {
            return answer(pod.get(INJECT).equals(Optional.of("true")), "R4.1", Field.of(workload, pod, INJECT));
        }
        InjectorSettings settings = mesh.injectorSettings();
        return settings.namespacesByDefault()
                .filter(Located::value)
                .map(taken -> answer(true, "R4.1", Field.of(settings, taken)))
                .orElseGet(() -> byDefault(workload, mesh));
    }

    private static boolean refuses(Workload workload) {
        return workload.labels().get(INJECT).equals(Optional.of("false"));
    }

    /**
     * What the webhook decides by once it is called: what it never injects, the pod's own word, the selectors of the
     * injector's settings, their policy. A policy that is no word of Istio's switches all injection off.
     */
    private static Optional<Explained<Boolean>> webhookInjects(Workload workload, InjectorSettings settings) {
        if (workload.hostNetworkAt().isPresent()) {
            return Optional.of(
                    answer(false, "R4.2", Field.at(workload.hostNetworkAt().get(), workload)));
        } else if (NEVER.contains(workload.namespace())) {
            return Optional.of(answer(false, "R4.2", Field.of(workload)));
        }
        return underPolicy(Policy.ILLEGAL, settings)
                .or(() -> ownWord(workload))
                .or(() -> selecting(settings.never(), workload)
                        .map(never -> answer(false, "R4.2", Field.of(settings, never))))
                .or(() -> selecting(settings.always(), workload)
                        .map(always -> answer(true, "R4.2", Field.of(settings, always))))
                .or(() -> underPolicy(Policy.DISABLED, settings));
    }

    /** The label, else the annotation of the same name. */
    private static Optional<Explained<Boolean>> ownWord(Workload workload) {
        Labels spoken = workload.labels().get(INJECT).isPresent() ? workload.labels() : workload.annotations();
        return spoken.get(INJECT)
                .filter(value -> TRUE.contains(value) || FALSE.contains(value))
                .map(value -> answer(TRUE.contains(value), "R4.2", Field.of(workload, spoken, INJECT)));
    }

    /** Where a workload itself says that it wants no sidecar. */
    static Optional<Origin> refusal(Workload workload) {
        return Stream.of(workload.labels(), workload.annotations())
                .filter(spoken -> spoken.get(INJECT).filter(FALSE::contains).isPresent())
                .flatMap(spoken -> spoken.originOf(INJECT).stream())
                .findFirst();
    }

    /** That nothing is injected, if this is the policy. */
    private static Optional<Explained<Boolean>> underPolicy(Policy policy, InjectorSettings settings) {
        return settings.policy()
                .filter(written -> written.value() == policy)
                .map(written -> answer(false, "R4.2", Field.of(settings, written)));
    }

    private static Optional<Located<LabelSelector>> selecting(
            List<Located<LabelSelector>> selectors, Workload workload) {
        return selectors.stream()
                .filter(selector ->
                        !selector.value().isEmpty() && selector.value().matches(workload.labels()))
                .findFirst();
    }

    private static Optional<Resource> namespaceOf(Workload workload, Mesh mesh) {
        return mesh.find(new ResourceId("Namespace", "", workload.namespace()));
    }

    /** Nobody asked for it: neither the namespace nor the pod has a label that could have. */
    private static Explained<Boolean> byDefault(Workload workload, Mesh mesh) {
        Stream<Ignored> namespace = namespaceOf(workload, mesh).stream()
                .map(found -> new Ignored(Field.of(found), "has no label " + INJECTION + " or " + REVISION));
        Ignored pod = new Ignored(Field.of(workload), "its pods have no label " + INJECT + " or " + REVISION);
        List<Ignored> silent = Stream.concat(namespace, Stream.of(pod)).toList();
        return new Explained<>(false, List.of(new Reason(QUESTION, NONE, "R4.1", Optional.empty(), silent)));
    }

    private static Explained<Boolean> answer(boolean injected, String rule, Field decidedBy) {
        return new Explained<>(
                injected,
                List.of(new Reason(QUESTION, injected ? "injected" : NONE, rule, Optional.of(decidedBy), List.of())));
    }
}
