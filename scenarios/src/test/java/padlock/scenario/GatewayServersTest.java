package padlock.scenario;

import java.util.List;
import org.junit.jupiter.api.Test;
import padlock.mesh.history.CallReason;
import padlock.mesh.history.CallResult;
import padlock.mesh.history.CallView;
import padlock.mesh.policy.Reason;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static padlock.scenario.Door.BOUND;
import static padlock.scenario.Door.call;
import static padlock.scenario.Door.gateway;
import static padlock.scenario.Door.visit;

/** How a gateway listens: which of its servers a visitor gets, and what that does with TLS. */
class GatewayServersTest {

    private static final String OWN = "serverCertificate: a.pem, privateKey: b.pem";

    private static final String SERVERS = gateway(
                    "door",
                    "{port: {number: 80, name: moved, protocol: HTTP}, hosts: [moved.example.com], tls: {httpsRedirect: true}}",
                    inTls("simple", "HTTPS", "mode: SIMPLE, " + OWN),
                    inTls("mutual", "HTTPS", "mode: MUTUAL, " + OWN + ", caCertificates: c.pem"),
                    inTls("optional", "HTTPS", "mode: OPTIONAL_MUTUAL, " + OWN + ", caCertificates: c.pem"),
                    inTls("istio", "HTTPS", "mode: ISTIO_MUTUAL"),
                    inTls("through", "TLS", "mode: PASSTHROUGH"),
                    inTls("bytes", "TLS", "mode: SIMPLE, " + OWN),
                    "{port: {number: 31400, name: tcp, protocol: TCP}, hosts: [\"*\"]}")
            + """
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

    private static final String EVERYTHING_IN_TLS = gateway(
            "door",
            "{port: {number: 443, name: simple, protocol: HTTPS}, hosts: [\"*\"], tls: {mode: SIMPLE, " + OWN + "}}");

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
        String both = gateway(
                "other",
                "{port: {number: 80, name: moved, protocol: HTTP}, hosts: [moved.example.com], tls: {httpsRedirect: true}}");
        String everything = BOUND.replace("hosts: [shop.example.com]", "hosts: [\"*.example.com\"]");

        assertThat(visit("http://moved.example.com/reviews", both + everything).status())
                .contains(301);
        assertThat(visit("http://shop.example.com/reviews", both + everything).status())
                .contains(200);
    }

    @Test
    void aRouteMayAskWhetherTheVisitorCameWithTls() {
        String inTlsAlone = gateway(
                        "door",
                        "{port: {number: 80, name: http, protocol: HTTP}, hosts: [shop.example.com]}",
                        "{port: {number: 443, name: https, protocol: HTTPS}, hosts: [shop.example.com], tls: {mode: SIMPLE, "
                                + OWN + "}}")
                + """
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
    void aServerWhoseSecretIsMissingTakesNobody() {
        String named = EVERYTHING_IN_TLS.replace(OWN, "credentialName: shop");
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

    private static String inTls(String name, String protocol, String tls) {
        return "{port: {number: 443, name: " + name + ", protocol: " + protocol + "}, hosts: [" + name
                + ".example.com], tls: {" + tls + "}}";
    }
}
