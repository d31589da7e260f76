package padlock.mesh.actor;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import padlock.mesh.actor.UpstreamConnection.Target;
import padlock.mesh.policy.Cluster;
import padlock.mesh.policy.Explained;
import padlock.mesh.policy.Outside;
import padlock.mesh.policy.Reason;
import padlock.mesh.policy.SidecarConfig;
import padlock.mesh.policy.UpstreamTls;
import padlock.mesh.policy.WildcardListener;
import padlock.mesh.resource.PortProtocol;
import padlock.mesh.resource.Service;
import padlock.sim.ActorContext;

/**
 * Where a sidecar sends what its program writes: to a cluster it holds, else on to where the program wanted it to go.
 */
final class Routing {

    private static final String PASSTHROUGH = "PassthroughCluster";

    static final String BLACK_HOLE = "BlackHoleCluster";

    /** Where sidecars themselves listen, for what programs send and for what arrives (R7.8). */
    private static final List<Integer> OWN_PORTS = List.of(15001, Inbound.OWN_PORT);

    private static final Optional<String> PASSED = Optional.of("allow_any");
    private static final Optional<String> BLOCKED = Optional.of("block_all");

    private static final RouteChoice.Outcome UNHEALTHY =
            RouteChoice.Outcome.Answered.failure(503, "no healthy upstream", "UH", "no_healthy_upstream");

    private static final Reason NOT_A_SERVICE =
            new Reason("client transport", "plaintext", "R6.12", Optional.empty(), List.of());
    private static final Reason OWN = new Reason("client transport", "none", "R7.8", Optional.empty(), List.of());

    private final SidecarState state;
    private final RoutedCalls routed;
    private final RelayedCalls relayed;

    Routing(SidecarState state) {
        this.state = state;
        this.routed = new RoutedCalls(state, this::inCluster);
        this.relayed = new RelayedCalls(state, routed, this::inCluster);
    }

    /**
     * How the bytes for a destination are treated, before it is known where exactly they go. Elsewhere than at
     * services, HTTP is looked for on those ports alone on which some service may speak it (R6.12).
     */
    PortProtocol.Handling handling(Address destination) {
        return portAt(destination)
                .map(Routing::handling)
                .orElseGet(
                        () -> mayBeHttp(destination.port()) ? PortProtocol.Handling.AUTO : PortProtocol.Handling.TCP);
    }

    /** Whether it is known where bytes for a destination go before there are any: nobody looks into them. */
    boolean asksNoBytes(Address destination) {
        boolean byServerName = portAt(destination)
                .map(Service.ServicePort::protocol)
                .filter(PortProtocol::isTls)
                .isPresent();
        return handling(destination) == PortProtocol.Handling.TCP && !byServerName;
    }

    /** Why the bytes for a destination are looked into first: its port is not declared (R7.7). */
    Optional<Reason> sniffed(Address destination) {
        return serviceAt(destination)
                .map(service -> service.port(destination.port())
                        .flatMap(Service.ServicePort::origin)
                        .map(origin -> Reason.Field.at(origin, service))
                        .orElseGet(() -> Reason.Field.of(service)))
                .or(() -> taker(destination.port())
                        .flatMap(taker -> taker.reason().decidedBy()))
                .map(field -> new Reason("protocol", "auto", "R7.7", Optional.of(field), List.of()));
    }

    RouteChoice choose(Exchange exchange, ActorContext context) {
        if (OWN_PORTS.contains(exchange.destination().port())) {
            return blackHole(exchange, new MeshFact.RouteChosen(exchange.call(), List.of(OWN)));
        }
        Optional<String> requestedHost = exchange.request().map(Routing::host);
        if (exchange.visit().isPresent()) {
            return relayed.choose(exchange, exchange.visit().get(), context);
        }
        RouteChoice choice = chosen(exchange, requestedHost, context);
        return taker(exchange.destination(), requestedHost)
                .filter(taker -> !isCalledAt(exchange.destination(), taker.cluster()))
                .map(taker -> choice.after(new MeshFact.RouteChosen(exchange.call(), List.of(taker.reason()))))
                .orElse(choice);
    }

    /** Whether a program that calls there means this cluster. */
    private boolean isCalledAt(Address destination, String cluster) {
        return state.directory()
                        .allAt(destination.host())
                        .anyMatch(service ->
                                Cluster.name(service.host(), destination.port()).equals(cluster))
                || state.cluster(cluster).stream()
                        .flatMap(known -> known.endpoints().stream())
                        .anyMatch(endpoint -> endpoint.address().equals(destination.host()));
    }

    private RouteChoice chosen(Exchange exchange, Optional<String> requestedHost, ActorContext context) {
        return cluster(exchange.destination(), requestedHost)
                .map(cluster -> state.routes(cluster.host(), cluster.port())
                        .map(routes -> routed.choose(exchange, cluster, routes, context))
                        .orElseGet(() -> inCluster(exchange, cluster, exchange.request(), context)))
                .or(() -> requestedHost
                        .flatMap(state::ownRoutes)
                        .map(routes ->
                                routed.byRules(exchange, exchange.request().orElseThrow(), routes, context)))
                .orElseGet(() -> unknown(exchange, requestedHost, context));
    }

