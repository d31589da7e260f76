package padlock.mesh.policy;

import java.util.List;
import java.util.Optional;
import padlock.mesh.policy.Reason.Field;
import padlock.mesh.resource.Located;
import padlock.mesh.resource.Mesh;
import padlock.mesh.resource.MeshSettings;
import padlock.mesh.resource.Service;
import padlock.mesh.resource.SidecarScope;
import padlock.mesh.resource.Workload;

/**
 * Which of the kind Sidecar holds for a workload: one that selects it, else its namespace's, else the root namespace's;
 * of several the oldest. They are never merged.
 */
final class SidecarScopes {

    private static final String ANY = "*";
    private static final String OWN = ".";

    private final MeshSettings settings;
    private final List<SidecarScope> scopes;

    SidecarScopes(Mesh mesh) {
        settings = mesh.settings();
        scopes = mesh.sidecarScopes().stream().sorted(Age.OLDEST_FIRST).toList();
    }

    Optional<SidecarScope> of(Workload workload) {
        return in(workload.namespace(), true, workload)
                .or(() -> in(workload.namespace(), false, workload))
                .or(() -> in(settings.rootNamespace(), false, workload));
    }

    private Optional<SidecarScope> in(String namespace, boolean selecting, Workload workload) {
        return scopes.stream()
                .filter(scope -> scope.namespace().equals(namespace))
                .filter(scope -> selects(scope) == selecting)
                .filter(scope -> !selecting
                        || scope.workloadSelector()
                                .filter(workload.labels()::containsAll)
                                .isPresent())
                .findFirst();
    }

    private static boolean selects(SidecarScope scope) {
        return scope.workloadSelector().filter(labels -> !labels.isEmpty()).isPresent();
    }

    /** Whether a sidecar of this namespace knows a port of a service (R5.9). */
    static boolean knows(Optional<SidecarScope> scope, String clientNamespace, Service service, int port) {
        return service.exportedTo(clientNamespace)
                && scope.map(SidecarScope::egress)
                        .filter(egress -> !egress.isEmpty())
                        .map(egress -> egress.stream()
                                .filter(listener -> listener.port()
                                        .map(only -> only == port)
                                        .orElse(true))
                                .flatMap(listener -> listener.hosts().stream())
                                .map(Located::value)
                                .anyMatch(hosts -> covers(hosts, clientNamespace, service)))
                        .orElse(true);
    }

    private static boolean covers(SidecarScope.Hosts hosts, String clientNamespace, Service service) {
        boolean in = hosts.namespace().equals(ANY)
                || hosts.namespace().equals(service.namespace())
                || hosts.namespace().equals(OWN) && service.namespace().equals(clientNamespace);
        return in && Hosts.mostSpecific(List.of(hosts.name()), service.host()).isPresent();
    }

    /** What becomes of calls to what the sidecar does not know: plaintext, or nothing. */
    Explained<Outside> outside(Optional<SidecarScope> scope) {
        Optional<Located<Boolean>> own = scope.flatMap(SidecarScope::registryOnly);
        Optional<Located<Boolean>> meshWide = settings.registryOnly();
        boolean refused = own.or(() -> meshWide).map(Located::value).orElse(false);
        Optional<Field> field = own.map(written -> Field.of(scope.orElseThrow(), written))
                .or(() -> meshWide.filter(Located::value).map(written -> Field.of(settings, written)))
                .or(() -> scope.map(SidecarScopes::known))
                .or(() -> meshWide.map(written -> Field.of(settings, written)));
        return refused
                ? new Explained<>(
                        Outside.BLACK_HOLE, List.of(new Reason("client transport", "none", "R5.9", field, List.of())))
                : new Explained<>(
                        Outside.PASS_THROUGH,
                        List.of(new Reason("client transport", "plaintext", "R5.9", field, List.of())));
    }

    /** Where it begins to list what is known. */
    private static Field known(SidecarScope scope) {
        return scope.egress().stream()
                .flatMap(listener -> listener.hosts().stream())
                .findFirst()
                .map(first -> Field.of(scope, first))
                .orElseGet(() -> Field.of(scope));
    }
}
