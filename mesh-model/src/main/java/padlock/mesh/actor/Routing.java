package padlock.mesh.actor;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import padlock.mesh.actor.UpstreamConnection.Target;
import padlock.mesh.policy.Cluster;
import padlock.mesh.policy.Reason;
import padlock.mesh.policy.UpstreamTls;
import padlock.mesh.resource.PortProtocol;
import padlock.mesh.resource.Service;
import padlock.sim.ActorContext;

/**
 * Where a sidecar sends what its program writes: to a cluster it holds, else on to where the program wanted it to go.
 */
final class Routing {

    private static final String PASSTHROUGH = "PassthroughCluster";

    private static final Reason NOT_A_SERVICE =
            new Reason("client transport", "plaintext", "R6.12", Optional.empty(), List.of());

    private final SidecarState state;
    private final RoutedCalls routed;

    Routing(SidecarState state) {
        this.state = state;
        this.routed = new RoutedCalls(state, this::inCluster);
    }

    /**
     * How the bytes for a destination are treated, before it is known where exactly they go. Elsewhere than at
     * services, HTTP is looked for on those ports alone on which some service speaks it (R6.12).
     */
    PortProtocol.Handling handling(Address destination) {
        return portAt(destination)
                .map(Routing::handling)
                .orElseGet(() ->
                        isPortOfHttp(destination.port()) ? PortProtocol.Handling.AUTO : PortProtocol.Handling.TCP);
    }

    RouteChoice choose(Exchange exchange, ActorContext context) {
        Optional<String> requestedHost = exchange.request().map(Routing::host);
        if (exchange.isRelayed()) {
            return routed.relay(exchange, exchange.request().orElseThrow(), requestedHost.orElseThrow(), context);
        }
        return cluster(exchange.destination(), requestedHost)
                .map(cluster -> state.routes(cluster.host(), cluster.port())
                        .map(routes -> routed.choose(exchange, cluster, routes, context))
                        .orElseGet(() -> inCluster(exchange, cluster, exchange.request(), context)))
                .orElseGet(() -> passThrough(exchange, requestedHost, context));
    }

    /** Whether a connection made for this target would be made in the same way now. */
    boolean stillHolds(Target target) {
        return target.cluster().equals(PASSTHROUGH)
                || state.cluster(target.cluster()).stream()
                        .flatMap(cluster -> cluster.endpoints().stream())
                        .anyMatch(endpoint -> address(endpoint).equals(target.address())
                                && endpoint.upstream().value().equals(target.tls()));
    }

    /**
     * HTTP goes where its Host header says, if that is a service with this port; all else where the program connected
     * to.
     */
    private Optional<Cluster> cluster(Address destination, Optional<String> requestedHost) {
        boolean byHost = requestedHost.isPresent()
                && portAt(destination)
                        .filter(port -> handling(port) == PortProtocol.Handling.AUTO)
                        .isEmpty();
        Optional<Service> service = byHost
                ? state.directory()
                        .find(requestedHost.get(), state.instance().workload().namespace())
                        .map(Directory.Entry::service)
                : serviceAt(destination);
        return service.flatMap(found -> state.cluster(Cluster.name(found.host(), destination.port())));
    }

    private RouteChoice inCluster(
            Exchange exchange, Cluster cluster, Optional<HttpMessage> request, ActorContext context) {
        Optional<Cluster.Endpoint> chosen = endpoint(exchange, cluster.endpoints(), context);
        if (chosen.isEmpty()) {
            MeshFact none = new MeshFact.NoEndpoint(exchange.call(), cluster.host(), cluster.port());
            return new RouteChoice(
                    Optional.of(cluster.name()),
                    RouteChoice.DEFAULT_ROUTE,
                    RouteChoice.Outcome.Answered.failure(503, "no healthy upstream", "UH", "no_healthy_upstream"),
                    List.of(none));
        }
        Cluster.Endpoint endpoint = chosen.get();
        UpstreamTls upstream = endpoint.upstream().value();
        return new RouteChoice(
                Optional.of(cluster.name()),
                RouteChoice.DEFAULT_ROUTE,
                new RouteChoice.Outcome.Led(
                        new Target(cluster.name(), address(endpoint), upstream, request.map(Routing::host)), request),
                List.of(new MeshFact.EndpointChosen(
                        exchange.call(),
                        cluster.host(),
                        cluster.port(),
                        cluster.protocol(),
                        endpoint.instance(),
                        endpoint.port(),
                        ClientSends.of(upstream),
                        endpoint.upstream().reasons())));
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

    /**
     * To what is no cluster's the sidecar adds nothing (R6.12); the address of a service is then the cluster's to
     * resolve.
     */
    private RouteChoice passThrough(Exchange exchange, Optional<String> requestedHost, ActorContext context) {
        Address destination = exchange.destination();
        Optional<Directory.Destination> resolved =
                state.directory().resolve(destination, exchange.call(), exchange.preferred(), context);
        Address address = resolved.map(Directory.Destination::address).orElse(destination);
        return new RouteChoice(
                Optional.of(PASSTHROUGH),
                RouteChoice.DEFAULT_ROUTE,
                new RouteChoice.Outcome.Led(
                        new Target(PASSTHROUGH, address, new UpstreamTls.Plaintext(), requestedHost),
                        exchange.request()),
                resolved.<MeshFact>map(to -> to.chosenFor(exchange.call(), NOT_A_SERVICE)).stream()
                        .toList());
    }

    /** The service of this address; a headless one has the addresses of its pods. */
    private Optional<Service> serviceAt(Address destination) {
        Stream<Service> own = state.directory().at(destination.host()).stream();
        Stream<Service> headless = state.directory().headlessAt(destination.host());
        return Stream.concat(own, headless)
                .filter(service -> service.port(destination.port()).isPresent())
                .findFirst();
    }

    private Optional<Service.ServicePort> portAt(Address destination) {
        return serviceAt(destination).flatMap(service -> service.port(destination.port()));
    }

    private boolean isPortOfHttp(int number) {
        return state.directory().services().values().stream()
                .flatMap(entry -> entry.service().port(number).stream())
                .anyMatch(port -> handling(port) == PortProtocol.Handling.HTTP);
    }

    private static PortProtocol.Handling handling(Service.ServicePort port) {
        return port.protocol().handling();
    }

    private static String host(HttpMessage request) {
        return request.headers().get("host").orElse("").replaceFirst(":[0-9]+$", "");
    }

    private static Address address(Cluster.Endpoint endpoint) {
        return new Address(endpoint.address(), endpoint.port());
    }
}
