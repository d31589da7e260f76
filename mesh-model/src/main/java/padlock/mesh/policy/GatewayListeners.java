package padlock.mesh.policy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import padlock.mesh.policy.VirtualHost.Rules;
import padlock.mesh.resource.Gateway;
import padlock.mesh.resource.Mesh;
import padlock.mesh.resource.Service;
import padlock.mesh.resource.VirtualService;
import padlock.mesh.resource.Workload;

/**
 * What a gateway listens for, by the port of its pod: the servers of the Gateways that select it, and in them the
 * routes of the VirtualServices that are bound to these. Unlike for sidecars, routes of several VirtualServices for one
 * host are taken together, the oldest first. PeerAuthentication has no say there (R10.1).
 */
final class GatewayListeners {

    private final Mesh mesh;
    private final VirtualServices virtualServices;
    private final List<Gateway> gateways;

    GatewayListeners(Mesh mesh, VirtualServices virtualServices) {
        this.mesh = mesh;
        this.virtualServices = virtualServices;
        gateways = mesh.gateways().stream().sorted(Age.OLDEST_FIRST).toList();
    }

    /** The hosts for which a pod of this workload listens; none for what is no gateway. */
    SortedMap<Integer, List<VirtualHost>> of(Workload workload) {
        SortedMap<Integer, Map<String, List<HttpRule>>> listening = new TreeMap<>();
        SortedMap<Integer, Integer> asked = new TreeMap<>();
        gateways.stream()
                .filter(gateway -> workload.isGateway() && workload.labels().containsAll(gateway.selector()))
                .forEach(gateway -> gateway.servers().stream()
                        .filter(Gateway.Server::http)
                        .forEach(server -> {
                            int port = bound(server.port(), workload);
                            asked.put(port, server.port());
                            add(
                                    listening.computeIfAbsent(port, none -> new LinkedHashMap<>()),
                                    gateway,
                                    server,
                                    workload);
                        }));
        SortedMap<Integer, List<VirtualHost>> listeners = new TreeMap<>();
        listening.forEach((port, hosts) -> listeners.put(
                port,
                hosts.entrySet().stream()
                        .map(host -> new VirtualHost(
                                host.getKey(),
                                asked.get(port),
                                new Rules<>(host.getValue(), List.of()),
                                new Rules<>(List.of(), List.of())))
                        .toList()));
        return listeners;
    }

    /** The port of the pod that a service leads this port to, else the port itself. */
    private int bound(int port, Workload workload) {
        return mesh.services().stream()
                .filter(service -> service.selects(workload))
                .flatMap(service -> service.port(port).stream())
                .map(Service.ServicePort::target)
                .flatMap(target -> target.on(workload).stream())
                .findFirst()
                .orElse(port);
    }

    private void add(Map<String, List<HttpRule>> hosts, Gateway gateway, Gateway.Server server, Workload workload) {
        for (VirtualService service : virtualServices.boundTo(gateway, workload.namespace())) {
            List<HttpRule> rules = virtualServices.http(service, server.port(), workload, List.of(gateway.boundAs()));
            for (String written : service.hosts()) {
                String host = Hosts.resolve(written, service.namespace());
                server.hosts().stream()
                        .flatMap(listened -> common(listened, host, gateway, service).stream())
                        .forEach(common -> hosts.computeIfAbsent(common, none -> new ArrayList<>())
                                .addAll(rules));
            }
        }
    }

    /** What is common to a host that a server listens for and one that a VirtualService routes: the narrower one. */
    private static Optional<String> common(String listened, String routed, Gateway gateway, VirtualService service) {
        int slash = listened.indexOf('/');
        String namespace = slash < 0 ? "*" : listened.substring(0, slash);
        String host = listened.substring(slash + 1);
        boolean allowed = namespace.equals("*")
                || namespace.equals(service.namespace())
                || namespace.equals(".") && gateway.id().namespace().equals(service.namespace());
        return Stream.of(host, routed)
                .filter(one -> allowed && Hosts.matches(host, routed))
                .max((one, other) -> Integer.compare(
                        one.replace("*", "").length(), other.replace("*", "").length()));
    }
}
