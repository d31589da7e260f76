package padlock.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * A reason points at the very line that decided, also where that is a label, an annotation or a setting. In each mesh
 * here the line that must decide ends with a mark.
 */
final class DecidingLineTest {

    private static final String MARK = " # decides";

    private static final String NAMESPACE = "kind: Namespace\napiVersion: v1\nmetadata:\n  name: bare\n";
    private static final String ENABLED = NAMESPACE + "  labels:\n    istio-injection: enabled\n";
    private static final String PAGE = deployment("shop", "page", "metadata:\n  labels:\n    app: page\n");
    private static final String SHOP = Shop.MESH + PAGE + "---\n" + service("bare", "old");

    static Stream<Arguments> whatKeepsASidecarAway() {
        return Stream.of(
                arguments(
                        "a label of the namespace",
                        NAMESPACE + "  labels:\n    team: bare\n    istio-injection: disabled # decides\n",
                        old("metadata:\n  labels:\n    app: old\n    sidecar.istio.io/inject: \"true\"\n")),
                arguments(
                        "a label of the pod in a namespace with injection",
                        ENABLED,
                        old("metadata:\n  labels:\n    app: old\n    sidecar.istio.io/inject: \"false\" # decides\n")),
                arguments(
                        "a label of the pod in a namespace of a revision",
                        NAMESPACE + "  labels:\n    istio.io/rev: canary\n",
                        old("metadata:\n  labels:\n    app: old\n    sidecar.istio.io/inject: \"false\" # decides\n")),
                arguments(
                        "a label of the pod in a namespace without any",
                        NAMESPACE,
                        old("metadata:\n  labels:\n    sidecar.istio.io/inject: \"false\" # decides\n    app: old\n")),
                arguments(
                        "an annotation of the pod",
                        ENABLED,
                        old("metadata:\n  annotations:\n    note: x\n    sidecar.istio.io/inject: \"false\" # decides\n"
                                + "  labels:\n    app: old\n")),
                arguments(
                        "the network of the node",
                        ENABLED,
                        old("metadata:\n  labels:\n    app: old\n", "hostNetwork: true # decides\n")),
                arguments(
                        "a policy of the injector",
                        ENABLED,
                        old("metadata:\n  labels:\n    app: old\n")
                                + injector("policy: disabled # decides\nalwaysInjectSelector: []\n")),
                arguments(
                        "a selector of the injector",
                        ENABLED,
                        old("metadata:\n  labels:\n    app: old\n")
                                + injector(
                                        "policy: enabled\nneverInjectSelector:\n  - matchLabels: {app: old} # decides\n")),
                arguments("what a pod runs", ENABLED, """
                        kind: Pod
                        apiVersion: v1
                        metadata:
                          name: old
                          namespace: bare
                          labels:
                            app: old
                        spec:
                          containers: # decides
                            - name: app
                              ports:
                                - containerPort: 8080
                        """));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("whatKeepsASidecarAway")
    void whoHasNoSidecarIsToldWhatKeptItAway(String title, String namespace, String workload) {
        String mesh = String.join("---\n", SHOP, namespace, workload);

        JsonNode calling = explain(mesh, "bare/old", "http://cart.shop/");
        JsonNode called = explain(mesh, "shop/page", "http://old.bare/");

        assertThat(calling.at("/from/sidecar").asBoolean()).isFalse();
        assertThat(line(reason(calling, "client transport"))).isEqualTo(marked(mesh));
        assertThat(line(reason(called, "sidecar"))).isEqualTo(marked(mesh));
    }

    static Stream<Arguments> whatDecidesWithASidecar() {
        return Stream.of(
                arguments(
                        "R4.5",
                        "client transport",
                        old("metadata:\n  annotations:\n    traffic.sidecar.istio.io/excludeInboundPorts: \"1\"\n"
                                + "    traffic.sidecar.istio.io/excludeOutboundPorts: \"80\" # decides\n"
                                + "  labels:\n    app: old\n"),
                        "http://cart.shop/"),
                arguments(
                        "R4.5",
                        "client transport",
                        old("metadata:\n  annotations:\n"
                                + "    traffic.sidecar.istio.io/includeOutboundIPRanges: 1.2.3.4/32 # decides\n"
                                + "  labels:\n    app: old\n"),
                        "http://cart.shop/"),
                arguments(
                        "R6.1",
                        "client transport",
                        old("metadata:\n  labels:\n    app: old\n")
                                + meshSettings("trustDomain: cluster.local\nenableAutoMtls: false # decides\n"),
                        "http://cart.shop/"),
                arguments(
                        "R5.9",
                        "client transport",
                        old("metadata:\n  labels:\n    app: old\n") + """
                                ---
                                kind: Sidecar
                                apiVersion: networking.istio.io/v1
                                metadata: {name: default, namespace: bare}
                                spec:
                                  egress:
                                    - hosts:
                                        - ./* # decides
                                """,
                        "http://cart.shop/"),
                arguments(
                        "R5.9",
                        "client transport",
                        old("metadata:\n  labels:\n    app: old\n")
                                + meshSettings("outboundTrafficPolicy:\n  mode: REGISTRY_ONLY # decides\n"),
                        "http://1.1.1.1/"));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("whatDecidesWithASidecar")
    void aSettingOrAnAnnotationIsNamedByItsLine(String rule, String question, String workload, String to) {
        String mesh = String.join("---\n", SHOP, ENABLED, workload);

        JsonNode reason = reason(explain(mesh, "bare/old", to), question);

        assertThat(reason.get("rule").asText()).isEqualTo(rule);
        assertThat(line(reason)).isEqualTo(marked(mesh));
    }

    @Test
    void aPortThatIsLeftOutIsNamedByItsAnnotation() {
        String mesh = String.join(
                "---\n",
                SHOP,
                ENABLED,
                old("metadata:\n  labels:\n    app: old\n  annotations:\n"
                        + "    traffic.sidecar.istio.io/excludeInboundPorts: 7, 8080 # decides\n"));

        JsonNode reason = reason(explain(mesh, "shop/page", "http://old.bare/"), "server mode");

        assertThat(reason.get("rule").asText()).isEqualTo("R4.5");
        assertThat(line(reason)).isEqualTo(marked(mesh));
    }

    @Test
    void aPodThatSaysItTakesNoMutualTlsIsNamedByItsLabel() {
        String mesh = String.join(
                "---\n",
                SHOP,
                ENABLED,
                old("metadata:\n  labels:\n    app: old\n    security.istio.io/tlsMode: disabled # decides\n"));

        JsonNode reason = reason(explain(mesh, "shop/page", "http://old.bare/"), "client transport");

        assertThat(reason.get("rule").asText()).isEqualTo("R6.4");
        assertThat(line(reason)).isEqualTo(marked(mesh));
    }

    @Test
    void aHostOutsideTheMeshIsNamedByItsLocation() {
        String mesh = SHOP + """
                ---
                kind: ServiceEntry
                apiVersion: networking.istio.io/v1
                metadata: {name: far, namespace: shop}
                spec:
                  hosts: [far.example]
                  ports: [{number: 80, name: http, protocol: HTTP}]
                  location: MESH_EXTERNAL # decides
                  resolution: DNS
                """;

        JsonNode reason = reason(explain(mesh, "shop/page", "http://far.example/"), "client transport");

        assertThat(reason.get("rule").asText()).isEqualTo("R6.14");
        assertThat(line(reason)).isEqualTo(marked(mesh));
    }

    @Test
    void aPortThatIsNotDeclaredIsNamedByItsLine() {
        String mesh = SHOP + """
                ---
                kind: Service
                apiVersion: v1
                metadata: {name: any, namespace: shop}
                spec:
                  selector: {app: cart}
                  ports:
                    - {name: http, port: 80, targetPort: 8080}
                    - {name: ftp, port: 81, targetPort: 2121} # decides
                """;

        JsonNode reason = reason(explain(mesh, "shop/page", "tcp://any.shop:81"), "protocol");

        assertThat(reason.get("rule").asText()).isEqualTo("R7.7");
        assertThat(line(reason)).isEqualTo(marked(mesh));
    }

    @Test
    void aGatewayIsNamedByTheLabelThatMakesItOne() {
        String mesh = String.join(
                "---\n",
                SHOP,
                ENABLED,
                old("metadata:\n  labels:\n    app: old\n    istio: ingressgateway # decides\n"),
                """
                kind: Gateway
                apiVersion: networking.istio.io/v1
                metadata: {name: front, namespace: bare}
                spec:
                  selector: {istio: ingressgateway}
                  servers: [{port: {number: 80, name: http, protocol: HTTP}, hosts: ["*"]}]
                """);

        JsonNode reason = reason(explain(mesh, "shop/page", "http://old.bare/"), "server mode");

        assertThat(reason.get("rule").asText()).isEqualTo("R10.1");
        assertThat(line(reason)).isEqualTo(marked(mesh));
    }

    @Test
    void whereNothingAsksForASidecarItIsToldWhatIsMissing() {
        String workload = old("metadata:\n  labels:\n    app: old\n");
        String mesh = String.join("---\n", SHOP, NAMESPACE, workload);

        JsonNode reason = reason(explain(mesh, "bare/old", "http://cart.shop/"), "client transport");

        assertThat(reason.get("rule").asText()).isEqualTo("R6.11");
        assertThat(reason.get("resource").isNull()).isTrue();
        assertThat(passedOver(reason))
                .containsExactly(
                        "Namespace/bare at " + lineOf(mesh, NAMESPACE)
                                + ": has no label istio-injection or istio.io/rev",
                        "Deployment/bare/old at " + lineOf(mesh, workload)
                                + ": its pods have no label sidecar.istio.io/inject or istio.io/rev");
    }

    @Test
    void aNamespaceWithoutAManifestIsNoLineToPointAt() {
        String workload = old("metadata:\n  labels:\n    app: old\n");
        String mesh = String.join("---\n", SHOP, workload);

        assertThat(passedOver(reason(explain(mesh, "bare/old", "http://cart.shop/"), "client transport")))
                .containsExactly("Deployment/bare/old at " + lineOf(mesh, workload)
                        + ": its pods have no label sidecar.istio.io/inject or istio.io/rev");
    }

    private static JsonNode explain(String mesh, String from, String to) {
        Terminal.Done done =
                Terminal.run(mesh, List.of("explain", "-", "--from", from, "--to", to, "--output", "json"));
        assertThat(done.exitCode()).as(done.out() + done.err()).isZero();
        return done.json();
    }

    private static JsonNode reason(JsonNode answer, String question) {
        return StreamSupport.stream(answer.get("because").spliterator(), false)
                .filter(reason -> reason.get("question").asText().equals(question))
                .findFirst()
                .orElseThrow(() -> new AssertionError(answer.toPrettyString()));
    }

    private static int line(JsonNode reason) {
        return reason.get("line").asInt();
    }

    private static List<String> passedOver(JsonNode reason) {
        List<String> told = new ArrayList<>();
        reason.path("ignored")
                .forEach(each -> told.add(each.get("resource").asText() + " at " + line(each) + ": "
                        + each.get("why").asText()));
        return told;
    }

    private static int marked(String mesh) {
        return lineOf(mesh, MARK);
    }

    /** The line in which a text begins. */
    private static int lineOf(String mesh, String text) {
        return (int) mesh.substring(0, mesh.indexOf(text)).lines().count()
                + (mesh.indexOf(text) == 0 || mesh.charAt(mesh.indexOf(text) - 1) == '\n' ? 1 : 0);
    }

    private static String old(String described, String... spec) {
        return deployment("bare", "old", described, spec);
    }

    private static String deployment(String namespace, String name, String described, String... spec) {
        return "kind: Deployment\napiVersion: apps/v1\nmetadata:\n  name: " + name + "\n  namespace: " + namespace
                + "\nspec:\n  template:\n" + (described + "spec:\n").indent(4)
                + (String.join("", spec) + "containers:\n  - name: app\n    ports:\n      - containerPort: 8080\n")
                        .indent(6);
    }

    private static String service(String namespace, String name) {
        return "kind: Service\napiVersion: v1\nmetadata: {name: " + name + ", namespace: " + namespace
                + "}\nspec: {selector: {app: " + name + "}, ports: [{name: http, port: 80, targetPort: 8080}]}\n";
    }

    private static String injector(String config) {
        return "---\nkind: ConfigMap\napiVersion: v1\nmetadata: {name: istio-sidecar-injector, namespace: istio-system}\n"
                + "data:\n  config: |-\n" + config.indent(4);
    }

    private static String meshSettings(String mesh) {
        return "---\nkind: ConfigMap\napiVersion: v1\nmetadata: {name: istio, namespace: istio-system}\n"
                + "data:\n  mesh: |-\n" + mesh.indent(4);
    }
}
