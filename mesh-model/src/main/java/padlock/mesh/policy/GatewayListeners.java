package padlock.mesh.policy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import padlock.mesh.policy.GatewayServer.Traffic;
import padlock.mesh.policy.Reason.Field;
import padlock.mesh.policy.VirtualHost.Rules;
import padlock.mesh.resource.Gateway;
import padlock.mesh.resource.Mesh;
import padlock.mesh.resource.ServerTls;
import padlock.mesh.resource.Service;
import padlock.mesh.resource.VirtualService;
import padlock.mesh.resource.Workload;

/**
 * What a gateway listens for, by the port of its pod: the servers of the Gateways that select it, and in them the
 * routes of the VirtualServices that are bound to these. Unlike for sidecars, routes of several VirtualServices for one
 * host are taken together, the oldest first. PeerAuthentication has no say there (R10.1).
 */
final class GatewayListeners {

    private static final String EVERYTHING = "*";

    private final Mesh mesh;
    private final VirtualServices virtualServices;
    private final Secrets secrets;
    private final List<Gateway> gateways;

    /** A server, and the Gateway that it is of. */
    private record Bound(Gateway gateway, Gateway.Server server) {

        Field field() {
            return new Field(gateway.id(), server.origin());
        }

        Reason reason(String answer) {
            return new Reason("gateway server", answer, "R10.1", Optional.of(field()), List.of());
        }

        Reason reason() {
            String mode = server.tls()
                    .filter(tls -> server.protocol().isTls())
                    .map(tls -> " " + tls.mode())
                    .orElse("");
            return reason(server.protocol() + mode);
        }
    }

    GatewayListeners(Mesh mesh, VirtualServices virtualServices, Secrets secrets) {
        this.mesh = mesh;
        this.secrets = secrets;
        this.virtualServices = virtualServices;
        gateways = mesh.gateways().stream().sorted(Age.OLDEST_FIRST).toList();
    }

    /** Nothing for what is no gateway. */
    SortedMap<Integer, GatewayListener> of(Workload workload) {
        SortedMap<Integer, List<Bound>> bound = new TreeMap<>();
        gateways.stream()
                .filter(gateway -> workload.isGateway() && workload.labels().containsAll(gateway.selector()))
                .forEach(gateway -> gateway.servers()
                        .forEach(server -> bound.computeIfAbsent(
                                        target(server.port(), workload), none -> new ArrayList<>())
                                .add(new Bound(gateway, server))));
        SortedMap<Integer, GatewayListener> listeners = new TreeMap<>();
        bound.forEach((port, servers) -> {
            List<GatewayServer> held = servers(servers, workload);
            if (!held.isEmpty()) {
                listeners.put(port, new GatewayListener(servers.get(0).server().port(), held));
            }
        });
        return listeners;
    }

    /** What is said of a port of a service to a gateway that calls it: by whatever server routes that very host. */
    static Optional<VirtualHost> routes(SortedMap<Integer, GatewayListener> listeners, String host, int port) {
        return listeners.values().stream()
                .flatMap(listener -> listener.servers().stream())
                .filter(server -> server.traffic() == Traffic.REQUESTS)
                .flatMap(server -> server.hosts().stream())
                .filter(known -> known.host().equals(host))
                .map(known -> new VirtualHost(host, port, known.http(), known.connections()))
                .findFirst();
    }

    /** The port of the pod that a service leads this port to, else the port itself. */
    private int target(int port, Workload workload) {
        return mesh.services().stream()
                .filter(service -> service.selects(workload))
                .flatMap(service -> service.port(port).stream())
                .map(Service.ServicePort::target)
                .flatMap(target -> target.on(workload).stream())
                .findFirst()
                .orElse(port);
    }

    /** Servers for HTTP in the clear share their port, and are told apart by the request alone. */
    private List<GatewayServer> servers(List<Bound> servers, Workload workload) {
        List<GatewayServer> held = new ArrayList<>();
        List<Bound> plain = servers.stream()
                .filter(bound -> bound.server().protocol() == Gateway.Protocol.HTTP)
                .toList();
        if (!plain.isEmpty()) {
            held.add(http(plain, workload));
        }
        servers.stream()
                .filter(bound -> bound.server().protocol() != Gateway.Protocol.HTTP)
                .flatMap(bound -> held(bound, workload))
                .forEach(held::add);
        return held;
    }

    private Stream<GatewayServer> held(Bound bound, Workload workload) {
        Gateway.Server server = bound.server();
        if (server.readsRequests()) {
            return Stream.of(http(List.of(bound), workload));
        } else if (!server.protocol().isTls() || server.endsTls()) {
            return bytes(bound, workload);
        }
        return server.tls()
                        .filter(tls -> tls.mode() == ServerTls.Mode.AUTO_PASSTHROUGH)
                        .isPresent()
                ? Stream.of(held(bound, Traffic.CLUSTER_NAMES, List.of(), workload))
                : passedThrough(bound, workload);
    }

