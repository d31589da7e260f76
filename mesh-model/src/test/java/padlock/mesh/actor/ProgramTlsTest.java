package padlock.mesh.actor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import padlock.mesh.history.CallView;
import padlock.mesh.resource.ClientTls;
import padlock.mesh.resource.MutualTlsMode;
import padlock.mesh.resource.PortProtocol;
import padlock.mesh.resource.Resource;
import padlock.mesh.resource.Workload;

import static org.assertj.core.api.Assertions.assertThat;

/** Programs that speak TLS themselves, on either end of a call. */
class ProgramTlsTest {

    private static final List<Resource> MESH = List.of(
            Given.namespace("bare"),
            Given.workload("bare/client"),
            Given.workload("bare/server"),
            Given.service(
                    "bare/server",
                    Given.port(80, 8080, PortProtocol.HTTP),
                    Given.port(443, 8443, PortProtocol.HTTPS),
                    Given.port(444, 8444, PortProtocol.TLS)),
            Given.injected("shop"),
            Given.workload("shop/client"),
            Given.withPorts(List.of(new Workload.ContainerPort("https-web", 8445)), Given.workload("shop/server")),
            Given.service(
                    "shop/server",
                    Given.port(80, 8080, PortProtocol.HTTP),
                    Given.port(81, 8081, PortProtocol.TCP),
                    Given.port(82, 8082, PortProtocol.UNDECLARED),
                    Given.port(443, 8443, PortProtocol.HTTPS),
                    Given.port(444, 8444, PortProtocol.TLS),
                    Given.port(445, 8445, PortProtocol.UNDECLARED)));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # with a sidecar on both ends: within mutual TLS, or as it is
        STRICT     | shop/client | https://server/           | mutual-tls mutual-tls ok 200
        PERMISSIVE | shop/client | https://server/           | mutual-tls mutual-tls ok 200
        DISABLE    | shop/client | https://server/           | application-tls tls ok 200
        STRICT     | shop/client | tls://server:444          | mutual-tls mutual-tls ok -
        STRICT     | shop/client | https://server:445/       | mutual-tls mutual-tls ok 200
        # the program at the other end speaks none
        STRICT     | shop/client | https://server:81/        | mutual-tls mutual-tls tls-to-plaintext -
        STRICT     | shop/client | https://server:82/        | mutual-tls mutual-tls tls-to-plaintext -
        DISABLE    | shop/client | https://server:81/        | application-tls none tls-to-plaintext -
        # on a port of HTTP the client's sidecar takes TLS for nobody's (R6.12)
        STRICT     | shop/client | https://server:80/        | application-tls none no-client-certificate -
        PERMISSIVE | shop/client | https://server:80/        | application-tls none tls-without-istio-alpn -
        DISABLE    | shop/client | https://server:80/        | application-tls none tls-to-plaintext -
        # without a sidecar
        STRICT     | bare/client | https://server.shop/      | application-tls none no-client-certificate -
        PERMISSIVE | bare/client | https://server.shop/      | application-tls tls ok 200
        DISABLE    | bare/client | https://server.shop/      | application-tls tls ok 200
        PERMISSIVE | bare/client | tls://server.shop:444     | application-tls tls ok -
        PERMISSIVE | bare/client | https://server.shop:80/   | application-tls none tls-without-istio-alpn -
        PERMISSIVE | bare/client | https://server.shop:81/   | application-tls none tls-to-plaintext -
        STRICT     | bare/client | https://server/           | application-tls tls ok 200
        STRICT     | bare/client | https://server:80/        | application-tls none tls-to-plaintext -
        STRICT     | shop/client | https://server.bare/      | application-tls tls ok 200
        STRICT     | shop/client | https://nowhere/          | - none no-such-host -
        # plaintext to a program that speaks TLS
        STRICT     | bare/client | http://server:443/        | plaintext plaintext unreachable 400
        STRICT     | bare/client | tcp://server:443          | plaintext plaintext unreachable -
        """)
    void itsTlsIsWhatTheOtherEndMakesOfIt(MutualTlsMode mode, String from, String to, String expected) {
        assertThat(summary(call(from, to, Given.demands(mode, "shop")))).isEqualTo(expected);
    }

    @Test
    void anOrdinaryServersCertificateIsNoneOfTheMesh() {
        CallView call = call(
                "shop/client",
                "https://server.bare/",
                Given.attempts("shop/server.bare.svc.cluster.local", Given.tls(ClientTls.Mode.ISTIO_MUTUAL)));

        assertThat(summary(call)).isEqualTo("mutual-tls none unknown-authority -");
        assertThat(call.verdict().refusedBy()).contains(Side.CLIENT);
        assertThat(call.printed()).contains("curl: (35) error:0A000126:SSL routines::unexpected eof while reading");
    }

    @Test
    void aRuleMakesTlsForAProgramThatSpeaksNone() {
        CallView call = call(
                "shop/client",
                "http://server.bare:443/",
                Given.attempts("shop/server.bare.svc.cluster.local", Given.tls(ClientTls.Mode.SIMPLE)));

        assertThat(summary(call)).isEqualTo("tls tls ok 200");
    }

    @Test
    void tlsWithinTlsIsMoreThanAnyProgramReads() {
        CallView call = call(
                "shop/client",
                "https://server.bare/",
                Given.attempts("shop/server.bare.svc.cluster.local", Given.tls(ClientTls.Mode.SIMPLE)));

        assertThat(summary(call)).isEqualTo("tls tls tls-to-plaintext -");
    }

    @Test
    void whoIsAtTheEndsIsNoOutsidersToSay() {
        CallView call = call("bare/client", "https://server/");

        assertThat(call.clientIdentity()).isEmpty();
        assertThat(call.serverIdentity()).isEmpty();
        assertThat(call.handshake().orElseThrow().version().toString()).isEqualTo("TLSv1.3");
    }

    @Test
    void theReasonSaysWhatIsSent() {
        CallView call = call("bare/client", "https://server/");

        assertThat(call.because().get(0).answer()).isEqualTo("application-tls");
    }

    private static CallView call(String from, String to, Resource... policies) {
        List<Resource> mesh = new ArrayList<>(MESH);
        mesh.addAll(List.of(policies));
        return TestRun.of(mesh).call("call", Duration.ofSeconds(5), from, to).call("call");
    }

    private static String summary(CallView call) {
        Optional<String> sends = call.route().map(route -> route.sends().text());
        return sends.orElse("-") + " " + call.verdict().transport().text() + " "
                + call.verdict().reason().text() + " "
                + call.status().map(String::valueOf).orElse("-");
    }
}
