package padlock.mesh.analysis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import padlock.mesh.actor.Capture;
import padlock.mesh.policy.AcceptedNames;
import padlock.mesh.policy.AccessDecision;
import padlock.mesh.policy.AccessRequest;
import padlock.mesh.policy.Cluster;
import padlock.mesh.policy.Compilation;
import padlock.mesh.policy.InboundPort;
import padlock.mesh.policy.IngressTls;
import padlock.mesh.policy.Injection;
import padlock.mesh.policy.Lead;
import padlock.mesh.policy.Precedence;
import padlock.mesh.policy.SidecarConfig;
import padlock.mesh.policy.TokenVerdict;
import padlock.mesh.policy.UpstreamTls;
import padlock.mesh.policy.VirtualHost;
import padlock.mesh.policy.WildcardListener;
import padlock.mesh.resource.Instance;
import padlock.mesh.resource.InstanceId;
import padlock.mesh.resource.Mesh;
import padlock.mesh.resource.PortProtocol;
import padlock.mesh.resource.Secret;
import padlock.mesh.resource.ServerFirst;
import padlock.mesh.resource.Service;
import padlock.mesh.resource.Speech;
import padlock.mesh.resource.Workload;
import padlock.tls.identity.SpiffeId;
import padlock.tls.identity.TrustDomain;

/** Sorts the connections of a mesh that stands still into classes, from what each sidecar holds. */
public final class ConnectionClasses {

    private static final UpstreamTls PLAINTEXT = new UpstreamTls.Plaintext();

    private final Mesh mesh;
    private final TrustDomain trustDomain;
    private final IngressTls ingressTls;
    private final Map<List<String>, SpiffeId> identities = new LinkedHashMap<>();
    private final Map<String, List<Service>> services = new LinkedHashMap<>();
    private final SortedMap<InstanceId, SidecarConfig> configs = new TreeMap<>();
    private final SortedMap<InstanceId, SortedMap<String, Cluster>> clusters = new TreeMap<>();

    public ConnectionClasses(Mesh applied, Precedence precedence) {
        SortedMap<InstanceId, Instance> instances = new TreeMap<>();
        List<Workload> workloads = new ArrayList<>(applied.workloads());
        workloads.addAll(applied.machines());
        for (Workload workload : workloads) {
            InstanceId id = new InstanceId(workload.namespace(), workload.name(), 1);
            instances.put(
                    id,
                    new Instance(
                            id,
                            workload,
                            id.toString(),
                            Injection.decide(workload, applied).value()));
        }
        mesh = applied.running(instances);
        trustDomain = AcceptedNames.trustDomain(mesh.settings());
        ingressTls = new IngressTls(mesh);
        mesh.services()
                .forEach(service -> services.computeIfAbsent(service.namespace(), namespace -> new ArrayList<>())
                        .add(service));
        Compilation compilation = new Compilation(mesh, precedence);
        instances.values().stream().filter(Instance::sidecar).forEach(instance -> {
            SidecarConfig config = compilation.of(instance);
            configs.put(instance.id(), config);
            SortedMap<String, Cluster> byName = new TreeMap<>();
            config.clusters().forEach(cluster -> byName.put(cluster.name(), cluster));
            clusters.put(instance.id(), byName);
        });
    }

    /** The class of the call of a workload to a port of a service, at one of its endpoints. */
    public ConnectionClass of(Workload from, Service service, Service.ServicePort port, Optional<Workload> endpoint) {
        Instance caller = first(from);
        Optional<Instance> server = endpoint.map(this::first);
        String called = server.filter(instance -> service.passthrough())
                .map(Instance::address)
                .orElse(service.host());
        boolean greeted = ServerFirst.behind(port)
                || server.flatMap(instance -> port.target().on(instance.workload()))
                        .filter(number -> greets(server.get().workload(), number))
                        .isPresent();
        Optional<ConnectionClass.ClientSide> client = Capture.ofOutbound(caller, called, port.number())
                ? Optional.of(clientSide(clusters.get(caller.id()), service, port, server))
                : Optional.empty();
        Optional<ConnectionClass.Routes> routes = client.flatMap(side -> Optional.ofNullable(configs.get(caller.id())))
                .flatMap(held -> routes(held, service, port))
                .map(host -> routes(host, caller, server, greeted));
        boolean insideThePod = called.equals(caller.address());
        boolean dialsThePod = client.isEmpty() && service.passthrough();
        return new ConnectionClass(
                port.protocol(),
                client,
                server.map(instance -> {
                    int number = dialsThePod
                            ? port.number()
                            : port.target().on(instance.workload()).orElseThrow();
                    return serverSide(
                            instance,
                            number,
                            service.host() + ":" + port.number(),
                            port.protocol(),
                            from,
                            client,
                            greeted,
                            insideThePod);
                }),
                routes,
                client.flatMap(side -> unknown(caller, service, port)));
    }

