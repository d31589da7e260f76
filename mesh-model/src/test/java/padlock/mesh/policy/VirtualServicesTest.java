package padlock.mesh.policy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import padlock.mesh.resource.Labels;
import padlock.mesh.resource.Mesh;
import padlock.mesh.resource.Metadata;
import padlock.mesh.resource.Origin;
import padlock.mesh.resource.ResourceId;
import padlock.mesh.resource.TextMatch;
import padlock.mesh.resource.VirtualService;
import padlock.mesh.resource.VirtualService.Action;
import padlock.mesh.resource.VirtualService.Destination;
import padlock.mesh.resource.VirtualService.HttpMatch;
import padlock.mesh.resource.VirtualService.HttpRoute;
import padlock.mesh.resource.VirtualService.Rewrite;
import padlock.mesh.resource.VirtualService.Share;
import padlock.mesh.resource.VirtualService.Source;
import padlock.mesh.resource.Workload;

import static org.assertj.core.api.Assertions.assertThat;

class VirtualServicesTest {

    private static final String HOST = "reviews.shop.svc.cluster.local";
    private static final Origin HERE = new Origin("routes.yaml", 1);
    private static final Workload PAGE = Given.workload("shop/page", "app=page");

    @Test
    void theOldestForOneHostLeads() {
        assertThat(leads(PAGE, led("young", 2, List.of(HOST), "v2"), led("old", 1, List.of("reviews"), "v1")))
                .containsExactly("outbound|9080|v1|" + HOST);
    }

    @Test
    void anExactHostComesBeforeAnOlderWildcard() {
        assertThat(leads(
                        PAGE,
                        led("wide", 1, List.of("*.shop.svc.cluster.local"), "v2"),
                        led("exact", 2, List.of(HOST), "v1")))
                .containsExactly("outbound|9080|v1|" + HOST);
    }

    @Test
    void onePrivateToTheClientsNamespaceComesBeforeAnOlderPublicOne() {
        VirtualService own = exported(led("own", 2, List.of(HOST), "v2"), ".");

        assertThat(leads(PAGE, led("public", 1, List.of(HOST), "v1"), own)).containsExactly("outbound|9080|v2|" + HOST);
    }

    @Test
    void oneOfAnotherNamespaceHoldsForEveryClientUnlessItIsNotExported() {
        Workload elsewhere = Given.workload("front/page");
        VirtualService hidden = exported(led("routes", 1, List.of(HOST), "v1"), ".");

        assertThat(leads(elsewhere, led("routes", 1, List.of(HOST), "v1"))).isNotEmpty();
        assertThat(leads(elsewhere, hidden)).isEmpty();
        assertThat(reason(elsewhere, hidden).ignored())
                .extracting(Reason.Ignored::why)
                .containsExactly("is not exported to the client's namespace");
    }

    @Test
    void oneThatIsBoundToAGatewayAloneIsNotForSidecars() {
        VirtualService plain = led("routes", 1, List.of(HOST), "v1");
        VirtualService ofGateway = new VirtualService(
                plain.metadata(), plain.hosts(), List.of("shop/front"), List.of(), plain.http(), List.of(), List.of());

        assertThat(leads(PAGE, ofGateway)).isEmpty();
        assertThat(reason(PAGE, ofGateway).ignored())
                .extracting(Reason.Ignored::why)
                .containsExactly("is bound to gateways shop/front, and not to mesh");
    }

    @Test
    void aDestinationWithoutAPortHasTheOnlyPortOfItsServiceElseTheOneThatWasCalled() {
        Share other = new Share(new Destination("other", Optional.empty(), Optional.empty()), 0, HERE);

        assertThat(leads(PAGE, service("routes", 1, List.of(HOST), List.of(to(List.of(), other)))))
                .containsExactly("outbound|80||other.shop.svc.cluster.local");
    }

    @Test
    void ofSeveralDestinationsOneWithoutWeightGetsNothing() {
        HttpRoute route = to(List.of(), share("v1", 100), share("v2", 0));

        assertThat(leads(PAGE, service("routes", 1, List.of(HOST), List.of(route))))
                .containsExactly("outbound|9080|v1|" + HOST);
    }

