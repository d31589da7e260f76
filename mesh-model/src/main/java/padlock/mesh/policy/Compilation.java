package padlock.mesh.policy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import padlock.mesh.resource.DestinationRule;
import padlock.mesh.resource.Instance;
import padlock.mesh.resource.Labels;
import padlock.mesh.resource.Mesh;
import padlock.mesh.resource.MutualTlsMode;
import padlock.mesh.resource.ResourceId;
import padlock.mesh.resource.Service;
import padlock.mesh.resource.Service.ServicePort;
import padlock.mesh.resource.SidecarScope;
import padlock.mesh.resource.Workload;

/**
 * One snapshot of the mesh, compiled into what each sidecar must hold. What sidecars have in common is computed once
 * and is the same object: a cluster for all clients that follow the same DestinationRules, everything for all pods of
 * one workload.
 */
public final class Compilation {

    private final Mesh mesh;
    private final Map<String, List<Service>> services = new LinkedHashMap<>();
    private final PeerAuthentications peerAuthentications;
    private final DestinationRules destinationRules;
    private final AccessControls accessControls;
    private final List<String> trustDomains;
    private final Registry registry;
    private final List<Backend> backends;

    private final VirtualServices virtualServices;
    private final GatewayListeners gatewayListeners;
    private final WildcardListeners wildcardListeners;
    private final SidecarScopes scopes;
    private final IngressTls ingressTls;
    private final Secrets secrets;
    private final Map<Clients, List<Cluster>> clusters = new LinkedHashMap<>();
    private final Map<Workload, SidecarConfig> configs = new LinkedHashMap<>();
    private final Map<Target, Explained<MutualTlsMode>> serverModes = new LinkedHashMap<>();

    /** Clients that no DestinationRule and no Sidecar tells apart. */
    private record Clients(
            String namespace, List<ResourceId> selectedBy, ClientKind kind, Optional<SidecarScope> scope) {}

    private record Target(String namespace, Labels labels, int port) {}

    public Compilation(Mesh mesh, Precedence precedence) {
        this.mesh = mesh;
        mesh.services()
                .forEach(service -> services.computeIfAbsent(service.namespace(), namespace -> new ArrayList<>())
                        .add(service));
        peerAuthentications = new PeerAuthentications(mesh, precedence);
        destinationRules = new DestinationRules(mesh);
        accessControls = new AccessControls(mesh);
        trustDomains = AcceptedNames.trustDomains(mesh.settings());
        registry = new Registry(mesh.services());
        Endpoints endpoints = new Endpoints(mesh);
        scopes = new SidecarScopes(mesh);
        ingressTls = new IngressTls(mesh, scopes);
        secrets = new Secrets(mesh);
        virtualServices = new VirtualServices(mesh, ports(registry.services()));
        gatewayListeners = new GatewayListeners(mesh, virtualServices, secrets);
        wildcardListeners = new WildcardListeners(mesh);
        backends = mesh.services().stream()
                .filter(service -> service.aliasOf().isEmpty())
                .flatMap(service -> backends(service, endpoints).stream())
                .toList();
    }

    /** All that the sidecar of this pod holds. */
    public SidecarConfig of(Instance instance) {
        return configs.computeIfAbsent(instance.workload(), this::config);
    }

    private SidecarConfig config(Workload workload) {
        List<Service> neighbours = services.getOrDefault(workload.namespace(), List.of());
        Optional<SidecarScope> scope = workload.isGateway() ? Optional.empty() : scopes.of(workload);
        SortedMap<Integer, GatewayListener> listeners = gatewayListeners.of(workload);
        return new SidecarConfig(
                clusters.computeIfAbsent(clientsLike(workload, scope), clients -> clusters(workload, scope)),
                routes(workload, listeners),
                workload.isGateway()
                        ? new TreeMap<>()
                        : wildcardListeners.of(workload, (service, port) -> knows(workload, scope, service, port)),
                scopes.outside(scope),
                InboundPorts.of(workload, neighbours, scope, ingressTls, peerAuthentications),
                listeners,
                InboundPorts.others(workload, peerAuthentications),
                accessControls.of(workload),
                trustDomains,
                FurtherRoots.of(workload, mesh));
    }

    private static Map<String, List<Integer>> ports(List<Service> services) {
        Map<String, List<Integer>> ports = new LinkedHashMap<>();
        services.forEach(service -> ports.put(
                service.host(),
                service.ports().stream().map(ServicePort::number).toList()));
        return ports;
    }

    private List<VirtualHost> routes(Workload client, SortedMap<Integer, GatewayListener> listeners) {
        return backends.stream()
                .flatMap(backend -> routes(client, listeners, backend.service.host(), backend.port.number()).stream())
                .toList();
    }

    private Optional<VirtualHost> routes(
            Workload client, SortedMap<Integer, GatewayListener> listeners, String host, int port) {
        return client.isGateway()
                ? GatewayListeners.routes(listeners, host, port)
                : virtualServices.at(host, port, client);
    }

    private Clients clientsLike(Workload workload, Optional<SidecarScope> scope) {
        return new Clients(
                workload.namespace(),
                destinationRules.selecting(workload.namespace(), workload.labels()).stream()
                        .map(DestinationRule::id)
                        .toList(),
                ClientKind.of(workload, mesh.settings()),
                scope);
    }

