package padlock.mesh.analysis;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import padlock.mesh.resource.PortProtocol;
import padlock.mesh.resource.Service;
import padlock.mesh.resource.Service.ServicePort;
import padlock.mesh.resource.Workload;

/** Whether services tell what their ports speak, and tell the same of one port. */
final class ServiceChecks implements Check {

    private record Way(Service service, int index) {

        ServicePort port() {
            return service.ports().get(index);
        }

        Where where() {
            return Where.in(service, "spec", "ports", String.valueOf(index));
        }
    }

    @Override
    public void look(StudiedMesh mesh, Consumer<Finding> found) {
        for (Service service : mesh.mesh().services()) {
            ways(service).forEach(way -> named(mesh, way, found));
        }
        for (Workload workload : mesh.mesh().workloads()) {
            contradicting(mesh, workload, found);
        }
    }

    private static Stream<Way> ways(Service service) {
        return IntStream.range(0, service.ports().size()).mapToObj(index -> new Way(service, index));
    }

    private static void named(StudiedMesh mesh, Way way, Consumer<Finding> found) {
        boolean reached = mesh.mesh().workloads().stream()
                .anyMatch(workload -> way.service().selects(workload) && mesh.hasSidecar(workload));
        if (reached && way.port().protocol() == PortProtocol.UNDECLARED) {
            String name =
                    way.port().name().isEmpty() ? "without a name" : way.port().name();
            found.accept(new Finding(
                    Code.IST0118,
                    way.where(),
                    "Port name " + name + " (port: " + way.port().number() + ") of "
                            + way.service().host()
                            + " doesn't follow the naming convention of Istio port: sidecars guess from the first bytes,"
                            + " so a program that waits for its server to speak first hangs.",
                    "name the port by its protocol, such as http, grpc or tcp-"
                            + (way.port().name().isEmpty() ? "data" : way.port().name()) + ", or set appProtocol"));
        }
    }

    private static void contradicting(StudiedMesh mesh, Workload workload, Consumer<Finding> found) {
        SortedMap<Integer, List<Way>> byTarget = new TreeMap<>();
        mesh.servicesOf(workload).stream()
                .flatMap(ServiceChecks::ways)
                .forEach(way -> way.port()
                        .target()
                        .on(workload)
                        .ifPresent(number -> byTarget.merge(
                                number,
                                List.of(way),
                                (ways, one) -> Stream.concat(ways.stream(), one.stream())
                                        .toList())));
        byTarget.forEach((number, ways) -> {
            different(ways, way -> way.port().protocol().handling().name())
                    .ifPresent(way -> found.accept(new Finding(
                            Code.IST0116,
                            way.where(),
                            "This deployment " + StudiedMesh.name(workload)
                                    + " is associated with multiple services using port " + number
                                    + " but different protocols: its sidecar takes the port as the oldest service says,"
                                    + " whatever the others say.",
                            "declare one protocol for the port in all of its services")));
            different(ways, way -> String.valueOf(way.port().number()))
                    .filter(way -> ways.stream().map(Way::service).distinct().count() > 1)
                    .ifPresent(way -> found.accept(new Finding(
                            Code.IST0137,
                            way.where(),
                            "This deployment " + StudiedMesh.name(workload)
                                    + " is associated with multiple services using targetPort \"" + number
                                    + "\" but different ports.",
                            "use one port number in all of its services")));
        });
    }

    /** The first that differs from those before it. */
    private static Optional<Way> different(List<Way> ways, Function<Way, String> by) {
        Map<String, Way> first = new LinkedHashMap<>();
        ways.forEach(way -> first.putIfAbsent(by.apply(way), way));
        return first.values().stream().skip(1).findFirst();
    }
}