    private GatewayServer http(List<Bound> servers, Workload workload) {
        Map<String, List<HttpRule>> hosts = new LinkedHashMap<>();
        SortedMap<String, Reason> redirects = new TreeMap<>();
        for (Bound bound : servers) {
            routed(
                    bound,
                    workload,
                    (service, host) -> hosts.computeIfAbsent(host, none -> new ArrayList<>())
                            .addAll(virtualServices.http(service, bound.server().port(), workload, names(bound))));
            if (bound.server().redirectsToHttps()) {
                bound.server()
                        .hostNames()
                        .forEach(host -> redirects.putIfAbsent(host, bound.reason("redirect to HTTPS")));
            }
        }
        List<VirtualHost> known = hosts.entrySet().stream()
                .map(host -> new VirtualHost(
                        host.getKey(),
                        servers.get(0).server().port(),
                        new Rules<>(host.getValue(), List.of()),
                        new Rules<>(List.of(), List.of())))
                .toList();
        Bound first = servers.get(0);
        GatewayServer held = held(first, Traffic.REQUESTS, known, workload);
        return new GatewayServer(
                held.serverNames(),
                held.tls(),
                held.lacksSecret(),
                held.traffic(),
                redirects,
                known,
                servers.size() == 1 ? held.reasons() : List.of());
    }

    /** Without a route nobody listens. */
    private Stream<GatewayServer> bytes(Bound bound, Workload workload) {
        List<ConnectionRule> rules = new ArrayList<>();
        routed(
                bound,
                workload,
                (service, host) ->
                        rules.addAll(virtualServices.tcp(service, bound.server().port(), workload, names(bound))));
        return rules.isEmpty()
                ? Stream.empty()
                : Stream.of(held(bound, Traffic.BYTES, List.of(host(bound, rules)), workload));
    }

    /** Each route is for the names that it lists. */
    private Stream<GatewayServer> passedThrough(Bound bound, Workload workload) {
        List<ConnectionRule> rules = new ArrayList<>();
        routed(
                bound,
                workload,
                (service, host) ->
                        rules.addAll(virtualServices.tls(service, bound.server().port(), workload, names(bound))));
        return rules.stream()
                .distinct()
                .map(rule -> new GatewayServer(
                        rule.serverNames(),
                        Optional.empty(),
                        false,
                        Traffic.BYTES,
                        new TreeMap<>(),
                        List.of(host(bound, List.of(rule))),
                        List.of(bound.reason())));
    }

    private GatewayServer held(Bound bound, Traffic traffic, List<VirtualHost> hosts, Workload workload) {
        Gateway.Server server = bound.server();
        boolean named = server.protocol().isTls() && !server.hostNames().contains(EVERYTHING);
        Optional<Explained<Optional<DownstreamTls>>> tls = server.tls()
                .filter(settings -> server.endsTls())
                .map(settings -> new GatewayTls(secrets, workload.namespace()).of(settings, bound.field()));
        return new GatewayServer(
                named ? server.hostNames() : List.of(),
                tls.flatMap(Explained::value),
                tls.filter(known -> known.value().isEmpty()).isPresent(),
                traffic,
                new TreeMap<>(),
                hosts,
                Stream.concat(Stream.of(bound.reason()), tls.stream().flatMap(known -> known.reasons().stream()))
                        .toList());
    }

    private static VirtualHost host(Bound bound, List<ConnectionRule> rules) {
        return new VirtualHost(
                String.join(", ", bound.server().hostNames()),
                bound.server().port(),
                new Rules<>(List.of(), List.of()),
                new Rules<>(rules.stream().distinct().toList(), List.of()));
    }

    private static List<String> names(Bound bound) {
        return List.of(bound.gateway().boundAs());
    }

    /** Takes what a VirtualService says of a host. */
    private interface Taker {
        void take(VirtualService service, String host);
    }

    private void routed(Bound bound, Workload workload, Taker taker) {
        for (VirtualService service : virtualServices.boundTo(bound.gateway(), workload.namespace())) {
            for (String written : service.hosts()) {
                String host = Hosts.resolve(written, service.namespace());
                bound.server().hosts().stream()
                        .flatMap(listened -> common(listened, host, bound.gateway(), service).stream())
                        .distinct()
                        .forEach(common -> taker.take(service, common));
            }
        }
    }

    /** What is common to a host that a server listens for and one that a VirtualService routes: the narrower one. */
    private static Optional<String> common(String listened, String routed, Gateway gateway, VirtualService service) {
        int slash = listened.indexOf('/');
        String namespace = slash < 0 ? EVERYTHING : listened.substring(0, slash);
        String host = listened.substring(slash + 1);
        boolean allowed = namespace.equals(EVERYTHING)
                || namespace.equals(service.namespace())
                || namespace.equals(".") && gateway.id().namespace().equals(service.namespace());
        return Stream.of(host, routed)
                .filter(one -> allowed && Hosts.matches(host, routed))
                .max((one, other) -> Integer.compare(
                        one.replace(EVERYTHING, "").length(),
                        other.replace(EVERYTHING, "").length()));
    }
}
