package padlock.mesh.analysis;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import padlock.mesh.resource.Labels;
import padlock.mesh.resource.Mesh;
import padlock.mesh.resource.Namespace;
import padlock.mesh.resource.Resource;
import padlock.mesh.resource.ResourceId;

/** Whether namespaces say that their pods get sidecars, and say it so that it is understood (R4.1). */
final class NamespaceChecks implements Check {

    static final String INJECTION = "istio-injection";
    static final String REVISION = "istio.io/rev";
    static final String AMBIENT = "istio.io/dataplane-mode";
    private static final List<String> OF_THE_SYSTEM = List.of(
            "kube-system",
            "kube-public",
            "kube-node-lease",
            "local-path-storage",
            "istio-system",
            "istio-ingress",
            "istio-egress");

    @Override
    public void look(StudiedMesh studied, Consumer<Finding> found) {
        Mesh mesh = studied.mesh();
        for (String name : studied.namespaces()) {
            Optional<Resource> place = place(name, mesh);
            boolean ofTheSystem =
                    OF_THE_SYSTEM.contains(name) || name.equals(mesh.settings().rootNamespace());
            if (place.isPresent() && !ofTheSystem) {
                look(name, mesh.namespaceLabels(name), place.get(), found);
            }
        }
    }

    /**
     * The labels that say how pods are taken into the mesh, the one that counts first; a namespace that opts out has
     * one.
     */
    private static List<String> kinds(Labels labels) {
        boolean optsOut =
                labels.get(INJECTION).filter(value -> !value.equals("enabled")).isPresent();
        return Stream.of(INJECTION, REVISION, AMBIENT)
                .filter(kind -> labels.get(kind).isPresent() && (kind.equals(INJECTION) || !optsOut))
                .toList();
    }

    /** The namespace's manifest, else the first workload in it. */
    private static Optional<Resource> place(String name, Mesh mesh) {
        return mesh.find(new ResourceId("Namespace", "", name))
                .or(() -> mesh.workloads().stream()
                        .filter(workload -> workload.namespace().equals(name))
                        .<Resource>map(workload -> workload)
                        .findFirst());
    }

    private static void look(String name, Labels labels, Resource place, Consumer<Finding> found) {
        Optional<String> injection = labels.get(INJECTION);
        boolean ambient = labels.get(AMBIENT).filter("ambient"::equals).isPresent();
        boolean revision = labels.get(REVISION).isPresent();
        List<String> kinds = kinds(labels);
        if (kinds.size() > 1) {
            found.accept(new Finding(
                    Code.IST0123,
                    Where.in(place, "metadata", "labels", kinds.get(1)),
                    "The namespace " + name + " has more than one type of injection labels ("
                            + kinds.stream()
                                    .map(kind -> kind + "=" + labels.get(kind).orElseThrow())
                                    .collect(Collectors.joining(", "))
                            + "): a sidecar or none is injected as the first one says, and the others mislead.",
                    "make sure that only one of the labels exists"));
        } else if (injection.isEmpty() && !revision && !ambient) {
            found.accept(
                    new Finding(
                            Code.IST0102,
                            place instanceof Namespace
                                    ? Where.in(place, "metadata", "name")
                                    : new Where(
                                            new ResourceId("Namespace", "", name),
                                            place.metadata().origin(),
                                            List.of()),
                            "The namespace " + name
                                    + " is not enabled for Istio injection, so its pods get no sidecar unless they"
                                    + " ask for one, and send and take plaintext alone.",
                            "label the namespace istio-injection=enabled, or istio-injection=disabled to say that it is meant"));
        }
        injection
                .filter(value -> !value.equals("enabled") && !value.equals("disabled"))
                .ifPresent(value -> found.accept(new Finding(
                        Code.PAD011,
                        Where.in(place, "metadata", "labels", INJECTION),
                        "The label " + INJECTION + "=" + value + " of namespace " + name
                                + " injects nothing: the webhook asks for the word enabled.",
                        "write istio-injection: enabled")));
    }
}
