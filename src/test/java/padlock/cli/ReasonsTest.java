package padlock.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The chain of reasons: what decided, at its line, and what was a candidate and did not, with the reason why not. */
final class ReasonsTest {

    private static final String MESH = Shop.MESH + """
            apiVersion: v1
            kind: Namespace
            metadata:
              name: bare
              labels:
                team: bare
                istio-injection: disabled
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: page, namespace: shop}
            spec:
              template:
                metadata: {labels: {app: page}}
                spec: {containers: [{name: c}]}
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: old, namespace: bare}
            spec:
              template:
                metadata: {labels: {app: old}}
                spec: {containers: [{name: c, ports: [{containerPort: 8080}]}]}
            ---
            apiVersion: v1
            kind: Service
            metadata: {name: old, namespace: bare}
            spec: {selector: {app: old}, ports: [{name: http, port: 80, targetPort: 8080}]}
            """;

    @TempDir
    private Path folder;

    private String mesh;

    @BeforeEach
    void write() throws IOException {
        mesh = file("mesh.yaml", MESH);
    }

    @Test
    void oneChangedPolicyTellsAnotherChain() throws IOException {
        String wide = file("wide.yaml", policy("wide", "shop", "", "STRICT", ""));
        JsonNode before = explain(wide, file("own.yaml", policy("own", "shop", "app: cart", "PERMISSIVE", "")));
        JsonNode after = explain(wide, file("own.yaml", policy("own", "shop", "app: page", "PERMISSIVE", "")));

        assertThat(before.get("serverMode").asText()).isEqualTo("PERMISSIVE");
        assertThat(decider(before, "server mode")).isEqualTo("PeerAuthentication/shop/own own.yaml:7");
        assertThat(ignored(before, "server mode"))
                .containsExactly(
                        "PeerAuthentication/shop/wide wide.yaml:6: wider scope: PeerAuthentication/shop/own is narrower and"
                                + " sets a mode");
        assertThat(after.get("serverMode").asText()).isEqualTo("STRICT");
        assertThat(decider(after, "server mode")).isEqualTo("PeerAuthentication/shop/wide wide.yaml:6");
        assertThat(ignored(after, "server mode"))
                .containsExactly("PeerAuthentication/shop/own own.yaml:7: selector app=page does not match");
    }

    @Test
    void aPolicyThatIsTooYoungIsIgnored() throws IOException {
        JsonNode answer = explain(
                file("a.yaml", policy("a", "shop", "", "STRICT", "2025-02-01T00:00:00Z")),
                file("b.yaml", policy("b", "shop", "", "DISABLE", "2025-01-01T00:00:00Z")));

        assertThat(decider(answer, "server mode")).startsWith("PeerAuthentication/shop/b ");
        assertThat(ignored(answer, "server mode"))
                .singleElement()
                .asString()
                .startsWith("PeerAuthentication/shop/a ")
                .endsWith("younger than PeerAuthentication/shop/b");
    }

    @Test
    void aSelectorInTheRootNamespaceIsIgnored() throws IOException {
        JsonNode answer = explain(file("root.yaml", policy("root", "istio-system", "app: cart", "STRICT", "")));

        assertThat(answer.get("serverMode").asText()).isEqualTo("PERMISSIVE");
        assertThat(decider(answer, "server mode")).isEqualTo("null null:null");
        assertThat(ignored(answer, "server mode"))
                .singleElement()
                .asString()
                .contains("has a selector but stands in the root namespace");
    }

    @Test
    void aRuleIsShadowedByOneNearerTheClient() throws IOException {
        JsonNode answer = explain(
                file("near.yaml", rule("near", "shop", "cart", "ISTIO_MUTUAL")),
                file("far.yaml", rule("far", "istio-system", "cart.shop.svc.cluster.local", "DISABLE")));

        assertThat(decider(answer, "client transport")).isEqualTo("DestinationRule/shop/near near.yaml:7");
        assertThat(ignored(answer, "client transport"))
                .containsExactly("DestinationRule/istio-system/far far.yaml:7: namespace shop is asked earlier, and"
                        + " DestinationRule/shop/near matches there");
    }

    @Test
    void whoHasNoSidecarSendsPlaintextBecauseOfWhatKeptTheSidecarAway() {
        JsonNode answer = explain("bare/old", "http://cart.shop/", List.of());

        assertThat(reason(answer, "client transport").get("rule").asText()).isEqualTo("R6.11");
        assertThat(decider(answer, "client transport")).isEqualTo("Namespace/bare mesh.yaml:" + lineOf("disabled"));
    }

    private JsonNode explain(String... more) {
        return explain("shop/page", "http://cart/", List.of(more));
    }

    private JsonNode explain(String from, String to, List<String> more) {
        List<String> words = new ArrayList<>(List.of("explain", mesh));
        words.addAll(more);
        words.addAll(List.of("--from", from, "--to", to, "--output", "json"));
        Terminal.Done done = Terminal.run(words);
        assertThat(done.exitCode()).as(done.out() + done.err()).isZero();
        return done.json();
    }

    private static JsonNode reason(JsonNode answer, String question) {
        return StreamSupport.stream(answer.get("because").spliterator(), false)
                .filter(reason -> reason.get("question").asText().equals(question))
                .findFirst()
                .orElseThrow(() -> new AssertionError(answer.toPrettyString()));
    }

    private static int lineOf(String word) {
        return (int) MESH.substring(0, MESH.indexOf(word)).lines().count();
    }

    private String decider(JsonNode answer, String question) {
        return place(reason(answer, question));
    }

    private List<String> ignored(JsonNode answer, String question) {
        List<String> ignored = new ArrayList<>();
        reason(answer, question)
                .path("ignored")
                .forEach(loser ->
                        ignored.add(place(loser) + ": " + loser.get("why").asText()));
        return ignored;
    }

    private String place(JsonNode reason) {
        return reason.get("resource").asText() + " "
                + reason.get("path").asText().replace(folder + "/", "") + ":"
                + reason.get("line").asText();
    }

    private String file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content).toString();
    }

    private static String policy(String name, String namespace, String selector, String mode, String created) {
        return "apiVersion: security.istio.io/v1\nkind: PeerAuthentication\nmetadata: {name: " + name + ", namespace: "
                + namespace + (created.isEmpty() ? "" : ", creationTimestamp: \"" + created + "\"") + "}\nspec:\n"
                + (selector.isEmpty() ? "" : "  selector: {matchLabels: {" + selector + "}}\n")
                + "  mtls:\n    mode: " + mode + "\n";
    }

    private static String rule(String name, String namespace, String host, String mode) {
        return "apiVersion: networking.istio.io/v1\nkind: DestinationRule\nmetadata: {name: " + name + ", namespace: "
                + namespace + "}\nspec:\n  host: " + host + "\n  trafficPolicy:\n    tls: {mode: " + mode + "}\n";
    }
}
