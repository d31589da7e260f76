package padlock.mesh.policy;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import padlock.mesh.resource.Mesh;
import padlock.mesh.resource.MutualTlsMode;
import padlock.mesh.resource.PortProtocol;
import padlock.mesh.resource.PortProtocol.Handling;
import padlock.mesh.resource.Workload;

import static org.assertj.core.api.Assertions.assertThat;
import static padlock.mesh.policy.Given.mesh;
import static padlock.mesh.policy.Given.peers;
import static padlock.mesh.policy.Given.port;
import static padlock.mesh.policy.Given.service;
import static padlock.mesh.policy.Given.withPort;
import static padlock.mesh.policy.Given.workload;

class InboundPortsTest {

    private static final FirstBytes HTTP = new FirstBytes.PlainHttp();
    private static final FirstBytes BYTES = new FirstBytes.OtherBytes();
    private static final FirstBytes ISTIO_HTTP = new FirstBytes.Tls(List.of("istio-http/1.1", "istio", "http/1.1"));
    private static final FirstBytes ISTIO_TCP = new FirstBytes.Tls(List.of("istio-peer-exchange", "istio"));
    private static final FirstBytes OTHER_TLS = new FirstBytes.Tls(List.of("h2"));

    private final Workload backend = workload("shop/backend", "app=backend");

    /** The table of R7.2: what becomes of five kinds of first bytes. */
    @ParameterizedTest
    @CsvSource({
        "STRICT,     HTTP, refused, refused, MUTUAL_TLS_HTTP, MUTUAL_TLS_HTTP, MUTUAL_TLS_HTTP",
        "STRICT,     TCP,  refused, refused, MUTUAL_TLS_TCP,  MUTUAL_TLS_TCP,  MUTUAL_TLS_TCP",
        "STRICT,     AUTO, refused, refused, MUTUAL_TLS_HTTP, MUTUAL_TLS_TCP,  MUTUAL_TLS_TCP",
        "PERMISSIVE, HTTP, HTTP,    HTTP,    MUTUAL_TLS_HTTP, MUTUAL_TLS_HTTP, refused",
        "PERMISSIVE, TCP,  TCP,     TCP,     MUTUAL_TLS_TCP,  MUTUAL_TLS_TCP,  TCP",
        "PERMISSIVE, AUTO, HTTP,    TCP,     MUTUAL_TLS_HTTP, MUTUAL_TLS_TCP,  TCP",
        "DISABLE,    HTTP, HTTP,    HTTP,    HTTP,            HTTP,            HTTP",
        "DISABLE,    TCP,  TCP,     TCP,     TCP,             TCP,             TCP",
        "DISABLE,    AUTO, HTTP,    TCP,     TCP,             TCP,             TCP",
    })
    void bytesThatNoChainIsForAreRefused(
            MutualTlsMode mode,
            Handling handling,
            String http,
            String bytes,
            String istioHttp,
            String istioTcp,
            String otherTls) {
        InboundPort port =
                new InboundPort(handling, new Explained<>(mode, List.of()), InboundPorts.chains(handling, mode));

        assertThat(List.of(HTTP, BYTES, ISTIO_HTTP, ISTIO_TCP, OTHER_TLS).stream()
                        .map(first -> port.choose(first)
                                .map(chain -> chain.filter().name())
                                .orElse("refused")))
                .containsExactly(http, bytes, istioHttp, istioTcp, otherTls);
    }

    @Test
    void theClientsFirstChoiceAmongItsProtocolsIsTaken() {
        InboundPort port = new InboundPort(
                Handling.AUTO,
                new Explained<>(MutualTlsMode.PERMISSIVE, List.of()),
                InboundPorts.chains(Handling.AUTO, MutualTlsMode.PERMISSIVE));

        assertThat(port.choose(new FirstBytes.Tls(List.of("istio", "istio-http/1.1"))))
                .map(FilterChain::filter)
                .contains(FilterChain.Filter.MUTUAL_TLS_TCP);
    }

    @Test
    void theOldestServiceSaysWhatAPortSpeaks() {
        Mesh mesh = mesh(
                service("shop/tcp", "app=backend", port(80, 8080, PortProtocol.TCP)),
                service("shop/http", "app=backend", port(80, 8080, PortProtocol.HTTP)),
                service("shop/other", "app=other", port(80, 9090, PortProtocol.HTTP)));

        assertThat(handlings(mesh)).isEqualTo(Map.of(8080, Handling.TCP));
    }

    @Test
    void aPortThatOnlyAPolicyNamesIsSniffed() {
        Mesh mesh =
                mesh(withPort(peers("shop/backend", "app=backend", MutualTlsMode.STRICT), 9000, MutualTlsMode.DISABLE));

        assertThat(handlings(mesh)).isEqualTo(Map.of(9000, Handling.AUTO));
        assertThat(InboundPorts.of(backend, mesh, Precedence.ISTIO)
                        .get(9000)
                        .mode()
                        .value())
                .isEqualTo(MutualTlsMode.DISABLE);
        assertThat(InboundPorts.others(backend, mesh, Precedence.ISTIO).mode().value())
                .isEqualTo(MutualTlsMode.STRICT);
    }

    private Map<Integer, Handling> handlings(Mesh mesh) {
        return InboundPorts.of(backend, mesh, Precedence.ISTIO).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().handling()));
    }
}
