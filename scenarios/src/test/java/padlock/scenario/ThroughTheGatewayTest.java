package padlock.scenario;

import java.util.List;
import org.junit.jupiter.api.Test;
import padlock.mesh.actor.AccessLogEntry;
import padlock.mesh.history.CallReason;
import padlock.mesh.history.CallResult;
import padlock.mesh.history.CallView;
import padlock.mesh.history.Transport;
import padlock.mesh.policy.Reason;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static padlock.scenario.Door.BOUND;
import static padlock.scenario.Door.call;
import static padlock.scenario.Door.gateway;
import static padlock.scenario.Door.questions;

class ThroughTheGatewayTest {

    private static final String MUTUAL_HOST = "front.edge.svc.cluster.local";
    private static final String MUTUAL_URL = "http://" + MUTUAL_HOST + "/";

    private static final String MUTUAL_DOOR = (gateway(
                            "door",
                            "{port: {number: 80, name: istio, protocol: HTTPS}, hosts: [HOST], tls: {mode: ISTIO_MUTUAL}}")
                    + """
            apiVersion: networking.istio.io/v1
            kind: VirtualService
            metadata: {name: door, namespace: shop}
            spec:
              hosts: [HOST]
              gateways: [door]
              http: [{route: [{destination: {host: reviews, port: {number: 9080}}}]}]
            ---
            apiVersion: networking.istio.io/v1
            kind: DestinationRule
            metadata: {name: front, namespace: edge}
            spec: {host: front, trafficPolicy: {tls: {mode: ISTIO_MUTUAL, sni: HOST}}}
            ---
            """)
            .replace("HOST", MUTUAL_HOST);

    @Test
    void aVisitorInPlaintextReachesAStrictService() {
        CallView call = call("outside/visitor", "http://front.edge/reviews/1", "shop.example.com", BOUND);

        assertThat(call.verdict().result()).isEqualTo(CallResult.SUCCEEDED);
        assertThat(call.verdict().transport()).isEqualTo(Transport.PLAINTEXT);
        assertThat(call.because())
                .extracting(Reason::question, Reason::answer)
                .extracting(
                        tuple -> tuple.toList().get(0) + ": " + tuple.toList().get(1))
                .containsExactly(
                        "client transport: plaintext",
                        "server mode: none",
                        "gateway server: HTTP",
                        "route: reviews.shop.svc.cluster.local",
                        "client transport: mutual-tls",
                        "server mode: STRICT",
                        "authorization: allowed");
        assertThat(call.serverLog().map(AccessLogEntry::line).orElseThrow())
                .contains("\"GET /reviews/1 HTTP/1.1\" 200 - via_upstream", "outbound|9080||reviews.shop");
    }

    @Test
    void whatTheGatewayGetsFromTheServiceIsWhatTheVisitorGets() {
        String inPlaintext = """
                apiVersion: networking.istio.io/v1
                kind: DestinationRule
                metadata: {name: reviews, namespace: shop}
                spec: {host: reviews, trafficPolicy: {tls: {mode: DISABLE}}}
                """;

        for (String caller : List.of("outside/visitor", "shop/page")) {
            CallView call = call(caller, "http://front.edge/reviews", "shop.example.com", BOUND + inPlaintext);
            assertThat(call.verdict().reason()).isEqualTo(CallReason.PLAINTEXT_TO_STRICT);
            assertThat(call.status()).contains(503);
        }
    }

    @Test
    void aHostOrPathThatNobodyRoutedIsNotFound() {
        assertThat(call("outside/visitor", "http://front.edge/reviews", "other.example.com", BOUND)
                        .status())
                .contains(404);
        assertThat(call("outside/visitor", "http://front.edge/cart", "shop.example.com", BOUND)
                        .status())
                .contains(404);
    }

    @Test
    void withoutAGatewayNothingListens() {
        assertThat(call("outside/visitor", "http://front.edge/reviews", "shop.example.com", "")
                        .verdict()
                        .reason())
                .isEqualTo(CallReason.CONNECTION_REFUSED);
    }