    /** How a sidecar treats calls to a service that it does not know. */
    private Optional<ConnectionClass.Unknown> unknown(Instance caller, Service service, Service.ServicePort port) {
        SortedMap<String, Cluster> held = clusters.get(caller.id());
        if (held.containsKey(Cluster.name(service.host(), port.number()))) {
            return Optional.empty();
        }
        boolean http = held.values().stream()
                .filter(cluster -> cluster.port() == port.number())
                .anyMatch(cluster -> cluster.protocol().handling() == PortProtocol.Handling.HTTP);
        SidecarConfig config = configs.get(caller.id());
        Optional<String> caught = Optional.ofNullable(config.wildcards().get(port.number()))
                .flatMap(WildcardListener::taker)
                .map(taker -> caller.id() + " by " + taker.cluster());
        return Optional.of(new ConnectionClass.Unknown(config.outside().value(), http, service.isEntry(), caught));
    }

    private static Optional<VirtualHost> routes(SidecarConfig held, Service service, Service.ServicePort port) {
        return held.routes().stream()
                .filter(host -> host.name().equals(VirtualHost.name(service.host(), port.number())))
                .filter(host -> !host.http().rules().isEmpty()
                        || !host.connections().rules().isEmpty())
                .findFirst();
    }

    private ConnectionClass.Routes routes(
            VirtualHost host, Instance caller, Optional<Instance> called, boolean greeted) {
        Stream<Lead> leads = Stream.concat(
                host.http().rules().stream().flatMap(rule -> rule.leads().stream()),
                host.connections().rules().stream().flatMap(rule -> rule.leads().stream()));
        List<ConnectionClass.Reached> reached = leads.map(Lead::cluster)
                .distinct()
                .flatMap(name -> Optional.ofNullable(clusters.get(caller.id()).get(name)).stream())
                .flatMap(cluster -> cluster.endpoints().stream()
                        .map(endpoint -> reached(cluster, endpoint, caller, called, greeted)))
                .toList();
        return new ConnectionClass.Routes(
                host.http().rules(), host.connections().rules(), reached);
    }

    private ConnectionClass.Reached reached(
            Cluster cluster, Cluster.Endpoint endpoint, Instance caller, Optional<Instance> called, boolean greeted) {
        Instance server = mesh.instances().get(endpoint.instance());
        ConnectionClass.ClientSide client = clientSide(endpoint.upstream().value(), Optional.of(server));
        return new ConnectionClass.Reached(
                cluster.name(),
                called.filter(server::equals).isPresent(),
                client,
                serverSide(
                        server,
                        endpoint.port(),
                        cluster.name(),
                        cluster.protocol(),
                        caller.workload(),
                        Optional.of(client),
                        greeted,
                        false));
    }

    private ConnectionClass.ClientSide clientSide(
            SortedMap<String, Cluster> held, Service service, Service.ServicePort port, Optional<Instance> server) {
        UpstreamTls upstream = Optional.ofNullable(held.get(Cluster.name(service.host(), port.number()))).stream()
                .flatMap(cluster -> cluster.endpoints().stream())
                .filter(candidate -> server.map(Instance::id)
                        .filter(candidate.instance()::equals)
                        .isPresent())
                .findFirst()
                .map(candidate -> candidate.upstream().value())
                .orElse(PLAINTEXT);
        return clientSide(upstream, server);
    }