    private List<Cluster> clusters(Workload client, Optional<SidecarScope> scope) {
        return backends.stream()
                .filter(backend -> knows(client, scope, backend.service, backend.port.number()))
                .flatMap(backend -> backend.seenBy(client).stream())
                .toList();
    }

    /** Whether a client's sidecar has a port of a host from this service. */
    private boolean knows(Workload client, Optional<SidecarScope> scope, Service service, int port) {
        return SidecarScopes.knows(scope, client.namespace(), service, port)
                && registry.gives(
                        service,
                        port,
                        other -> other.ports().stream()
                                .anyMatch(any -> SidecarScopes.knows(scope, client.namespace(), other, any.number())));
    }

    private List<Backend> backends(Service service, Endpoints endpoints) {
        List<Service> together = registry.together(service);
        List<String> serverNames = AcceptedNames.ofServers(service, endpoints.onAnyPort(together), mesh.settings());
        return service.ports().stream()
                .map(port -> new Backend(service, port, serverNames, endpoints.on(together, port.number())))
                .toList();
    }

    private Explained<MutualTlsMode> serverMode(Workload workload, int port) {
        return serverModes.computeIfAbsent(
                new Target(workload.namespace(), workload.labels(), port),
                target -> peerAuthentications.onServer(target.namespace(), target.labels(), Optional.of(port)));
    }

    /** What clients hold who follow the same rules; there are few of these, and equal ones are quick to compare. */
    private record Given(DestinationRules.Choice choice, ClientKind kind, List<Cluster> clusters) {}

    /** One port of one service, and the clusters for it that clients were given so far. */
    private final class Backend {

        private final Service service;
        private final ServicePort port;
        private final List<String> serverNames;
        private final List<Endpoints.Reached> endpoints;
        private final List<Given> given = new ArrayList<>();
        private Optional<List<Cluster>> forStrangers = Optional.empty();

        private Backend(
                Service service, ServicePort port, List<String> serverNames, List<Endpoints.Reached> endpoints) {
            this.service = service;
            this.port = port;
            this.serverNames = serverNames;
            this.endpoints = endpoints;
        }

        private List<Cluster> seenBy(Workload client) {
            boolean stranger = ClientKind.of(client, mesh.settings()).isPlain()
                    && destinationRules.isStranger(service.host(), service.namespace(), client.namespace());
            if (!stranger) {
                return following(client);
            }
            if (forStrangers.isEmpty()) {
                forStrangers = Optional.of(following(client));
            }
            return forStrangers.get();
        }

        private List<Cluster> following(Workload client) {
            DestinationRules.Choice choice = destinationRules.choose(
                    service.host(), service.namespace(), port.number(), client.namespace(), client.labels());
            ClientKind kind = ClientKind.of(client, mesh.settings());
            return given.stream()
                    .filter(known -> known.kind().equals(kind))
                    .filter(known -> known.choice().equals(choice))
                    .map(Given::clusters)
                    .findFirst()
                    .orElseGet(() -> give(choice, kind));
        }

        private List<Cluster> give(DestinationRules.Choice choice, ClientKind kind) {
            List<Cluster> clusters = new ArrayList<>(List.of(cluster(choice, "", Labels.NONE, kind)));
            choice.rule().map(MergedRule::subsets).orElse(List.of()).stream()
                    .map(subset -> cluster(
                            DestinationRules.narrowed(choice, subset, port.number()),
                            subset.name(),
                            subset.labels(),
                            kind))
                    .forEach(clusters::add);
            given.add(new Given(choice, kind, clusters));
            return clusters;
        }

        private Cluster cluster(DestinationRules.Choice choice, String subset, Labels labels, ClientKind kind) {
            Explained<Optional<MutualTlsMode>> inferred = ServiceMutualTls.inferred(
                    service,
                    service.passthrough() || choice.passthrough(),
                    endpoints.stream().map(Endpoints.Reached::instance).toList(),
                    peerAuthentications);
            ClientTransport transport = new ClientTransport(
                    service, port, subset, serverNames, choice, inferred, mesh.settings(), kind, secrets);
            Map<Explained<UpstreamTls>, Explained<UpstreamTls>> known = new LinkedHashMap<>();
            List<Cluster.Endpoint> reached = endpoints.stream()
                    .filter(endpoint -> endpoint.instance().workload().labels().containsAll(labels))
                    .map(endpoint -> {
                        Instance instance = endpoint.instance();
                        Explained<UpstreamTls> upstream =
                                transport.to(instance, serverMode(instance.workload(), endpoint.port()));
                        return new Cluster.Endpoint(
                                instance.id(),
                                instance.address(),
                                endpoint.port(),
                                known.computeIfAbsent(upstream, same -> same));
                    })
                    .toList();
            return new Cluster(service.host(), port.number(), subset, port.protocol(), reached, original(transport));
        }

        /** A service of which each call goes where the program wants it to go has whomever programs call there. */
        private Optional<Explained<UpstreamTls>> original(ClientTransport transport) {
            return service.discovery() == Service.Discovery.AS_CALLED
                            && service.selector().isEmpty()
                    ? Optional.of(transport.toAnybody())
                    : Optional.empty();
        }
    }
}
