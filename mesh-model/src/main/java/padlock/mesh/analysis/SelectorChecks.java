package padlock.mesh.analysis;

import java.util.List;
import java.util.function.Consumer;
import padlock.mesh.resource.Labels;
import padlock.mesh.resource.Mesh;
import padlock.mesh.resource.Resource;

/** Whether Gateways and Sidecars select pods that are there. */
final class SelectorChecks implements Check {

    @Override
    public void look(StudiedMesh studied, Consumer<Finding> found) {
        Mesh mesh = studied.mesh();
        mesh.gateways().stream()
                .filter(gateway -> mesh.workloads().stream()
                        .noneMatch(workload -> workload.labels().containsAll(gateway.selector())))
                .forEach(gateway -> nobody(
                        gateway,
                        gateway.selector(),
                        List.of("spec", "selector"),
                        "nobody listens on its ports",
                        found));
        mesh.sidecarScopes()
                .forEach(scope -> scope.workloadSelector()
                        .filter(labels -> studied.selected(scope.namespace(), scope.workloadSelector())
                                .isEmpty())
                        .ifPresent(labels -> nobody(
                                scope,
                                labels,
                                List.of("spec", "workloadSelector"),
                                "it changes nobody's configuration",
                                found)));
    }

    private static void nobody(
            Resource resource, Labels labels, List<String> path, String effect, Consumer<Finding> found) {
        found.accept(new Finding(
                Code.IST0101,
                Where.in(resource, path.toArray(String[]::new)),
                "Referenced selector not found: \"" + labels + "\", so " + effect + ".",
                "write labels that pods have"));
    }
}
