package padlock.mesh.actor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import padlock.mesh.history.CallView;
import padlock.mesh.resource.ClientTls;
import padlock.mesh.resource.MutualTlsMode;
import padlock.mesh.resource.PortProtocol;
import padlock.mesh.resource.Resource;

import static org.assertj.core.api.Assertions.assertThat;

/** Section 8 of the semantics: what a client sends, against what a server takes, on each kind of port. */
class DecisionTableTest {

    private static final String SERVER = "spiffe://cluster.local/ns/shop/sa/server";

    private static final Map<String, ClientTls> RULES = Map.of(
            "DISABLE", Given.tls(ClientTls.Mode.DISABLE),
            "ISTIO_MUTUAL", Given.tls(ClientTls.Mode.ISTIO_MUTUAL),
            "SIMPLE", Given.tls(ClientTls.Mode.SIMPLE),
            "SIMPLE-unverified", Given.trustingAnybody(),
            "MUTUAL-mesh", mutualOfMesh(SERVER),
            "MUTUAL-mesh-unnamed", mutualOfMesh(),
            "MUTUAL-outside", Given.mutual("/etc/own/cert.pem", "/etc/own/key.pem", "/etc/own/ca.pem", SERVER),
            "MUTUAL-mixed", Given.mutual("/etc/own/cert.pem", "/etc/own/key.pem", "/etc/certs/root-cert.pem", SERVER));

    /** What each cell of the table means: transport, result, reason, refusedBy. */
    private static final Map<String, String> OUTCOMES = Map.of(
            "mTLS", "mutual-tls succeeded ok -",
            "plain", "plaintext succeeded ok -",
            "F1", "none failed plaintext-to-strict SERVER",
            "F2", "none failed tls-to-plaintext CLIENT",
            "F3", "none failed tls-to-plaintext SERVER",
            "F4", "none failed tls-without-istio-alpn SERVER",
            "F5-client", "none failed unknown-authority CLIENT",
            "F5-server", "none failed unknown-authority SERVER",
            "F5-no-certificate", "none failed no-client-certificate SERVER",
            "name", "none failed server-name-mismatch CLIENT");

