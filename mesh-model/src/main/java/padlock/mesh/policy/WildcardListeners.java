package padlock.mesh.policy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import padlock.mesh.policy.Reason.Field;
import padlock.mesh.policy.Reason.Ignored;
import padlock.mesh.resource.Labels;
import padlock.mesh.resource.Mesh;
import padlock.mesh.resource.PortProtocol;
import padlock.mesh.resource.Service;
import padlock.mesh.resource.Service.Discovery;
import padlock.mesh.resource.Service.ServicePort;
import padlock.mesh.resource.Workload;

/**
 * Where a ServiceEntry tells no address, its port that is not for HTTP is listened on at every address; of several the
 * oldest has the listener ({@code buildSidecarOutboundListener} of Istio's {@code listener.go}). Proxies that answer
 * DNS themselves have an address allocated for each such host instead.
 */
final class WildcardListeners {

    private static final List<PortProtocol> ALONE = List.of(PortProtocol.MONGO, PortProtocol.MYSQL);

    private final Mesh mesh;
    private final boolean allocates;
    private final Map<Integer, List<Service>> byPort = new LinkedHashMap<>();

    WildcardListeners(Mesh mesh) {
        this.mesh = mesh;
        allocates = mesh.istiodVariable("PILOT_ENABLE_IP_AUTOALLOCATE")
                .map(Mesh::isTrue)
                .orElse(true);
        List<Service> services = mesh.services().stream()
                .filter(service -> service.aliasOf().isEmpty())
                .sorted(Registry.OLDEST_FIRST)
                .toList();
        services.forEach(service -> service.ports().stream()
                .filter(port -> isUnaddressed(service, port))
                .forEach(port -> byPort.putIfAbsent(port.number(), new ArrayList<>())));
        services.forEach(service -> service.ports()
                .forEach(
                        port -> Optional.ofNullable(byPort.get(port.number())).ifPresent(there -> there.add(service))));
    }

    /**
     * Those of a client's sidecar, by port.
     *
     * @param known which ports of services it knows
     */
    SortedMap<Integer, WildcardListener> of(Workload client, BiPredicate<Service, Integer> known) {
        SortedMap<Integer, WildcardListener> listeners = new TreeMap<>();
        boolean allocated = usesAllocated(client);
        byPort.forEach((port, services) -> listeners.put(
                port,
                listener(
                        port,
                        services.stream()
                                .filter(service -> known.test(service, port))
                                .toList(),
                        allocated)));
        listeners.values().removeIf(listener -> listener.clusters().isEmpty());
        return listeners;
    }

    private static WildcardListener listener(int port, List<Service> known, boolean allocated) {
        List<Service> unaddressed = known.stream()
                .filter(service -> isUnaddressed(service, service.port(port).orElseThrow()))
                .filter(service -> !allocated || !isAllocatable(service))
                .toList();
        return new WildcardListener(
                unaddressed.stream()
                        .filter(service -> takes(service, port, known))
                        .findFirst()
                        .map(taker -> new WildcardListener.Taker(
                                Cluster.name(taker.host(), port), reason(taker, port, unaddressed))),
                unaddressed.stream()
                        .map(service -> Cluster.name(service.host(), port))
                        .toList());
    }

    /**
     * A port of no declared protocol comes too late where an older service is for HTTP there, and MySQL and MongoDB do
     * where there is any, since their programs speak first.
     */
    private static boolean takes(Service service, int port, List<Service> known) {
        PortProtocol protocol = service.port(port).orElseThrow().protocol();
        return known.stream()
                .takeWhile(older -> older != service)
                .map(older -> older.port(port).orElseThrow())
                .noneMatch(older -> older.protocol().handling() == PortProtocol.Handling.HTTP
                        && (protocol == PortProtocol.UNDECLARED || ALONE.contains(protocol)));
    }

    private static boolean isUnaddressed(Service service, ServicePort port) {
        boolean byPod =
                service.discovery() == Discovery.AS_CALLED && service.selector().isPresent();
        return service.isEntry()
                && service.addresses().isEmpty()
                && !byPod
                && port.protocol().handling() != PortProtocol.Handling.HTTP
                && !port.protocol().isTls();
    }

    private boolean usesAllocated(Workload client) {
        Labels variables = ProxyVariables.of(client, mesh.settings());
        return isTrue(variables, "ISTIO_META_DNS_CAPTURE")
                && (allocates || isTrue(variables, "ISTIO_META_DNS_AUTO_ALLOCATE"));
    }

    private static boolean isTrue(Labels variables, String name) {
        return variables.get(name).filter(Mesh::isTrue).isPresent();
    }

    private static boolean isAllocatable(Service service) {
        return service.discovery() != Discovery.AS_CALLED && !service.host().startsWith("*");
    }

    private static Reason reason(Service winner, int port, List<Service> unaddressed) {
        return new Reason(
                "listener",
                "0.0.0.0:" + port + " for " + winner.host(),
                "R6.12",
                Optional.of(field(winner)),
                unaddressed.stream()
                        .filter(service -> service != winner)
                        .map(service -> new Ignored(field(service), why(winner, service)))
                        .toList());
    }

    private static String why(Service winner, Service loser) {
        return Age.later(winner, loser) + ", and without an address of its own";
    }

    private static Field field(Service service) {
        return new Field(service.id(), service.metadata().origin());
    }
}