    @Test
    void aPolicyOnTheGatewayDeniesThere() {
        String denial = """
                apiVersion: security.istio.io/v1
                kind: AuthorizationPolicy
                metadata: {name: none, namespace: edge}
                spec: {}
                """;
        CallView call = call("outside/visitor", "http://front.edge/reviews", "shop.example.com", BOUND + denial);

        assertThat(call.verdict().result()).isEqualTo(CallResult.DENIED);
        assertThat(call.status()).contains(403);
    }

    @Test
    void aServerForMutualTlsOfTheMeshLetsInWhoeverHasItsCertificate() {
        String onlyPage = """
                apiVersion: security.istio.io/v1
                kind: AuthorizationPolicy
                metadata: {name: page, namespace: edge}
                spec: {rules: [{from: [{source: {principals: [cluster.local/ns/shop/sa/PRINCIPAL]}}]}]}
                """;

        CallView let =
                call("shop/page", MUTUAL_URL, MUTUAL_HOST, MUTUAL_DOOR + onlyPage.replace("PRINCIPAL", "default"));
        CallView denied =
                call("shop/page", MUTUAL_URL, MUTUAL_HOST, MUTUAL_DOOR + onlyPage.replace("PRINCIPAL", "other"));

        assertThat(let.verdict().transport()).isEqualTo(Transport.MUTUAL_TLS);
        assertThat(let.status()).contains(200);
        assertThat(denied.verdict().result()).isEqualTo(CallResult.DENIED);
    }

    @Test
    void aGatewayThatCallsFollowsTheRoutesBoundToIt() {
        String subset = """
                apiVersion: networking.istio.io/v1
                kind: VirtualService
                metadata: {name: within, namespace: shop}
                spec:
                  hosts: [reviews.shop.svc.cluster.local]
                  gateways: [all]
                  http: [{fault: {abort: {httpStatus: 418, percentage: {value: 100}}}, route: [{destination: {host: reviews}}]}]
                ---
                """ + gateway("all", "{port: {number: 80, name: http, protocol: HTTP}, hosts: [\"*\"]}");

        assertThat(call("edge/front", "http://shop.example.com/reviews", "shop.example.com", BOUND)
                        .status())
                .contains(200);
        assertThat(call("edge/front", "http://shop.example.com/cart", "shop.example.com", BOUND)
                        .status())
                .contains(404);
        assertThat(call("edge/front", "http://reviews.shop:9080/", "reviews.shop:9080", "")
                        .status())
                .contains(200);
        assertThat(call("edge/front", "http://reviews.shop:9080/", "reviews.shop:9080", subset)
                        .status())
                .contains(418);
    }

    @Test
    void theMatrixTellsCallersApartWhomAPolicyOfTheGatewayTellsApart() {
        String guarded = """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: admin, namespace: shop}
                spec:
                  template:
                    metadata: {labels: {app: admin}}
                    spec: {serviceAccountName: admin, containers: [{name: app, image: x}]}
                ---
                apiVersion: security.istio.io/v1
                kind: AuthorizationPolicy
                metadata: {name: admin, namespace: edge}
                spec: {rules: [{from: [{source: {principals: [cluster.local/ns/shop/sa/admin]}}]}]}
                """;
        MeshQuestions questions = questions(MUTUAL_DOOR + guarded);
        List<MeshQuestions.Pair> pairs = questions.pairs().stream()
                .filter(pair ->
                        pair.from().namespace().equals("shop") && pair.to().equals(MUTUAL_HOST + ":80"))
                .toList();

        assertThat(questions.matrix(pairs))
                .extracting(
                        row -> row.pair().from().name(), row -> row.verdict().result())
                .containsExactly(
                        tuple("admin", CallResult.SUCCEEDED),
                        tuple("page", CallResult.DENIED),
                        tuple("reviews", CallResult.DENIED));
    }
}
