package padlock.scenario.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class ProbesCommandTest {

    private static final String LED = "{}";
    private static final String NOT_LED = "{sidecar.istio.io/rewriteAppHTTPProbers: \"false\"}";
    private static final String STRICT = """
            ---
            apiVersion: security.istio.io/v1
            kind: PeerAuthentication
            metadata: {name: default, namespace: shop}
            spec: {mtls: {mode: STRICT}}
            """;

    @TempDir
    private Path folder;

    private Shell shell;

    @BeforeEach
    void open() {
        shell = new Shell(folder);
    }

    @Test
    void strictBreaksNoProbeThatIsLedToTheAgent() {
        assertThat(results(mesh(LED) + STRICT))
                .containsExactly("liveness true 200 ok", "readiness true 200 ok", "startup true 200 ok");
    }

    @Test
    void ofProbesThatAreNotAConnectionIsAllThatComesThroughStrict() {
        assertThat(results(mesh(NOT_LED) + STRICT))
                .containsExactly(
                        "liveness false null plaintext-to-strict",
                        "readiness false null ok",
                        "startup false 14 plaintext-to-strict");
    }

    @Test
    void theInjectorsSettingDecidesWhereThePodDoesNot() {
        String settings = """
                ---
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: istio-sidecar-injector, namespace: istio-system}
                data:
                  values: '{"sidecarInjectorWebhook": {"rewriteAppHTTPProbe": false}}'
                """;

        assertThat(results(mesh(LED) + settings + STRICT))
                .element(0)
                .isEqualTo("liveness false null plaintext-to-strict");
        String given = mesh(LED) + settings + STRICT;
        JsonNode decisive = probes(given).get(0).at("/because/0");
        assertThat(decisive.get("resource").asText()).isEqualTo("ConfigMap/istio-system/istio-sidecar-injector");
        assertThat(given.lines().toList().get(decisive.get("line").asInt() - 1)).contains("rewriteAppHTTPProbe");
    }

    @Test
    void theKubeletsWordsAreThoseOfItsEvents() {
        JsonNode liveness = probes(mesh(NOT_LED) + STRICT).get(0);

        assertThat(liveness.get("event").asText())
                .matches(
                        "Liveness probe failed: Get \"http://[0-9.]+:8080/healthz\": read tcp .*: connection reset by peer");
        assertThat(liveness.get("line").asInt()).isEqualTo(19);
        assertThat(liveness.at("/because/0/line").asInt()).isEqualTo(13);
        assertThat(liveness.at("/because/2/resource").asText()).isEqualTo("PeerAuthentication/shop/default");
    }

    @Test
    void aPolicyThatDeniesPlaintextFailsAProbeByItsStatus() {
        String policy = """
                ---
                apiVersion: security.istio.io/v1
                kind: AuthorizationPolicy
                metadata: {name: known, namespace: shop}
                spec: {action: DENY, rules: [{from: [{source: {notPrincipals: ["*"]}}]}]}
                """;
        JsonNode liveness = probes(mesh(NOT_LED) + policy).get(0);

        assertThat(liveness.get("event").asText())
                .isEqualTo("Liveness probe failed: HTTP probe failed with statuscode: 403");
        assertThat(liveness.get("reason").asText()).isEqualTo("access-denied");
    }

    @Test
    void theTextTellsWhoIsAskedAndWhy() {
        Shell.Done done = shell.run("probes", shell.file("mesh.yaml", mesh(NOT_LED) + STRICT), "--color", "never");

        assertThat(done.exitCode()).isZero();
        assertThat(done.out())
                .contains("✗ shop/cart  liveness of cart, httpGet :web/healthz: fails")
                .contains("kubelet asks: the program  (R4.6)  Deployment/shop/cart")
                .contains("✓ shop/cart  readiness of cart, tcpSocket :8080: succeeds")
                .contains("the sidecar takes the connection, also while the program does not");
    }

    @Test
    void anUnknownWorkloadIsBadInput() {
        String mesh = shell.file("mesh.yaml", mesh(LED));

        assertThat(shell.run("probes", mesh, "--of", "shop/crat"))
                .isEqualTo(new Shell.Done(3, "", "--of:1: there is no workload shop/crat (did you mean shop/cart?)\n"));
        assertThat(shell.run("probes", mesh, "--of", "shop/page", "--output", "json")
                        .json()
                        .get("probes"))
                .isEmpty();
    }

    private List<String> results(String manifests) {
        List<String> results = new ArrayList<>();
        probes(manifests)
                .forEach(probe -> results.add(String.join(
                        " ",
                        probe.get("probe").asText(),
                        Boolean.toString(probe.get("rewritten").asBoolean()),
                        probe.get("status").asText(),
                        probe.get("reason").asText())));
        return results;
    }

    private JsonNode probes(String manifests) {
        return shell.run("probes", shell.file("mesh.yaml", manifests), "--output", "json", "--of", "shop/cart")
                .json()
                .get("probes");
    }

    /** The shop, of which the cart has these annotations, and a probe of each purpose. */
    private static String mesh(String annotations) {
        return Shop.MESH
                .replace("metadata: {labels: {app: cart}}", """
                        metadata:
                              labels: {app: cart}
                              annotations: %s""".formatted(annotations))
                .replace("containers: [{name: cart, ports: [{containerPort: 8080}]}]", """
                        containers:
                              - name: cart
                                ports: [{name: web, containerPort: 8080}]
                                livenessProbe: {httpGet: {path: /healthz, port: web}}
                                readinessProbe: {tcpSocket: {port: 8080}}
                                startupProbe: {grpc: {port: 9090}}""");
    }
}
