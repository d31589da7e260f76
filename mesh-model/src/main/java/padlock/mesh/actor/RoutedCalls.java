package padlock.mesh.actor;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import padlock.mesh.actor.RouteChoice.Outcome;
import padlock.mesh.policy.Cluster;
import padlock.mesh.policy.ConnectionRule;
import padlock.mesh.policy.Explained;
import padlock.mesh.policy.HttpRule;
import padlock.mesh.policy.Lead;
import padlock.mesh.policy.Reason;
import padlock.mesh.policy.RequestHead;
import padlock.mesh.policy.VirtualHost;
import padlock.mesh.resource.VirtualService.Abort;
import padlock.mesh.resource.VirtualService.Action;
import padlock.sim.ActorContext;

/** The calls to hosts of which a VirtualService says something: fits them to its routes, and draws by the weights. */
final class RoutedCalls {

    private final SidecarState state;
    private final ToCluster toCluster;

    /** Chooses an endpoint in a cluster. */
    interface ToCluster {
        RouteChoice choose(Exchange exchange, Cluster cluster, Optional<HttpMessage> request, ActorContext context);
    }

    RoutedCalls(SidecarState state, ToCluster toCluster) {
        this.state = state;
        this.toCluster = toCluster;
    }

    /** Leads a call to a cluster's host by what VirtualServices say of it. */
    RouteChoice choose(Exchange exchange, Cluster called, VirtualHost routes, ActorContext context) {
        if (exchange.request().isEmpty()) {
            return connection(exchange, called, routes, context);
        }
        HttpMessage request = exchange.request().get();
        if (routes.http().rules().isEmpty()) {
            RouteChoice choice = toCluster.choose(exchange, called, Optional.of(request), context);
            return routes.http().ignored().isEmpty()
                    ? choice
                    : choice.after(new MeshFact.RouteChosen(exchange.call(), List.of(routes.toTheService())));
        }
        return byRules(exchange, request, routes, context);
    }

    /** Leads a request by the rules for its host. */
    RouteChoice byRules(Exchange exchange, HttpMessage request, VirtualHost routes, ActorContext context) {
        Explained<Optional<HttpRule>> chosen = routes.forRequest(head(request));
        RouteChoice choice = chosen.value()
                .map(rule -> by(rule, exchange, request, context).on(named(rule)))
                .orElseGet(() -> missing(exchange, routes));
        return choice.after(new MeshFact.RouteChosen(exchange.call(), chosen.reasons()));
    }

    private static Optional<String> named(HttpRule rule) {
        return Optional.of(rule.name()).filter(name -> !name.isEmpty());
    }

    /** Nobody routes that. */
    static RouteChoice missing(Exchange exchange, VirtualHost routes) {
        return new RouteChoice(
                Optional.empty(),
                Optional.empty(),
                Outcome.Answered.failure(404, "", "NR", "route_not_found"),
                List.of(new MeshFact.RouteMissing(exchange.call(), routes.host(), routes.port())));
    }

    private RouteChoice by(HttpRule rule, Exchange exchange, HttpMessage request, ActorContext context) {
        Optional<Abort> abort = rule.abort().filter(fault -> strikes(fault, exchange, context));
        if (abort.isPresent()) {
            return answered(
                    exchange,
                    Outcome.Answered.failure(abort.get().status(), "fault filter abort", "FI", "fault_filter_abort"));
        } else if (rule.action() instanceof Action.Redirect redirect) {
            return answered(exchange, redirected(redirect, request));
        } else if (rule.action() instanceof Action.Respond respond) {
            return answered(
                    exchange,
                    new Outcome.Answered(
                            respond.status(),
                            HttpHeaders.of("content-type", "text/plain"),
                            respond.body(),
                            Optional.empty(),
                            "direct_response"));
        }
        return to(drawn(rule.leads(), exchange, context), exchange, Optional.of(rewritten(rule, request)), context);
    }

    private static boolean strikes(Abort fault, Exchange exchange, ActorContext context) {
        return context.random().named("abort", exchange.call()).fraction() * 100 < fault.percentage();
    }

    private static RouteChoice answered(Exchange exchange, Outcome.Answered answer) {
        return new RouteChoice(
                Optional.empty(),
                Optional.empty(),
                answer,
                List.of(new MeshFact.AnsweredInPlace(exchange.call(), answer.status())));
    }