    @Test
    void aRouteForOtherCallersIsNotHeldByThisOne() {
        Source fromCart = new Source(Optional.empty(), Labels.of(Map.of("app", "cart")), Optional.empty(), List.of());
        HttpRoute forCart = to(List.of(match(fromCart, Optional.empty())), share("v1", 0));

        assertThat(leads(PAGE, service("routes", 1, List.of(HOST), List.of(forCart))))
                .isEmpty();
    }

    @Test
    void theFirstRouteThatTheRequestFitsDecidesAndThoseBeforeItAreNamed() {
        VirtualService service = service(
                "routes",
                1,
                List.of(HOST),
                List.of(
                        to(List.of(match(anyone(), Optional.of(new TextMatch.Prefix("/two")))), share("v2", 0)),
                        to(List.of(), share("v1", 0))));
        VirtualHost host = host(PAGE, service);

        assertThat(host.forRequest(get("/two/x?y=1"))
                        .value()
                        .orElseThrow()
                        .leads()
                        .get(0)
                        .meaning())
                .isEqualTo("subset v2 of " + HOST);
        Reason reason = host.forRequest(get("/one")).reasons().get(0);
        assertThat(reason.answer()).isEqualTo("subset v1 of " + HOST);
        assertThat(reason.ignored()).extracting(Reason.Ignored::why).containsExactly("does not match the request");
    }

    @Test
    void aRewriteReplacesThePrefixThatMatched() {
        Action forward = new Action.Forward(
                List.of(share("v1", 0)), Optional.of(new Rewrite(Optional.of("/"), Optional.of("other"))));
        HttpRoute route = new HttpRoute(
                "",
                List.of(match(anyone(), Optional.of(new TextMatch.Prefix("/api")))),
                Optional.empty(),
                forward,
                HERE);
        HttpRule rule = host(PAGE, service("routes", 1, List.of(HOST), List.of(route)))
                .forRequest(get("/api/x?y=1"))
                .value()
                .orElseThrow();

        assertThat(rule.rewritten(get("/api/x?y=1")))
                .isEqualTo(new RequestHead("GET", "/x?y=1", "other", new TreeMap<>()));
    }

    private static List<String> leads(Workload client, VirtualService... services) {
        return host(client, services).http().rules().stream()
                .flatMap(rule -> rule.leads().stream())
                .map(Lead::cluster)
                .toList();
    }

    private static Reason reason(Workload client, VirtualService... services) {
        return host(client, services).toTheService();
    }

    private static VirtualHost host(Workload client, VirtualService... services) {
        Mesh mesh = Mesh.EMPTY;
        for (VirtualService service : services) {
            mesh = mesh.with(service, Instant.EPOCH);
        }
        Map<String, List<Integer>> ports =
                Map.of(HOST, List.of(9080, 9090), "other.shop.svc.cluster.local", List.of(80));
        return new VirtualServices(mesh, ports).at(HOST, 9080, client).orElseThrow();
    }

    private static VirtualService led(String name, int second, List<String> hosts, String subset) {
        return service(name, second, hosts, List.of(to(List.of(), share(subset, 0))));
    }

    private static VirtualService service(String name, int second, List<String> hosts, List<HttpRoute> routes) {
        Metadata metadata = new Metadata(
                new ResourceId("VirtualService", "shop", name), Optional.of(Instant.ofEpochSecond(second)), HERE);
        return new VirtualService(metadata, hosts, List.of(), List.of(), routes, List.of(), List.of());
    }

    private static VirtualService exported(VirtualService service, String namespace) {
        return new VirtualService(
                service.metadata(),
                service.hosts(),
                service.gateways(),
                List.of(namespace),
                service.http(),
                service.tls(),
                service.tcp());
    }

    private static HttpRoute to(List<HttpMatch> matches, Share... shares) {
        Action forward = new Action.Forward(List.of(shares), Optional.empty());
        return new HttpRoute("", matches, Optional.empty(), forward, HERE);
    }

    private static Share share(String subset, int weight) {
        return new Share(new Destination("reviews", Optional.of(subset), Optional.empty()), weight, HERE);
    }

    private static Source anyone() {
        return new Source(Optional.empty(), Labels.NONE, Optional.empty(), List.of());
    }

    private static HttpMatch match(Source source, Optional<TextMatch> uri) {
        return new HttpMatch(
                source,
                uri,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>());
    }

    private static RequestHead get(String path) {
        return new RequestHead("GET", path, "reviews:9080", new TreeMap<>());
    }
}
