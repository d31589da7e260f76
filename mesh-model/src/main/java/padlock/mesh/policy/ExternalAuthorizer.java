package padlock.mesh.policy;

import java.util.List;
import java.util.Optional;
import padlock.mesh.resource.AuthorizationSettings.Provider;
import padlock.mesh.resource.Mesh;
import padlock.mesh.resource.Service;

/**
 * A provider that CUSTOM policies name, as the control plane resolved it.
 *
 * @param known whether the mesh's settings declare it and its service is in the registry
 * @param reachable whether a pod stands behind the port of its service
 */
record ExternalAuthorizer(String name, Optional<Provider> declared, boolean known, boolean reachable) {

    static ExternalAuthorizer named(String name, Mesh mesh) {
        Optional<Provider> declared = mesh.settings().authorization().providers().stream()
                .filter(provider -> provider.name().equals(name))
                .findFirst();
        List<Service> services = declared.stream()
                .flatMap(provider -> mesh.services().stream().filter(service -> isMeant(provider, service)))
                .toList();
        boolean reachable = services.stream()
                .anyMatch(service -> service.port(declared.orElseThrow().port()).stream()
                        .anyMatch(port -> mesh.instances().values().stream()
                                .anyMatch(pod -> service.selects(pod.workload())
                                        && port.target().on(pod.workload()).isPresent())));
        return new ExternalAuthorizer(name, declared, !services.isEmpty(), reachable);
    }

    private static boolean isMeant(Provider provider, Service service) {
        return service.host().equals(provider.host())
                && provider.namespace().stream().allMatch(service.namespace()::equals);
    }
}
