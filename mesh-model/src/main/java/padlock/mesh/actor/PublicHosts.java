package padlock.mesh.actor;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import padlock.mesh.policy.Hosts;
import padlock.mesh.resource.Gateway;
import padlock.mesh.resource.Mesh;
import padlock.mesh.resource.Service;
import padlock.mesh.resource.VirtualService;
import padlock.mesh.resource.Workload;

/**
 * The names under which the world knows the gateways of a mesh: somebody has its DNS lead there what their Gateways
 * listen for. A name that is routed within the mesh as well is one outside, to which a gateway leads.
 */
final class PublicHosts {

    private static final String EVERYTHING = "*";

    private final Mesh mesh;
    private final List<Door> doors;
    private final Set<String> routedWithin = new TreeSet<>();

    /** A Gateway, and the workloads that it has listen. */
    private record Door(Gateway gateway, List<Workload> workloads) {}

    PublicHosts(Mesh mesh) {
        this.mesh = mesh;
        List<Workload> proxies =
                mesh.workloads().stream().filter(Workload::isGateway).toList();
        doors = mesh.gateways().stream()
                .map(gateway -> new Door(
                        gateway,
                        proxies.stream()
                                .filter(proxy -> proxy.labels().containsAll(gateway.selector()))
                                .toList()))
                .filter(door -> !door.workloads().isEmpty())
                .toList();
        mesh.virtualServices().stream()
                .filter(service -> service.gateways().contains(VirtualService.MESH))
                .forEach(service -> routedWithin.addAll(service.hosts()));
    }

    /** Those that lead to this service. */
    List<String> of(Service service) {
        return doors.stream()
                .filter(door -> door.workloads().stream().anyMatch(service::selects))
                .map(Door::gateway)
                .flatMap(gateway -> gateway.servers().stream()
                        .filter(server -> service.port(server.port()).isPresent())
                        .flatMap(server -> server.hostNames().stream())
                        .flatMap(host -> host.equals(EVERYTHING) ? routed(gateway) : Stream.of(host)))
                .filter(host -> !routedWithin.contains(host))
                .distinct()
                .sorted()
                .toList();
    }

    /** A server for everything is known by what is routed there. */
    private Stream<String> routed(Gateway gateway) {
        return mesh.virtualServices().stream()
                .filter(service -> service.gateways().contains(gateway.boundAs()))
                .flatMap(service -> service.hosts().stream().map(host -> Hosts.resolve(host, service.namespace())))
                .filter(host -> !host.equals(EVERYTHING));
    }
}