    private ConnectionClass.ClientSide clientSide(UpstreamTls upstream, Optional<Instance> server) {
        boolean expected = server.filter(
                        instance -> !instance.workload().serviceAccount().isEmpty())
                .map(instance -> upstream.subjectAltNames().isEmpty()
                        || upstream.subjectAltNames()
                                .contains(identity(instance.workload()).toString()))
                .orElse(true);
        return new ConnectionClass.ClientSide(upstream.withoutNames(), expected, upstream.expectsRequestedHost());
    }

    private ConnectionClass.ServerSide serverSide(
            Instance server,
            int number,
            String called,
            PortProtocol protocol,
            Workload from,
            Optional<ConnectionClass.ClientSide> client,
            boolean greeted,
            boolean insideThePod) {
        Optional<SidecarConfig> config = Optional.ofNullable(configs.get(server.id()))
                .filter(held -> Capture.ofInbound(server, number) && !insideThePod)
                .filter(held -> !server.workload().isGateway());
        Optional<SpiffeId> peer =
                client.filter(side -> !side.upstream().equals(PLAINTEXT)).map(side -> identity(from));
        Optional<AccessDecision> access = config.map(held ->
                held.authorization().decide(request(protocol, peer, number)).value());
        boolean guardedGateway = server.workload().isGateway()
                && Optional.ofNullable(configs.get(server.id()))
                        .filter(held -> held.authorization().looksAtRequests())
                        .isPresent();
        boolean oneOfAKind = guardedGateway
                || Capture.asksAddresses(first(from))
                || config.filter(held -> held.authorization().looksAtDetails()).isPresent();
        return new ConnectionClass.ServerSide(
                protocol,
                !server.workload().isGateway() && listens(server.workload(), number),
                greets(server.workload(), number),
                greeted,
                speech(server.workload(), number),
                mesh.secretOf(server.workload()).map(Secret::id),
                config.map(held -> held.inboundPort(number)).map(InboundPort::chains),
                access,
                Optional.of(server.id() + ":" + number + " for " + called)
                        .filter(name -> server.workload().isGateway()),
                oneOfAKind ? List.of(from.id().toString(), called, server.id().toString()) : List.of());
    }

    /** Where policies look at more than this, each pair is a class of its own. */
    private static AccessRequest request(PortProtocol protocol, Optional<SpiffeId> peer, int number) {
        AccessRequest.Wire wire = new AccessRequest.Wire("", "", number, Optional.empty());
        Optional<AccessRequest.Http> http = protocol.handling() == PortProtocol.Handling.TCP
                ? Optional.empty()
                : Optional.of(new AccessRequest.Http("GET", "/", new TreeMap<>(), new TokenVerdict.Absent()));
        return new AccessRequest(peer, wire, http);
    }

    private Speech speech(Workload workload, int port) {
        return ingressTls.sparing(workload).contains(port)
                ? Speech.PLAINTEXT
                : Speech.on(workload, port, servicesIn(workload.namespace()));
    }

    private boolean greets(Workload workload, int port) {
        return ServerFirst.on(workload, port, services.getOrDefault(workload.namespace(), List.of()));
    }

    /** Whether the program does, by its containers' ports and by what services think of it. */
    private boolean listens(Workload workload, int port) {
        return workload.ports().stream().anyMatch(declared -> declared.number() == port)
                || servicesIn(workload.namespace()).stream()
                        .filter(service -> service.selects(workload))
                        .flatMap(service -> service.ports().stream())
                        .anyMatch(targeted -> targeted.target().on(workload).equals(Optional.of(port)));
    }

    private List<Service> servicesIn(String namespace) {
        return services.getOrDefault(namespace, List.of());
    }

    private Instance first(Workload workload) {
        return mesh.instances().get(new InstanceId(workload.namespace(), workload.name(), 1));
    }

    private SpiffeId identity(Workload workload) {
        return identities.computeIfAbsent(
                List.of(workload.namespace(), workload.serviceAccount()),
                account ->
                        new SpiffeId(trustDomain, "/ns/" + workload.namespace() + "/sa/" + workload.serviceAccount()));
    }
}
