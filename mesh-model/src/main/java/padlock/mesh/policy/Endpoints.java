package padlock.mesh.policy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import padlock.mesh.resource.Instance;
import padlock.mesh.resource.Mesh;
import padlock.mesh.resource.Service;
import padlock.mesh.resource.Service.ServicePort;

/** The pods behind services, in the order of their names. */
final class Endpoints {

    private final Map<String, List<Instance>> byNamespace = new LinkedHashMap<>();

    Endpoints(Mesh mesh) {
        mesh.instances()
                .values()
                .forEach(instance -> byNamespace
                        .computeIfAbsent(instance.id().namespace(), namespace -> new ArrayList<>())
                        .add(instance));
    }

    /** The pods that the service selects. */
    List<Instance> behind(Service service) {
        return byNamespace.getOrDefault(service.namespace(), List.of()).stream()
                .filter(instance -> service.selects(instance.workload()))
                .toList();
    }

    /** Those of them that have the port which the service names. */
    static List<Instance> having(ServicePort port, List<Instance> pods) {
        return pods.stream()
                .filter(instance -> port.target().on(instance.workload()).isPresent())
                .toList();
    }
}
