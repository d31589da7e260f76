package padlock.mesh.policy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import padlock.mesh.policy.Reason.Field;
import padlock.mesh.resource.Instance;
import padlock.mesh.resource.Located;
import padlock.mesh.resource.Mesh;
import padlock.mesh.resource.Service;
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

    /** A pod behind a port of a service, and the port that it has for it. */
    record Reached(Instance instance, int port) {}

    /** The pods behind a port of services that have their endpoints in common, by its number. */
    List<Reached> on(List<Service> together, int number) {
        return once(together, service -> on(service, number));
    }

    /** The pods behind any port of them. */
    List<Instance> onAnyPort(List<Service> together) {
        return once(together, this::onAnyPort);
    }

    private static <T> List<T> once(List<Service> together, Function<Service, Stream<T>> of) {
        Stream<T> all = together.stream().flatMap(of);
        return (together.size() == 1 ? all : all.distinct()).toList();
    }

    private Stream<Reached> on(Service service, int number) {
        return service.port(number).stream()
                .flatMap(port -> behind(service)
                        .flatMap(instance -> port.target().on(instance.workload()).stream()
                                .map(target -> new Reached(instance, target))));
    }

    private Stream<Instance> onAnyPort(Service service) {
        return behind(service)
                .filter(instance -> service.ports().stream()
                        .anyMatch(port -> port.target().on(instance.workload()).isPresent()));
    }

    private Stream<Instance> behind(Service service) {
        return byNamespace.getOrDefault(service.namespace(), List.of()).stream()
                .filter(instance -> service.selects(instance.workload()));
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
