package padlock.mesh.policy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import padlock.mesh.resource.Service;
import padlock.mesh.resource.Workload;

/**
 * Who a host is of which several manifests tell: a Service of Kubernetes, else the oldest ServiceEntry that a client
 * sees, with the ports of those that are like it ({@code appendSidecarServices} of Istio's {@code sidecar.go}). All of
 * one namespace have their endpoints in common, whoever gives the host its ports.
 */
public final class Registry {

    /** The order in which Istio takes them: within one age by host, not by the name of the manifest. */
    static final Comparator<Service> OLDEST_FIRST = Comparator.<Service, Instant>comparing(
                    service -> service.metadata().created())
            .thenComparing(Service::host)
            .thenComparing(Service::namespace)
            .thenComparing(service -> service.id().name());

    private final Map<String, List<Service>> byHost = new LinkedHashMap<>();

    public Registry(Collection<Service> services) {
        services.forEach(service -> byHost.computeIfAbsent(service.host(), host -> new ArrayList<>())
                .add(service));
        byHost.values().stream()
                .filter(rivals -> rivals.size() > 1)
                .forEach(rivals ->
                        rivals.sort(Comparator.comparing(Service::isEntry).thenComparing(OLDEST_FIRST)));
    }

    /** One service for each host, as a client has it that sees everything. */
    public List<Service> services() {
        return byHost.values().stream().map(Registry::merged).toList();
    }

    private static Service merged(List<Service> rivals) {
        Service first = rivals.get(0);
        return rivals.size() == 1
                ? first
                : first.with(
                        rivals.stream()
                                .flatMap(service ->
                                        service.ports().stream().filter(port -> gives(service, port.number(), rivals)))
                                .toList(),
                        first.isEntry() ? machines(first, rivals) : first.machines());
    }

    private static List<Workload> machines(Service first, List<Service> rivals) {
        return rivals.stream()
                .filter(service -> service.namespace().equals(first.namespace()))
                .flatMap(service -> service.machines().stream())
                .toList();
    }

    /** Whether a client has this port of the host from this service, and not from another. */
    boolean gives(Service service, int port, Predicate<Service> seen) {
        List<Service> rivals = byHost.get(service.host());
        return rivals.size() == 1
                || gives(service, port, rivals.stream().filter(seen).toList());
    }

    private static boolean gives(Service service, int port, List<Service> seen) {
        Service first = seen.get(0);
        if (isSame(service, first)) {
            return true;
        }
        return isAlike(first, service)
                && seen.stream()
                        .takeWhile(older -> !isSame(older, service))
                        .filter(older -> isSame(older, first) || isAlike(first, older))
                        .allMatch(older -> older.port(port).isEmpty());
    }

    /** Those whose endpoints are this one's too, itself first. */
    List<Service> together(Service service) {
        List<Service> together = new ArrayList<>(List.of(service));
        byHost.get(service.host()).stream()
                .filter(other -> !isSame(other, service))
                .filter(other -> other.namespace().equals(service.namespace()))
                .forEach(together::add);
        return together;
    }

    private static boolean isSame(Service one, Service other) {
        return one.id().equals(other.id());
    }

    private static boolean isAlike(Service one, Service other) {
        return one.isEntry()
                && other.isEntry()
                && one.namespace().equals(other.namespace())
                && one.discovery() == other.discovery()
                && one.selector().equals(other.selector())
                && new TreeSet<>(one.exportTo()).equals(new TreeSet<>(other.exportTo()));
    }
}
