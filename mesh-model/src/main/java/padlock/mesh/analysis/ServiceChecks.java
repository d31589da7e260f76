package padlock.mesh.analysis;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import padlock.mesh.resource.Service;
import padlock.mesh.resource.Service.ServicePort;
import padlock.mesh.resource.Workload;

/** Whether all services in front of a workload tell the same of its ports. */
final class ServiceChecks implements Check {

    /** A port of a service in front of the workload. */
    private record Way(Service service, ServicePort port) {

        String words() {
            return service.host() + ":" + port.number() + (port.name().isEmpty() ? "" : " (" + port.name() + ")");
        }
    }

    @Override
    public void look(StudiedMesh mesh, Consumer<Finding> found) {
        mesh.mesh().workloads().stream()
                .filter(mesh::hasSidecar)
                .forEach(workload -> contradicting(mesh, workload, found));
    }

    private static Stream<Way> ways(Service service) {
        return service.ports().stream().map(port -> new Way(service, port));
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
            if (differ(ways, way -> way.port().protocol().handling())) {
                found.accept(new Finding(
                        Code.IST0116,
                        Where.in(workload, "metadata", "name"),
                        "This deployment " + StudiedMesh.name(workload)
                                + " is associated with multiple services using port " + number
                                + " but different protocols: " + words(ways)
                                + ". Its sidecar takes the port as the oldest service says, whatever the others say.",
                        "declare one protocol for the port in all of its services"));
            }
            if (differ(ways, way -> way.port().number())) {
                found.accept(new Finding(
                        Code.IST0137,
                        Where.in(workload, "metadata", "name"),
                        "This deployment " + StudiedMesh.name(workload)
                                + " is associated with multiple services using targetPort \"" + number
                                + "\" but different ports: " + words(ways) + ".",
                        "use one port number in all of its services"));
            }
        });
    }

    private static boolean differ(List<Way> ways, Function<Way, Object> by) {
        return ways.stream().map(by).distinct().count() > 1;
    }

    private static String words(List<Way> ways) {
        return ways.stream().map(Way::words).collect(Collectors.joining(", "));
    }
}
