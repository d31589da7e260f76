package padlock.scenario;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import padlock.mesh.actor.AccessLogEntry;
import padlock.mesh.actor.Call;
import padlock.mesh.actor.CallTarget;
import padlock.mesh.actor.Settings;
import padlock.mesh.history.CallReason;
import padlock.mesh.history.CallResult;
import padlock.mesh.history.CallView;
import padlock.mesh.history.Transport;
import padlock.mesh.policy.Reason;
import padlock.mesh.resource.InstanceId;
import padlock.scenario.file.Loaded;
import padlock.scenario.file.ManifestFiles;
import padlock.scenario.file.Manifests;

import static org.assertj.core.api.Assertions.assertThat;

class ThroughTheGatewayTest {

    private static final String MESH = """
            apiVersion: v1
            kind: Namespace
            metadata: {name: shop, labels: {istio-injection: enabled}}
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: front, namespace: edge}
            spec:
              template:
                metadata:
                  annotations: {inject.istio.io/templates: gateway}
                  labels: {istio: ingressgateway, sidecar.istio.io/inject: "true"}
                spec: {containers: [{name: istio-proxy, image: auto}]}
            ---
            apiVersion: v1
            kind: Service
            metadata: {name: front, namespace: edge}
            spec: {selector: {istio: ingressgateway}, ports: [{name: http2, port: 80, targetPort: 8080}]}
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: visitor, namespace: outside}
            spec: {template: {metadata: {labels: {app: visitor}}, spec: {containers: [{name: app, image: x}]}}}
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: page, namespace: shop}
            spec: {template: {metadata: {labels: {app: page}}, spec: {containers: [{name: app, image: x}]}}}
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: reviews, namespace: shop}
            spec: {template: {metadata: {labels: {app: reviews}}, spec: {containers: [{name: app, image: x}]}}}
            ---
            apiVersion: v1
            kind: Service
            metadata: {name: reviews, namespace: shop}
            spec: {selector: {app: reviews}, ports: [{name: http, port: 9080}]}
            ---
            apiVersion: security.istio.io/v1
            kind: PeerAuthentication
            metadata: {name: default, namespace: shop}
            spec: {mtls: {mode: STRICT}}
            ---
            """;

    private static final String BOUND = """
            apiVersion: networking.istio.io/v1
            kind: Gateway
            metadata: {name: door, namespace: shop}
            spec:
              selector: {istio: ingressgateway}
              servers: [{port: {number: 80, name: http, protocol: HTTP}, hosts: ["*.example.com"]}]
            ---
            apiVersion: networking.istio.io/v1
            kind: VirtualService
            metadata: {name: door, namespace: shop}
            spec:
              hosts: [shop.example.com]
              gateways: [door]
              http:
                - match: [{uri: {prefix: /reviews}}]
                  route: [{destination: {host: reviews}}]
            ---
            """;

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

    private static CallView call(String from, String to, String host, String policies) {
        Loaded<Manifests> loaded = ManifestFiles.read(
                List.of("-"), new ByteArrayInputStream((MESH + policies).getBytes(StandardCharsets.UTF_8)));
        if (!(loaded instanceof Loaded.Accepted<Manifests> accepted)) {
            throw new AssertionError(loaded);
        }
        String[] caller = from.split("/");
        Call call = new Call(
                "call", "call", CallTarget.parse(to), "GET", new TreeMap<>(Map.of("Host", host)), Optional.empty());
        return new MeshQuestions(
                        accepted.value().resources(), Instant.parse("2026-01-01T00:00:00Z"), 1, Settings.DEFAULTS)
                .ask(new InstanceId(caller[0], caller[1], 1), call, MeshQuestions.SETTLED)
                .call();
    }
}