    /** Whether a connection made for this target would be made in the same way now. */
    boolean stillHolds(Target target) {
        return target.cluster().equals(PASSTHROUGH)
                || state.cluster(target.cluster()).stream()
                        .flatMap(cluster -> endpoints(cluster, target.address()).stream())
                        .anyMatch(endpoint -> address(endpoint).equals(target.address())
                                && endpoint.upstream().value().equals(target.tls()));
    }

    /**
     * HTTP goes where its Host header says, if that is a service with this port; all else where the program connected
     * to, but what is no HTTP on a port for that, TLS of the program's own, is nobody's.
     */
    private Optional<Cluster> cluster(Address destination, Optional<String> requestedHost) {
        return taker(destination, requestedHost)
                .map(taker -> state.cluster(taker.cluster()))
                .orElseGet(() -> (isForHosts(destination, requestedHost)
                                ? requestedHost.flatMap(host -> named(host, destination.port()))
                                : serviceAt(destination))
                        .flatMap(found -> cluster(found, destination.port())));
    }

    private boolean isForHosts(Address destination, Optional<String> requestedHost) {
        return portAt(destination)
                .map(port -> handling(port) == PortProtocol.Handling.HTTP)
                .orElse(requestedHost.isPresent());
    }

    /** Who takes what is called there and is no HTTP, unless another listener does. */
    private Optional<WildcardListener.Taker> taker(Address destination, Optional<String> requestedHost) {
        return requestedHost.isEmpty() && serviceAt(destination).isEmpty()
                ? taker(destination.port())
                : Optional.empty();
    }

    private Optional<WildcardListener.Taker> taker(int port) {
        return wildcard(port).flatMap(WildcardListener::taker);
    }

    private Optional<WildcardListener> wildcard(int port) {
        return state.config().map(SidecarConfig::wildcards).map(listeners -> listeners.get(port));
    }

    /** The service of a Host header, which may also be its address. */
    private Optional<Service> named(String host, int port) {
        return state.directory()
                .find(host, state.instance().workload().namespace())
                .map(Directory.Entry::service)
                .filter(service -> service.port(port)
                        .filter(found -> handling(found) == PortProtocol.Handling.TCP)
                        .isEmpty())
                .or(() -> state.directory()
                        .allAt(host)
                        .filter(service -> cluster(service, port).isPresent())
                        .findFirst());
    }

    private Optional<Cluster> cluster(Service service, int port) {
        return state.cluster(Cluster.name(service.host(), port));
    }

    /** Those that are known, else whoever is called where that is what the service means. */
    private List<Cluster.Endpoint> endpoints(Cluster cluster, Address destination) {
        boolean known = cluster.endpoints().stream()
                .anyMatch(endpoint -> endpoint.address().equals(destination.host()));
        return cluster.original()
                .filter(upstream -> !known)
                .flatMap(upstream -> state.directory()
                        .pod(destination.host())
                        .map(pod -> List.of(new Cluster.Endpoint(
                                pod.instance().id(), destination.host(), destination.port(), upstream))))
                .orElse(cluster.endpoints());
    }

    private RouteChoice inCluster(
            Exchange exchange, Cluster cluster, Optional<HttpMessage> request, ActorContext context) {
        Optional<Cluster.Endpoint> chosen = endpoint(exchange, endpoints(cluster, exchange.destination()), context);
        if (chosen.isEmpty()) {
            MeshFact none = new MeshFact.NoEndpoint(exchange.call(), cluster.host(), cluster.port());
            return new RouteChoice(Optional.of(cluster.name()), RouteChoice.DEFAULT_ROUTE, UNHEALTHY, List.of(none));
        }
        Cluster.Endpoint endpoint = chosen.get();
        UpstreamTls upstream = endpoint.upstream().value();
        ClientSends sends = ClientSends.of(upstream, exchange.carriesTls());
        MeshFact.EndpointChosen told = new MeshFact.EndpointChosen(
                exchange.call(),
                cluster.host(),
                cluster.port(),
                cluster.protocol(),
                endpoint.instance(),
                endpoint.port(),
                sends,
                sends.told(endpoint.upstream().reasons()));
        if (upstream instanceof UpstreamTls.Warming) {
            return new RouteChoice(
                    Optional.of(cluster.name()),
                    RouteChoice.DEFAULT_ROUTE,
                    UNHEALTHY,
                    List.of(told, new MeshFact.ClusterWarming(exchange.call(), cluster.name())));
        }
        return new RouteChoice(
                Optional.of(cluster.name()),
                RouteChoice.DEFAULT_ROUTE,
                new RouteChoice.Outcome.Led(
                        new Target(
                                cluster.name(),
                                address(endpoint),
                                upstream,
                                request.map(Routing::host),
                                inHttp2(request)),
                        request),
                List.of(told));
    }

