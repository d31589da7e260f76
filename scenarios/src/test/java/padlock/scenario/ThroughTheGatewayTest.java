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
import static org.assertj.core.api.Assertions.tuple;

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
            spec:
              selector: {istio: ingressgateway}
              ports: [{name: http2, port: 80, targetPort: 8080}, {name: https, port: 443, targetPort: 8443}, {name: tcp, port: 31400}]
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
            spec:
              selector: {app: reviews}
              ports: [{name: http, port: 9080}, {name: https, port: 9443}, {name: tcp, port: 9000}]
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
                  route: [{destination: {host: reviews, port: {number: 9080}}}]
            ---
            """;

    private static final String SERVERS = """
            apiVersion: networking.istio.io/v1
            kind: Gateway
            metadata: {name: door, namespace: shop}
            spec:
              selector: {istio: ingressgateway}
              servers:
              - port: {number: 80, name: moved, protocol: HTTP}
                hosts: [moved.example.com]
                tls: {httpsRedirect: true}
              - port: {number: 443, name: simple, protocol: HTTPS}
                hosts: [simple.example.com]
                tls: {mode: SIMPLE, serverCertificate: a.pem, privateKey: b.pem}
              - port: {number: 443, name: mutual, protocol: HTTPS}
                hosts: [mutual.example.com]
                tls: {mode: MUTUAL, serverCertificate: a.pem, privateKey: b.pem, caCertificates: c.pem}
              - port: {number: 443, name: optional, protocol: HTTPS}
                hosts: [optional.example.com]
                tls: {mode: OPTIONAL_MUTUAL, serverCertificate: a.pem, privateKey: b.pem, caCertificates: c.pem}
              - port: {number: 443, name: istio, protocol: HTTPS}
                hosts: [istio.example.com]
                tls: {mode: ISTIO_MUTUAL}
              - port: {number: 443, name: through, protocol: TLS}
                hosts: [through.example.com]
                tls: {mode: PASSTHROUGH}
              - port: {number: 443, name: bytes, protocol: TLS}
                hosts: [bytes.example.com]
                tls: {mode: SIMPLE, serverCertificate: a.pem, privateKey: b.pem}
              - port: {number: 31400, name: tcp, protocol: TCP}
                hosts: ["*"]
            ---
            apiVersion: networking.istio.io/v1
            kind: VirtualService
            metadata: {name: door, namespace: shop}
            spec:
              hosts: ["*.example.com"]
              gateways: [door]
              http:
                - route: [{destination: {host: reviews, port: {number: 9080}}}]
              tls:
                - match: [{sniHosts: [through.example.com]}]
                  route: [{destination: {host: reviews, port: {number: 9443}}}]
              tcp:
                - route: [{destination: {host: reviews, port: {number: 9000}}}]
            ---
            """;

    private static final String MUTUAL_HOST = "front.edge.svc.cluster.local";
    private static final String MUTUAL_URL = "http://" + MUTUAL_HOST + "/";

    private static final String MUTUAL_DOOR = """
            apiVersion: networking.istio.io/v1
            kind: Gateway
            metadata: {name: door, namespace: shop}
            spec:
              selector: {istio: ingressgateway}
              servers:
              - port: {number: 80, name: istio, protocol: HTTPS}
                hosts: [HOST]
                tls: {mode: ISTIO_MUTUAL}
            ---
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
            """.replace("HOST", MUTUAL_HOST);

    private static final String EVERYTHING_IN_TLS = """
            apiVersion: networking.istio.io/v1
            kind: Gateway
            metadata: {name: door, namespace: shop}
            spec:
              selector: {istio: ingressgateway}
              servers:
              - port: {number: 443, name: simple, protocol: HTTPS}
                hosts: ["*"]
                tls: {mode: SIMPLE, serverCertificate: a.pem, privateKey: b.pem}
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
    void theNameThatIsAskedForInTlsChoosesTheServer() {
        assertThat(List.of(
                        told("https://simple.example.com/"),
                        told("https://mutual.example.com/"),
                        told("https://optional.example.com/"),
                        told("https://istio.example.com/"),
                        told("https://through.example.com/"),
                        told("https://bytes.example.com/"),
                        told("https://nobody.example.com/")))
                .containsExactly(
                        "ok over TLS: HTTPS SIMPLE",
                        "no-client-certificate over NONE: HTTPS MUTUAL",
                        "ok over TLS: HTTPS OPTIONAL_MUTUAL",
                        "no-client-certificate over NONE: HTTPS ISTIO_MUTUAL",
                        "ok over TLS: TLS PASSTHROUGH",
                        "ok over TLS: TLS SIMPLE",
                        "unreachable over NONE: none for nobody.example.com");
    }

    @Test
    void aNameThatNoServerIsForIsResetAndLogged() {
        CallView call = visit("https://nobody.example.com/", SERVERS);

        assertThat(call.printed().orElseThrow())
                .isEqualTo("curl: (35) OpenSSL SSL_connect: Connection reset by peer in connection to"
                        + " nobody.example.com:443");
        assertThat(call.serverLog().orElseThrow().line())
                .contains("\"- - -\" 0 NR filter_chain_not_found -")
                .endsWith(" nobody.example.com -");
    }

    @Test
    void whereTlsEndsTheGatewayLogsTheNameAndLeadsTheRequestOn() {
        CallView call = visit("https://simple.example.com/", SERVERS);

        assertThat(call.status()).contains(200);
        assertThat(call.serverLog().orElseThrow().line())
                .contains("\"GET / HTTP/1.1\" 200 - via_upstream", "outbound|9080||reviews.shop.svc.cluster.local")
                .endsWith(" simple.example.com -");
    }

    @Test
    void plaintextToAPortForTlsIsResetUnlessAServerTakesEveryName() {
        CallView named = visit("http://simple.example.com:443/", SERVERS);
        CallView any = call("outside/visitor", "http://front.edge:443/", "simple.example.com", EVERYTHING_IN_TLS);

        assertThat(named.printed()).contains("curl: (56) Recv failure: Connection reset by peer");
        assertThat(named.serverLog().orElseThrow().line()).contains("NR filter_chain_not_found");
        assertThat(any.printed()).contains("curl: (52) Empty reply from server");
        assertThat(any.serverLog()).isEmpty();
        assertThat(List.of(named.verdict().reason(), any.verdict().reason()))
                .containsOnly(CallReason.PLAINTEXT_TO_STRICT);
    }

    @Test
    void tlsToAPortForPlaintextIsAnsweredInPlaintext() {
        CallView call = visit("https://moved.example.com:80/", SERVERS);

        assertThat(call.verdict().reason()).isEqualTo(CallReason.TLS_TO_PLAINTEXT);
        assertThat(call.printed()).contains("curl: (35) error:0A00010B:SSL routines::wrong version number");
        assertThat(call.serverLog().orElseThrow().line()).contains("400 DPE http1.codec_error");
    }

    @Test
    void whoAsksInTheClearIsToldToComeAgainWithTls() {
        CallView call = visit("http://moved.example.com/cart", SERVERS);

        assertThat(call.status()).contains(301);
        assertThat(call.verdict().result()).isEqualTo(CallResult.SUCCEEDED);
        assertThat(call.because())
                .extracting(Reason::question, Reason::answer)
                .endsWith(tuple("gateway server", "redirect to HTTPS"));
    }

    @Test
    void aHostThatIsRedirectedIsNarrowerThanOneThatIsNot() {
        String both = """
                apiVersion: networking.istio.io/v1
                kind: Gateway
                metadata: {name: other, namespace: shop}
                spec:
                  selector: {istio: ingressgateway}
                  servers:
                  - port: {number: 80, name: moved, protocol: HTTP}
                    hosts: [moved.example.com]
                    tls: {httpsRedirect: true}
                ---
                """;
        String everything = BOUND.replace("hosts: [shop.example.com]", "hosts: [\"*.example.com\"]");

        assertThat(visit("http://moved.example.com/reviews", both + everything).status())
                .contains(301);
        assertThat(visit("http://shop.example.com/reviews", both + everything).status())
                .contains(200);
    }

    @Test
    void aRouteMayAskWhetherTheVisitorCameWithTls() {
        String inTlsAlone = """
                apiVersion: networking.istio.io/v1
                kind: Gateway
                metadata: {name: door, namespace: shop}
                spec:
                  selector: {istio: ingressgateway}
                  servers:
                  - port: {number: 80, name: http, protocol: HTTP}
                    hosts: [shop.example.com]
                  - port: {number: 443, name: https, protocol: HTTPS}
                    hosts: [shop.example.com]
                    tls: {mode: SIMPLE, serverCertificate: a.pem, privateKey: b.pem}
                ---
                apiVersion: networking.istio.io/v1
                kind: VirtualService
                metadata: {name: door, namespace: shop}
                spec:
                  hosts: [shop.example.com]
                  gateways: [door]
                  http:
                    - match: [{scheme: {exact: https}}]
                      route: [{destination: {host: reviews, port: {number: 9080}}}]
                """;

        assertThat(visit("https://shop.example.com/", inTlsAlone).status()).contains(200);
        assertThat(visit("http://shop.example.com/", inTlsAlone).status()).contains(404);
    }

    @Test
    void theWayOnFromTheGatewayIsTold() {
        CallView call = visit("https://simple.example.com/", SERVERS);

        assertThat(call.onward())
                .extracting(
                        leg -> leg.route().host() + ":" + leg.route().port(),
                        leg -> leg.route().endpoint().toString(),
                        leg -> leg.route().sends().text(),
                        leg -> leg.server().mode().map(Enum::name).orElse("none"))
                .containsExactly(tuple("reviews.shop.svc.cluster.local:9080", "shop/reviews", "mutual-tls", "STRICT"));
        assertThat(call.onward().get(0).serverLog().orElseThrow().line())
                .contains("\"GET / HTTP/1.1\" 200 - via_upstream", "inbound|9080||");
        assertThat(visit("https://nobody.example.com/", SERVERS).onward()).isEmpty();
    }

    @Test
    void bytesAreLedOnToo() {
        CallView call = visit("tcp://front.edge:31400", SERVERS);

        assertThat(call.verdict().result()).isEqualTo(CallResult.SUCCEEDED);
        assertThat(call.serverLog().orElseThrow().line()).contains("outbound|9000||reviews.shop.svc.cluster.local");
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
                apiVersion: networking.istio.io/v1
                kind: Gateway
                metadata: {name: all, namespace: shop}
                spec:
                  selector: {istio: ingressgateway}
                  servers: [{port: {number: 80, name: http, protocol: HTTP}, hosts: ["*"]}]
                ---
                """;

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

    @Test
    void aServerWhoseSecretIsMissingTakesNobody() {
        String named = EVERYTHING_IN_TLS.replace("serverCertificate: a.pem, privateKey: b.pem", "credentialName: shop");
        CallView call = call("outside/visitor", "https://front.edge/", "front.edge", named);

        assertThat(call.verdict().reason()).isEqualTo(CallReason.NO_CERTIFICATE_YET);
        assertThat(call.because())
                .extracting(Reason::question, Reason::answer)
                .endsWith(tuple("server certificate", "there is no Secret/edge/shop"));
    }

    private static String told(String to) {
        CallView call = visit(to, SERVERS);
        String server = call.because().stream()
                .filter(reason -> reason.question().equals("gateway server"))
                .map(Reason::answer)
                .findFirst()
                .orElse("");
        return call.verdict().reason().text() + " over " + call.verdict().transport() + ": " + server;
    }

    private static CallView visit(String to, String policies) {
        return call("outside/visitor", to, CallTarget.parse(to).authority(), policies);
    }

    private static CallView call(String from, String to, String host, String policies) {
        String[] caller = from.split("/");
        Call call = new Call(
                "call", "call", CallTarget.parse(to), "GET", new TreeMap<>(Map.of("Host", host)), Optional.empty());
        return questions(policies)
                .ask(new InstanceId(caller[0], caller[1], 1), call, MeshQuestions.SETTLED)
                .call();
    }

    private static MeshQuestions questions(String policies) {
        Loaded<Manifests> loaded = ManifestFiles.read(
                List.of("-"), new ByteArrayInputStream((MESH + policies).getBytes(StandardCharsets.UTF_8)));
        if (!(loaded instanceof Loaded.Accepted<Manifests> accepted)) {
            throw new AssertionError(loaded);
        }
        return new MeshQuestions(
                accepted.value().resources(), Instant.parse("2026-01-01T00:00:00Z"), 1, Settings.DEFAULTS);
    }
}