    @ParameterizedTest(name = "{0} client, {2} server {1}, rule {3}")
    @CsvSource(delimiter = '|', textBlock = """
        # client | mode       | server  | rule                | http      | tcp       | undeclared
        none     | -          | none    | -                   | plain     | plain     | plain
        none     | DISABLE    | sidecar | -                   | plain     | plain     | plain
        none     | PERMISSIVE | sidecar | -                   | plain     | plain     | plain
        none     | STRICT     | sidecar | -                   | F1        | F1        | F1
        none     | STRICT     | none    | -                   | plain     | plain     | plain
        none     | STRICT     | sidecar | ISTIO_MUTUAL        | F1        | F1        | F1
        sidecar  | -          | none    | -                   | plain     | plain     | plain
        sidecar  | STRICT     | none    | -                   | plain     | plain     | plain
        sidecar  | -          | sidecar | -                   | mTLS      | mTLS      | mTLS
        sidecar  | DISABLE    | sidecar | -                   | plain     | plain     | plain
        sidecar  | PERMISSIVE | sidecar | -                   | mTLS      | mTLS      | mTLS
        sidecar  | STRICT     | sidecar | -                   | mTLS      | mTLS      | mTLS
        sidecar  | -          | none    | DISABLE             | plain     | plain     | plain
        sidecar  | DISABLE    | sidecar | DISABLE             | plain     | plain     | plain
        sidecar  | PERMISSIVE | sidecar | DISABLE             | plain     | plain     | plain
        sidecar  | STRICT     | sidecar | DISABLE             | F1        | F1        | F1
        sidecar  | -          | none    | ISTIO_MUTUAL        | F2        | F2        | F2
        sidecar  | DISABLE    | sidecar | ISTIO_MUTUAL        | F3        | F2        | F2
        sidecar  | PERMISSIVE | sidecar | ISTIO_MUTUAL        | mTLS      | mTLS      | mTLS
        sidecar  | STRICT     | sidecar | ISTIO_MUTUAL        | mTLS      | mTLS      | mTLS
        sidecar  | -          | none    | SIMPLE              | F2        | F2        | F2
        sidecar  | DISABLE    | sidecar | SIMPLE              | F3        | F2        | F2
        sidecar  | PERMISSIVE | sidecar | SIMPLE              | F4        | F2        | F2
        sidecar  | STRICT     | sidecar | SIMPLE              | F5-client | F5-client | F5-client
        sidecar  | PERMISSIVE | sidecar | SIMPLE-unverified   | F4        | F2        | F2
        sidecar  | STRICT     | sidecar | SIMPLE-unverified   | F5-no-certificate | F5-no-certificate | F5-no-certificate
        sidecar  | -          | none    | MUTUAL-mesh         | F2        | F2        | F2
        sidecar  | DISABLE    | sidecar | MUTUAL-mesh         | F3        | F2        | F2
        sidecar  | PERMISSIVE | sidecar | MUTUAL-mesh         | F4        | F2        | F2
        sidecar  | STRICT     | sidecar | MUTUAL-mesh         | mTLS      | mTLS      | mTLS
        sidecar  | STRICT     | sidecar | MUTUAL-mesh-unnamed | name      | mTLS      | name
        sidecar  | -          | none    | MUTUAL-outside      | F2        | F2        | F2
        sidecar  | DISABLE    | sidecar | MUTUAL-outside      | F3        | F2        | F2
        sidecar  | PERMISSIVE | sidecar | MUTUAL-outside      | F4        | F2        | F2
        sidecar  | STRICT     | sidecar | MUTUAL-outside      | F5-client | F5-client | F5-client
        sidecar  | STRICT     | sidecar | MUTUAL-mixed        | F5-server | F5-server | F5-server
        """)
    void endsAsTheReferenceSays(
            String client, String mode, String server, String rule, String http, String tcp, String undeclared) {
        List<Resource> mesh = new ArrayList<>(List.of(
                client.equals("sidecar") ? Given.injected("callers") : Given.namespace("callers"),
                server.equals("sidecar") ? Given.injected("shop") : Given.namespace("shop"),
                Given.workload("callers/client"),
                Given.workload("shop/server"),
                Given.service(
                        "shop/server",
                        Given.port(80, 8080, PortProtocol.HTTP),
                        Given.port(81, 8081, PortProtocol.TCP),
                        Given.port(82, 8082, PortProtocol.UNDECLARED))));
        if (!mode.equals("-")) {
            mesh.add(Given.demands(MutualTlsMode.valueOf(mode), "istio-system"));
        }
        Optional.ofNullable(RULES.get(rule)).ifPresent(tls -> mesh.add(Given.attempts("shop/server", tls)));

        TestRun run = TestRun.of(mesh)
                .call("http", Duration.ofSeconds(1), "callers/client", "http://server.shop/")
                .call("tcp", Duration.ofSeconds(2), "callers/client", "tcp://server.shop:81")
                .call("undeclared", Duration.ofSeconds(3), "callers/client", "http://server.shop:82/");

        boolean routed = client.equals("sidecar");
        assertThat(run.calls())
                .extracting(DecisionTableTest::summary)
                .containsExactly(
                        expected(http, routed ? "503" : "-", "200"),
                        expected(tcp, "-", "-"),
                        expected(undeclared, routed ? "503" : "-", "200"));
    }

    private static String expected(String cell, String whenFailed, String whenAnswered) {
        boolean answered = cell.equals("mTLS") || cell.equals("plain");
        return OUTCOMES.get(cell) + " " + (answered ? whenAnswered : whenFailed);
    }

    private static String summary(CallView call) {
        CallView.Verdict verdict = call.verdict();
        return String.join(
                " ",
                verdict.transport().text(),
                verdict.result().text(),
                verdict.reason().text(),
                verdict.refusedBy().map(Side::name).orElse("-"),
                call.status().map(String::valueOf).orElse("-"));
    }

    private static ClientTls mutualOfMesh(String... subjectAltNames) {
        return Given.mutual(
                "/etc/certs/cert-chain.pem", "/etc/certs/key.pem", "/etc/certs/root-cert.pem", subjectAltNames);
    }
}
