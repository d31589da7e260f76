package padlock.mesh.actor;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import padlock.mesh.actor.RouteChoice.Outcome;
import padlock.mesh.policy.AccessDecision;
import padlock.mesh.policy.Cluster;
import padlock.mesh.policy.Explained;
import padlock.mesh.policy.GatewayServer;
import padlock.mesh.policy.Reason;
import padlock.mesh.policy.SidecarConfig;
import padlock.mesh.policy.UpstreamTls;
import padlock.mesh.policy.VirtualHost;
import padlock.mesh.policy.VirtualHost.Rules;
import padlock.sim.ActorContext;

/** Where a gateway leads what came to it: by the server that took it, if the policies let it in. */
final class RelayedCalls {

    /** How gateways of other networks ask for a cluster of this one. */
    private static final Pattern CLUSTER_NAME =
            Pattern.compile("outbound_\\.(?<port>[0-9]{1,5})_\\.(?<subset>[^.]*)_\\.(?<host>.+)");

    private final SidecarState state;
    private final RoutedCalls routed;
    private final RoutedCalls.ToCluster toCluster;

    RelayedCalls(SidecarState state, RoutedCalls routed, RoutedCalls.ToCluster toCluster) {
        this.state = state;
        this.routed = routed;
        this.toCluster = toCluster;
    }

    RouteChoice choose(Exchange exchange, Visit visit, ActorContext context) {
        SidecarConfig config = state.config().orElseThrow();
        if (!config.authorization().looksAtRequests()) {
            return admitted(exchange, visit, exchange.request(), context);
        }
        Optional<JudgedRequest> judged = exchange.request()
                .map(request -> JudgedRequest.of(request, config.authorization().tokens(), state.now(context)));
        Explained<AccessDecision> decision = config.authorization().decide(visit.asking(judged));
        RouteChoice choice = Refusal.of(decision.value(), exchange.request())
                .map(refusal ->
                        new RouteChoice(Optional.empty(), RouteChoice.DEFAULT_ROUTE, refused(refusal), List.of()))
                .orElseGet(() -> admitted(exchange, visit, judged.map(JudgedRequest::passedOn), context));
        return choice.after(new MeshFact.AccessDecided(exchange.connection(), 1, decision.value(), decision.reasons()));
    }

    private static Outcome.Answered refused(Refusal refusal) {
        HttpMessage response = refusal.response();
        return new Outcome.Answered(
                response.status(), response.headers(), response.body(), refusal.flags(), refusal.details());
    }

    private RouteChoice admitted(Exchange exchange, Visit visit, Optional<HttpMessage> request, ActorContext context) {
        return switch (visit.server().traffic()) {
            case REQUESTS -> request(exchange, visit, request.orElseThrow(), context);
            case BYTES -> routed.byConnection(exchange, visit.server().hosts().get(0), context);
            case CLUSTER_NAMES -> toNamedCluster(exchange, visit.serverName().orElse(""), context);
        };
    }

    private RouteChoice request(Exchange exchange, Visit visit, HttpMessage request, ActorContext context) {
        String asked = Routing.host(request);
        GatewayServer server = visit.server();
        Optional<Reason> redirect = server.redirect(asked).filter(reason -> !visit.secured());
        if (redirect.isPresent()) {
            return redirected(exchange, "https://" + asked + request.path(), redirect.get());
        }
        return server.host(asked)
                .map(routes -> routed.byRules(exchange, request, routes, context))
                .orElseGet(() -> RoutedCalls.missing(
                        exchange,
                        new VirtualHost(
                                asked,
                                exchange.destination().port(),
                                new Rules<>(List.of(), List.of()),
                                new Rules<>(List.of(), List.of()))));
    }

    private static RouteChoice redirected(Exchange exchange, String location, Reason why) {
        return new RouteChoice(
                Optional.empty(),
                Optional.empty(),
                new Outcome.Answered(
                        301, HttpHeaders.of("location", location), "", Optional.empty(), "direct_response"),
                List.of(
                        new MeshFact.RouteChosen(exchange.call(), List.of(why)),
                        new MeshFact.AnsweredInPlace(exchange.call(), 301)));
    }

    /** With its TLS as it is, which only those endpoints take that take Istio's (R10.4). */
    private RouteChoice toNamedCluster(Exchange exchange, String serverName, ActorContext context) {
        Matcher named = CLUSTER_NAME.matcher(serverName);
        String name = named.matches()
                ? Cluster.name(named.group("host"), Integer.parseInt(named.group("port")), named.group("subset"))
                : serverName;
        return state.cluster(name)
                .map(RelayedCalls::untouched)
                .map(cluster -> toCluster.choose(exchange, cluster, Optional.empty(), context))
                .orElseGet(() -> new RouteChoice(
                        Optional.empty(),
                        Optional.empty(),
                        Outcome.Answered.failure(503, "", "UH", "cluster_not_found"),
                        List.of(new MeshFact.ClusterMissing(exchange.call(), name, List.of()))));
    }

    private static Cluster untouched(Cluster cluster) {
        List<Cluster.Endpoint> reached = cluster.endpoints().stream()
                .filter(endpoint -> endpoint.upstream().value() instanceof UpstreamTls.IstioMutual)
                .map(endpoint -> new Cluster.Endpoint(
                        endpoint.instance(),
                        endpoint.address(),
                        endpoint.port(),
                        new Explained<>(new UpstreamTls.Plaintext(), List.of(asItIs(endpoint)))))
                .toList();
        return new Cluster(
                cluster.host(), cluster.port(), cluster.subset(), cluster.protocol(), reached, Optional.empty());
    }

    private static Reason asItIs(Cluster.Endpoint endpoint) {
        Reason why = endpoint.upstream().reasons().get(0);
        return new Reason(why.question(), "plaintext", "R10.4", why.decidedBy(), why.ignored());
    }
}
