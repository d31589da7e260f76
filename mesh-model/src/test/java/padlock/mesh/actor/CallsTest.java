package padlock.mesh.actor;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import padlock.mesh.history.CallView;
import padlock.mesh.resource.ClientTls;
import padlock.mesh.resource.MutualTlsMode;
import padlock.mesh.resource.PortProtocol;
import padlock.mesh.resource.Resource;
import padlock.mesh.resource.Workload;

import static org.assertj.core.api.Assertions.assertThat;

/** Where calls lead: names, addresses, ports and pods. */
class CallsTest {

    /** Pods get addresses in the order of their names. */
    private static final List<Resource> MESH = List.of(
            Given.namespace("bare"),
            Given.workload("bare/client"), // 10.244.0.2
            Given.workload("bare/server"), // 10.244.0.3
            Given.service("bare/empty", PortProtocol.HTTP),
            Given.service("bare/server", PortProtocol.HTTP),
            Given.injected("shop"),
            Given.workload("shop/client"), // 10.244.0.4
            Given.withPorts(
                    List.of(new Workload.ContainerPort("web", 9090)), Given.workload("shop/named")), // 10.244.0.5
            Given.workload("shop/peers"), // 10.244.0.6
            Given.workload("shop/server"), // 10.244.0.7
            Given.headless("shop/empty-too", Given.port(8080, 8080, PortProtocol.HTTP)),
            Given.service("shop/named", Given.port(80, "web", PortProtocol.HTTP)),
            Given.headless(
                    "shop/peers", Given.port(8080, 8080, PortProtocol.HTTP), Given.port(7000, 7000, PortProtocol.TCP)),
            Given.service(
                    "shop/server",
                    Given.port(80, 8080, PortProtocol.HTTP),
                    Given.port(81, 8081, PortProtocol.TCP),
                    Given.port(82, 8082, PortProtocol.UNDECLARED)),
            Given.service("shop/client", PortProtocol.HTTP));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # names
        shop/client | http://server/                               | mutual-tls ok 200
        shop/client | http://server.shop/                          | mutual-tls ok 200
        shop/client | http://server.shop.svc/                      | mutual-tls ok 200
        shop/client | http://server.shop.svc.cluster.local/        | mutual-tls ok 200
        shop/client | http://server.bare/                          | plaintext ok 200
        bare/client | http://server/                               | plaintext ok 200
        bare/client | http://named.shop/                           | plaintext ok 200
        shop/client | http://named/                                | mutual-tls ok 200
        shop/client | http://nowhere/                              | none no-such-host -
        bare/client | http://nowhere/                              | none no-such-host -
        bare/client | http://named/                                | none no-such-host -
        shop/client | http://10.9.9.9/                             | none no-such-host -
        # a port that the service does not have
        bare/client | http://server:9999/                          | none connection-refused -
        shop/client | http://server:9999/                          | none connection-refused -
        shop/client | tcp://server:9999                            | none connection-refused -
        # nobody behind the service
        bare/client | http://empty/                                | none no-endpoint -
        shop/client | http://empty.bare/                           | none no-endpoint 503
        bare/client | http://empty-too.shop:8080/                  | none no-endpoint -
        shop/client | http://empty-too:8080/                       | none no-endpoint -
        # headless
        shop/client | http://peers:8080/                           | mutual-tls ok 200
        shop/client | tcp://peers:7000                             | mutual-tls ok -
        bare/client | tcp://peers.shop:7000                        | plaintext ok -
        # addresses of pods (R6.12): HTTP is looked for where some service speaks it
        shop/client | http://10.244.0.7:8080/                      | plaintext ok 200
        shop/client | http://10.244.0.7:8081/                      | plaintext ok 200
        shop/client | tcp://10.244.0.7:8081                        | plaintext ok -
        bare/client | http://10.244.0.7:8080/                      | plaintext ok 200
        shop/client | tcp://10.244.0.6:7000                        | mutual-tls ok -
        # nobody listens, with and without a sidecar in front
        shop/client | http://10.244.0.3/                           | none connection-refused 503
        shop/client | http://10.244.0.7/                           | plaintext connection-refused 503
        bare/client | http://10.244.0.7/                           | plaintext connection-refused 503
        bare/client | http://10.244.0.3:1234/                      | none connection-refused -
        shop/client | tcp://10.244.0.7:1234                        | plaintext connection-refused -
        # a program that calls itself: by its service through both halves of its sidecar, by its address not at all (R4.5)
        shop/client | http://client/                               | mutual-tls ok 200
        shop/client | http://10.244.0.4:8080/                      | plaintext ok 200
        # TCP on a port of another kind
        shop/client | tcp://server:81                              | mutual-tls ok -
        shop/client | tcp://server:82                              | mutual-tls ok -
        shop/client | http://server:81/                            | mutual-tls ok 200
        shop/client | http://server:82/                            | mutual-tls ok 200
        """)
    void leadWhereIstioLeadsThem(String from, String to, String expected) {
        CallView call =
                TestRun.of(MESH).call("call", Duration.ofSeconds(1), from, to).call("call");

        assertThat(summary(call)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        http://10.244.0.7:8080/ | none plaintext-to-strict 503
        http://10.244.0.7:8081/ | none plaintext-to-strict -
        tcp://10.244.0.7:8081   | none plaintext-to-strict -
        """)
    void anAddressOfAPodIsNeverGivenTls(String to, String expected) {
        CallView call = TestRun.of(MESH)
                .apply(Duration.ZERO, Given.demands(MutualTlsMode.STRICT, "shop"))
                .call("call", Duration.ofSeconds(5), "shop/client", to)
                .call("call");

        assertThat(summary(call)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://10.244.0.4:8080/", "tcp://10.244.0.4:8080"})
    void aProgramThatCallsItsOwnAddressMeetsNoSidecar(String to) {
        CallView call = TestRun.of(MESH)
                .apply(Duration.ZERO, Given.demands(MutualTlsMode.STRICT, "shop"))
                .call("call", Duration.ofSeconds(5), "shop/client", to)
                .call("call");

        assertThat(summary(call)).startsWith("plaintext ok");
        assertThat(call.server().orElseThrow().mode()).isEmpty();
        assertThat(call.clientLog()).isEmpty();
        assertThat(call.serverLog()).isEmpty();
    }

    @Test
    void aCallToItsOwnServicePastItsSidecarArrivesThroughIt() {
        Workload client = Given.withAnnotation(
                "traffic.sidecar.istio.io/excludeOutboundPorts", "80", Given.workload("shop/client"));
        CallView call = TestRun.of(List.of(
                        Given.injected("shop"),
                        client,
                        Given.service("shop/client", PortProtocol.HTTP),
                        Given.demands(MutualTlsMode.STRICT, "shop")))
                .call("call", Duration.ofSeconds(5), "shop/client", "http://client/")
                .call("call");

        assertThat(summary(call)).isEqualTo("none plaintext-to-strict -");
        assertThat(call.server().orElseThrow().mode()).contains(MutualTlsMode.STRICT);
    }

    @Test
    void httpGoesWhereItsHostHeaderSays() {
        TestRun run = TestRun.of(MESH)
                .callWith("to-another", Duration.ofSeconds(1), "shop/client", "http://server/", "Host", "server.bare")
                .callWith("to-nobody", Duration.ofSeconds(2), "shop/client", "http://server/", "Host", "example.org");

        assertThat(run.calls())
                .extracting(call -> call.route().orElseThrow().endpoint() + " "
                        + call.verdict().transport().text())
                .containsExactly("bare/server plaintext", "shop/server plaintext");
    }

    @Test
    void whereNoHostIsReadItIsTheAddressThatCounts() {
        CallView call = TestRun.of(MESH)
                .callWith("call", Duration.ofSeconds(1), "shop/client", "http://server:82/", "Host", "server.bare")
                .call("call");

        assertThat(call.route().orElseThrow().endpoint()).hasToString("shop/server");
    }

    @Test
    void callsSpreadOverReplicasUnlessAnEndpointIsPreferred() {
        TestRun run = TestRun.of(
                Given.injected("shop"),
                Given.workload("shop/client"),
                Given.withReplicas(3, Given.workload("shop/server")),
                Given.service("shop/server", PortProtocol.HTTP));
        IntStream.rangeClosed(1, 30)
                .forEach(n -> run.call("any#" + n, Duration.ofSeconds(n), "shop/client", "http://server/"));
        IntStream.rangeClosed(31, 40)
                .forEach(n -> run.callTo(
                        "second#" + n, Duration.ofSeconds(n), "shop/client", "http://server/", "shop/server#2"));

        assertThat(run.calls().subList(0, 30))
                .extracting(call -> call.route().orElseThrow().endpoint().toString())
                .contains("shop/server", "shop/server#2", "shop/server#3");
        assertThat(run.calls().subList(30, 40))
                .extracting(call -> call.route().orElseThrow().endpoint().toString())
                .containsOnly("shop/server#2");
    }

    @Test
    void anotherAttemptGoesToAnotherEndpoint() {
        TestRun run = TestRun.of(
                Given.namespace("shop"),
                Given.withLabel("sidecar.istio.io/inject", "true", Given.workload("shop/client")),
                Given.withLabel(
                        "tier",
                        "web",
                        Given.withLabel("sidecar.istio.io/inject", "true", Given.workload("shop/inside"))),
                Given.withLabel("tier", "web", Given.workload("shop/outside")),
                Given.serviceOf("shop/web", Map.of("tier", "web"), Given.port(80, 8080, PortProtocol.HTTP)),
                Given.attempts("shop/web", Given.tls(ClientTls.Mode.ISTIO_MUTUAL)));
        IntStream.rangeClosed(1, 20)
                .forEach(n -> run.call("call#" + n, Duration.ofSeconds(n), "shop/client", "http://web/"));

        assertThat(run.calls())
                .extracting(call -> call.verdict().transport().text() + " "
                        + call.verdict().reason().text())
                .containsOnly("mutual-tls ok");
        assertThat(run.facts(MeshFact.HandshakeRefused.class)).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # annotation of the server          | value     | client      | expected
        excludeInboundPorts                 | 8080      | bare/client | plaintext ok 200 none
        excludeInboundPorts                 | 8080      | shop/client | none tls-to-plaintext 503 none
        excludeInboundPorts                 | 9,8081    | bare/client | none plaintext-to-strict - STRICT
        includeInboundPorts                 | 8081      | bare/client | plaintext ok 200 none
        includeInboundPorts                 | 8080      | shop/client | mutual-tls ok 200 STRICT
        includeInboundPorts                 | ''        | bare/client | plaintext ok 200 none
        """)
    void aPortThatTheSidecarDoesNotCaptureIsAsIfItHadNone(
            String annotation, String value, String client, String expected) {
        CallView call = TestRun.of(
                        Given.namespace("bare"),
                        Given.injected("shop"),
                        Given.workload("bare/client"),
                        Given.workload("shop/client"),
                        Given.withAnnotation(
                                "traffic.sidecar.istio.io/" + annotation, value, Given.workload("shop/server")),
                        Given.service("shop/server", PortProtocol.HTTP),
                        Given.demands(MutualTlsMode.STRICT, "shop"))
                .call("call", Duration.ofSeconds(1), client, "http://server.shop/")
                .call("call");

        assertThat(summary(call) + " "
                        + call.server().orElseThrow().mode().map(Enum::name).orElse("none"))
                .isEqualTo(expected);
    }

    @Test
    void aPortThatTheClientsSidecarDoesNotCaptureIsCalledInPlaintext() {
        CallView call = TestRun.of(
                        Given.injected("shop"),
                        Given.withAnnotation(
                                "traffic.sidecar.istio.io/excludeOutboundPorts", "80", Given.workload("shop/client")),
                        Given.workload("shop/server"),
                        Given.service("shop/server", PortProtocol.HTTP),
                        Given.demands(MutualTlsMode.STRICT, "shop"))
                .call("call", Duration.ofSeconds(1), "shop/client", "http://server/")
                .call("call");

        assertThat(call.printed()).contains("curl: (56) Recv failure: Connection reset by peer");
        assertThat(call.because().get(0).rule()).isEqualTo("R4.5");
        assertThat(call.clientLog()).isEmpty();
    }

    private static String summary(CallView call) {
        return call.verdict().transport().text() + " " + call.verdict().reason().text() + " "
                + call.status().map(String::valueOf).orElse("-");
    }
}
