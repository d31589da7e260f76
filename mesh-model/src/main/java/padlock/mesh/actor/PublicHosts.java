package padlock.mesh.actor;

import java.util.List;
import java.util.stream.Stream;
import padlock.mesh.policy.Hosts;
import padlock.mesh.resource.Gateway;
import padlock.mesh.resource.Mesh;
import padlock.mesh.resource.Service;
import padlock.mesh.resource.VirtualService;

/**
 * The names under which the world knows the gateways of a mesh: somebody has its DNS lead there what their Gateways
 * listen for. A name that is routed within the mesh as well is one outside, to which a gateway leads.
 */
final class PublicHosts {

    private static final String EVERYTHING = "*";

    private PublicHosts() {}

    /** Those that lead to this service. */
    static List<String> of(Service service, Mesh mesh) {
        return mesh.gateways().stream()
                .filter(gateway -> isBefore(service, gateway, mesh))
                .flatMap(gateway -> gateway.servers().stream()
                        .filter(server -> service.port(server.port()).isPresent())
                        .flatMap(server -> server.hostNames().stream())
                        .flatMap(host -> host.equals(EVERYTHING) ? routed(gateway, mesh) : Stream.of(host)))
                .filter(host -> !isRoutedWithin(host, mesh))
                .distinct()
                .sorted()
                .toList();
    }

    private static boolean isBefore(Service service, Gateway gateway, Mesh mesh) {
        return mesh.workloads().stream()
                .anyMatch(workload -> workload.isGateway()
                        && workload.labels().containsAll(gateway.selector())
                        && service.selects(workload));
    }

    /** A server for everything is known by what is routed there. */
    private static Stream<String> routed(Gateway gateway, Mesh mesh) {
        return mesh.virtualServices().stream()
                .filter(service -> service.gateways().contains(gateway.boundAs()))
                .flatMap(service -> service.hosts().stream().map(host -> Hosts.resolve(host, service.namespace())))
                .filter(host -> !host.equals(EVERYTHING));
    }

    private static boolean isRoutedWithin(String host, Mesh mesh) {
        return mesh.virtualServices().stream()
                .filter(service -> service.gateways().contains(VirtualService.MESH))
                .anyMatch(service -> service.hosts().contains(host));
    }
}
