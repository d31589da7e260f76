package padlock.mesh.policy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import padlock.mesh.policy.Reason.Field;
import padlock.mesh.resource.Instance;
import padlock.mesh.resource.Located;
import padlock.mesh.resource.Mesh;
import padlock.mesh.resource.Service;
import padlock.mesh.resource.Service.ServicePort;
import padlock.mesh.resource.Workload;

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

    /**
     * What tells clients that a pod takes no mutual TLS: its label, else what the pod itself has against a sidecar,
     * else the pod as a whole, which has no label since nobody injected one.
     */
    static Field withoutMutualTls(Instance instance) {
        Workload workload = instance.workload();
        return workload.labels()
                .originOf(Instance.TLS_MODE_LABEL)
                .or(() -> workload.proxyContainer().map(Located::origin))
                .or(workload::hostNetworkAt)
                .or(() -> Injection.refusal(workload))
                .map(origin -> Field.at(origin, workload))
                .orElseGet(() -> Field.of(workload));
    }
}
