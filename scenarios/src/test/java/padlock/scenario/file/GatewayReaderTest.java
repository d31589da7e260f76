package padlock.scenario.file;

import org.junit.jupiter.api.Test;
import padlock.mesh.resource.Gateway;

import static org.assertj.core.api.Assertions.assertThat;

class GatewayReaderTest {

    private static final String HEAD = """
            apiVersion: networking.istio.io/v1
            kind: Gateway
            metadata: {name: door, namespace: shop}
            spec:
            """;

    @Test
    void aGatewayListensInPlaintextWhereNoTlsIsSet() {
        Gateway gateway = (Gateway) Read.resources(HEAD + """
                          selector: {istio: ingressgateway}
                          servers:
                            - {port: {number: 80, name: http, protocol: HTTP}, hosts: ["*"]}
                            - {port: {number: 443, name: https, protocol: HTTPS}, hosts: ["*"], tls: {mode: SIMPLE, credentialName: c}}
                        """).get(0);

        assertThat(gateway.boundAs()).isEqualTo("shop/door");
        assertThat(gateway.servers()).extracting(Gateway.Server::readsRequests).containsExactly(true, true);
        assertThat(gateway.servers()).extracting(Gateway.Server::endsTls).containsExactly(false, true);
    }

    @Test
    void whatIstioRejectsIsAProblem() {
        assertThat(Read.problems(HEAD + "  selector: {istio: ingressgateway}\n"))
                .containsExactly("-:5: gateway must have at least one server");
        assertThat(Read.problems(HEAD + "  servers: [{port: {number: 443, name: x, protocol: HTTPS}, hosts: [a.b]}]\n"))
                .containsExactly("-:5: server must have TLS settings for HTTPS/TLS protocols");
        assertThat(Read.problems(HEAD + "  servers: [{port: {number: 80, name: x, protocol: HTTP}, hosts: []}]\n"))
                .containsExactly("-:5: server config must contain at least one host (write \"*\")");
    }

    @Test
    void whatEndsTlsNeedsACertificateAndWhatSpeaksNoneHasNone() {
        assertThat(Read.problems(server("{number: 443, name: x, protocol: HTTPS}", "{mode: MUTUAL}")))
                .containsExactly(
                        "-:5: MUTUAL TLS requires a server certificate (write serverCertificate)",
                        "-:5: MUTUAL TLS requires a private key (write privateKey)",
                        "-:5: MUTUAL TLS requires a client CA bundle (write caCertificates)");
        assertThat(Read.problems(
                        server("{number: 443, name: x, protocol: HTTPS}", "{mode: MUTUAL, credentialName: c}")))
                .isEmpty();
        assertThat(Read.problems(
                        server("{number: 443, name: x, protocol: TLS}", "{mode: ISTIO_MUTUAL, credentialName: c}")))
                .containsExactly(
                        "-:5: ISTIO_MUTUAL TLS cannot have associated credentialName (leave credentialName" + " away)");
        assertThat(Read.problems(server("{number: 80, name: x, protocol: HTTP}", "{mode: SIMPLE, credentialName: c}")))
                .containsExactly("-:5: server cannot have TLS settings for plain text HTTP ports (only httpsRedirect"
                        + " is for them)");
        assertThat(Read.problems(server("{number: 80, name: x, protocol: HTTP}", "{httpsRedirect: true}")))
                .isEmpty();
        assertThat(Read.problems(server("{number: 81, name: x, protocol: TCP}", "{mode: PASSTHROUGH}")))
                .containsExactly("-:5: server cannot have TLS settings for non HTTPS/TLS ports");
    }

    private static String server(String port, String tls) {
        return HEAD + "  servers: [{port: " + port + ", hosts: [a.b], tls: " + tls + "}]\n";
    }

    @Test
    void aGatewayOfKubernetesOwnKindIsAnotherThing() {
        assertThat(Read.notes("""
                        apiVersion: gateway.networking.k8s.io/v1
                        kind: Gateway
                        metadata: {name: door}
                        """)).containsExactly("-:1: ignored: Gateway (gateway.networking.k8s.io/v1)");
    }
}