    /**
     * The one that the program or the person wants, or the first where that one is not among them; else one by chance
     * that has not failed this call yet, else any.
     */
    private static Optional<Cluster.Endpoint> endpoint(
            Exchange exchange, List<Cluster.Endpoint> endpoints, ActorContext context) {
        Predicate<Cluster.Endpoint> wanted = endpoint -> endpoint.address()
                        .equals(exchange.destination().host())
                || exchange.preferred().filter(endpoint.instance()::equals).isPresent();
        List<Cluster.Endpoint> untried = endpoints.stream()
                .filter(endpoint -> !exchange.hasTried(address(endpoint)))
                .toList();
        List<Cluster.Endpoint> candidates = untried.isEmpty() ? endpoints : untried;
        return endpoints.stream()
                .filter(wanted)
                .findFirst()
                .or(() -> candidates.stream()
                        .skip(
                                exchange.preferred().isPresent()
                                        ? 0
                                        : Directory.pick(
                                                candidates.size(), exchange.call(), exchange.attempts(), context))
                        .findFirst());
    }

    /** What the sidecar does not know goes on as it is, or ends here (R5.9). */
    private RouteChoice unknown(Exchange exchange, Optional<String> requestedHost, ActorContext context) {
        Explained<Outside> outside = state.config().orElseThrow().outside();
        return outside.value() == Outside.BLACK_HOLE
                ? blackHole(
                        exchange,
                        new MeshFact.DestinationUnknown(exchange.call(), exchange.destination(), outside.reasons()))
                : passThrough(exchange, requestedHost, outside.reasons().get(0), context);
    }

    private static RouteChoice blackHole(Exchange exchange, MeshFact why) {
        return exchange.request().isPresent()
                ? new RouteChoice(
                        Optional.empty(),
                        BLOCKED,
                        new RouteChoice.Outcome.Answered(
                                502, HttpHeaders.of(), "", Optional.empty(), "direct_response"),
                        List.of(why))
                : new RouteChoice(
                        Optional.of(BLACK_HOLE),
                        Optional.empty(),
                        RouteChoice.Outcome.Answered.failure(503, "", "UH", "no_healthy_upstream"),
                        List.of(why));
    }

    /**
     * To what is no cluster's the sidecar adds nothing (R6.12); the address of a service is then the cluster's to
     * resolve.
     */
    private RouteChoice passThrough(
            Exchange exchange, Optional<String> requestedHost, Reason outside, ActorContext context) {
        Address destination = exchange.destination();
        Optional<Directory.Destination> resolved =
                state.directory().resolve(destination, exchange.call(), exchange.preferred(), context);
        Address address = resolved.map(Directory.Destination::address).orElse(destination);
        Reason why = outside.decidedBy().isPresent() ? outside : NOT_A_SERVICE;
        ClientSends sends = ClientSends.unprotected(exchange.carriesTls());
        return new RouteChoice(
                Optional.of(PASSTHROUGH),
                exchange.request().flatMap(request -> PASSED),
                new RouteChoice.Outcome.Led(
                        new Target(
                                PASSTHROUGH,
                                address,
                                new UpstreamTls.Plaintext(),
                                requestedHost,
                                inHttp2(exchange.request())),
                        exchange.request()),
                resolved.<MeshFact>map(to -> to.chosenFor(exchange.call(), sends, why)).stream()
                        .toList());
    }

    /** The service of this address that the sidecar knows; a headless one has the addresses of its pods. */
    private Optional<Service> serviceAt(Address destination) {
        Stream<Service> own = state.directory().allAt(destination.host());
        Stream<Service> headless = state.directory().headlessAt(destination.host());
        return Stream.concat(own, headless)
                .filter(service -> cluster(service, destination.port()).isPresent())
                .filter(service -> hasOwnListener(service, destination.port()))
                .findFirst();
    }

    private boolean hasOwnListener(Service service, int port) {
        return wildcard(port)
                .filter(listener -> listener.clusters().contains(Cluster.name(service.host(), port)))
                .isEmpty();
    }

    private Optional<Service.ServicePort> portAt(Address destination) {
        return serviceAt(destination).flatMap(service -> service.port(destination.port()));
    }

    /** Some service speaks HTTP there, or might. */
    private boolean mayBeHttp(int number) {
        return isPortOfHttp(number)
                || taker(number)
                        .flatMap(taker -> state.cluster(taker.cluster()))
                        .filter(cluster -> cluster.protocol().handling() == PortProtocol.Handling.AUTO)
                        .isPresent();
    }

    private boolean isPortOfHttp(int number) {
        return state.directory().services().values().stream()
                .filter(entry -> entry.service()
                        .port(number)
                        .filter(port -> handling(port) == PortProtocol.Handling.HTTP)
                        .isPresent())
                .anyMatch(entry -> cluster(entry.service(), number).isPresent());
    }

    private static PortProtocol.Handling handling(Service.ServicePort port) {
        return port.protocol().handling();
    }

    private static boolean inHttp2(Optional<HttpMessage> request) {
        return request.filter(HttpMessage::isHttp2).isPresent();
    }

    static String host(HttpMessage request) {
        return request.headers().get("host").orElse("").replaceFirst(":[0-9]+$", "");
    }

    private static Address address(Cluster.Endpoint endpoint) {
        return new Address(endpoint.address(), endpoint.port());
    }
}