    private static Outcome.Answered redirected(Action.Redirect redirect, HttpMessage request) {
        String location = redirect.scheme().orElse("http") + "://"
                + redirect.authority().orElse(request.headers().get("host").orElse(""))
                + redirect.uri().orElse(request.path());
        return new Outcome.Answered(
                redirect.status(), HttpHeaders.of("location", location), "", Optional.empty(), "direct_response");
    }

    private static HttpMessage rewritten(HttpRule rule, HttpMessage request) {
        RequestHead before = head(request);
        RequestHead after = rule.rewritten(before);
        HttpMessage moved = after.path().equals(before.path())
                ? request
                : request.asking(after.path()).with(HttpMessage.ORIGINAL_PATH, before.path());
        return after.authority().equals(before.authority()) ? moved : moved.with("Host", after.authority());
    }

    private RouteChoice connection(Exchange exchange, Cluster called, VirtualHost routes, ActorContext context) {
        Explained<Optional<ConnectionRule>> chosen = routes.forConnection(exchange.serverName());
        RouteChoice choice = chosen.value()
                .map(rule -> to(drawn(rule.leads(), exchange, context), exchange, Optional.empty(), context))
                .orElseGet(() -> toCluster.choose(exchange, called, Optional.empty(), context));
        List<Reason> reasons = chosen.reasons();
        boolean worthTelling = chosen.value().isPresent()
                || reasons.stream().anyMatch(reason -> !reason.ignored().isEmpty());
        return worthTelling ? choice.after(new MeshFact.RouteChosen(exchange.call(), reasons)) : choice;
    }

    /** Leads bytes by the rules that there are for them, of which they fit one. */
    RouteChoice byConnection(Exchange exchange, VirtualHost routes, ActorContext context) {
        Explained<Optional<ConnectionRule>> chosen = routes.forConnection(exchange.serverName());
        Lead lead = drawn(chosen.value().orElseThrow().leads(), exchange, context);
        return to(lead, exchange, Optional.empty(), context)
                .after(new MeshFact.RouteChosen(exchange.call(), chosen.reasons()));
    }

    private RouteChoice to(Lead lead, Exchange exchange, Optional<HttpMessage> request, ActorContext context) {
        return state.cluster(lead.cluster())
                .map(cluster -> toCluster.choose(exchange, cluster, request, context))
                .orElseGet(() -> new RouteChoice(
                        Optional.empty(),
                        Optional.empty(),
                        Outcome.Answered.failure(503, "", "NC", "cluster_not_found"),
                        List.of(new MeshFact.ClusterMissing(exchange.call(), lead.cluster(), List.of(nowhere(lead))))));
    }

    private static Reason nowhere(Lead lead) {
        return new Reason("cluster", "there is no " + lead.meaning(), "R5.12", Optional.of(lead.field()), List.of());
    }

    /**
     * One by the weights. Whoever wants a certain endpoint gets the way that leads to it, else the first; a call that
     * is tried again goes the same way.
     */
    private Lead drawn(List<Lead> leads, Exchange exchange, ActorContext context) {
        if (exchange.preferred().isPresent() || leads.size() == 1) {
            return leads.stream()
                    .filter(lead -> holdsPreferred(lead, exchange))
                    .findFirst()
                    .orElse(leads.get(0));
        }
        int total = leads.stream().mapToInt(Lead::weight).sum();
        long left = context.random().named("route", exchange.call()).below(total);
        for (Lead lead : leads) {
            left -= lead.weight();
            if (left < 0) {
                return lead;
            }
        }
        throw new AssertionError(leads);
    }

    private boolean holdsPreferred(Lead lead, Exchange exchange) {
        return state.cluster(lead.cluster()).stream()
                .flatMap(cluster -> cluster.endpoints().stream())
                .anyMatch(endpoint ->
                        exchange.preferred().filter(endpoint.instance()::equals).isPresent());
    }

    private static RequestHead head(HttpMessage request) {
        SortedMap<String, String> headers = new TreeMap<>();
        request.headers()
                .lines()
                .forEach(line -> headers.merge(
                        line.name().toLowerCase(Locale.ROOT), line.value(), (one, other) -> one + "," + other));
        return new RequestHead(
                request.method(), request.path(), request.headers().get("host").orElse(""), headers);
    }
}
