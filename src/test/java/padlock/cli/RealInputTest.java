package padlock.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Manifests as they come from clusters, charts and published samples load unchanged. */
final class RealInputTest {

    private static final Path INPUT = Path.of("src/test/resources/input");

    @TempDir
    private Path folder;

    @Test
    void sampleApplicationsGiveAFullMatrixOfMutualTls() {
        assertThat(matrix("books.yaml", 6, 6)).hasSize(36);
        assertThat(matrix("tools.yaml", 2, 2)).hasSize(4);
        assertThat(matrix("boutique.yaml", 9, 9)).hasSize(81);
    }

    /** The transports of all rows, of which there is one for each workload and each pod behind each service. */
    private static List<String> matrix(String file, int workloads, int endpoints) {
        Terminal.Done done = Terminal.run(List.of("matrix", input(file), input("injected.yaml"), "--output", "json"));
        JsonNode rows = done.json().get("connections");

        assertThat(done.exitCode()).as(done.err()).isZero();
        assertThat(done.err()).isEmpty();
        assertThat(rows).hasSize(workloads * endpoints);
        return Stream.of(rows.findValuesAsText("transport"))
                .flatMap(List::stream)
                .peek(transport -> assertThat(transport).isEqualTo("mutual-tls"))
                .toList();
    }

    @Test
    void sampleApplicationsHaveNoMistakes() {
        for (String file : List.of("books.yaml", "tools.yaml", "boutique.yaml")) {
            Terminal.Done done =
                    Terminal.run(List.of("analyze", input(file), input("injected.yaml"), "--fail-on", "warning"));

            assertThat(done.exitCode()).as(file + "\n" + done.out()).isZero();
        }
    }

    @Test
    void whatAChartRendersLoadsWithItsCommentsAndEmptyDocuments() {
        Terminal.Done done = Terminal.run(List.of("matrix", input("helm.yaml"), "--output", "csv"));

        assertThat(done.exitCode()).isZero();
        assertThat(done.out()).contains("shop/release-shop", "mutual-tls,succeeded,ok");
        assertThat(done.err().lines())
                .singleElement()
                .asString()
                .contains("ignored: Role (rbac.authorization.k8s.io/v1)");
    }

    @Test
    void aDumpOfAClusterMakesOneWorkloadOfAControllerAndItsPods() throws IOException {
        Terminal.Done done =
                Terminal.run(Files.readString(INPUT.resolve("dump.yaml")), List.of("matrix", "-", "--output", "json"));

        assertThat(done.exitCode()).as(done.err()).isZero();
        assertThat(done.json().get("connections")).hasSize(1);
        assertThat(done.json().at("/connections/0/endpoint").asText()).isEqualTo("shop/cart");
        assertThat(done.json().at("/connections/0/transport").asText()).isEqualTo("mutual-tls");
        assertThat(done.err()).contains("EndpointSlice", "Certificate");
    }

    @Test
    void aDumpOfAClusterIsCalledAtTheAddressesOfThatCluster() throws IOException {
        String dump = Files.readString(INPUT.resolve("dump.yaml"));

        assertThat(called(dump, "http://10.1.2.3:8080/")).containsExactly("shop/cart", "none", "plaintext-to-strict");
        assertThat(called(dump, "http://10.96.1.1/")).containsExactly("shop/cart", "mutual-tls", "ok");
    }

    private static List<String> called(String dump, String target) {
        String caller = "---\napiVersion: v1\nkind: Pod\nmetadata: {name: caller, namespace: shop}\n"
                + "spec: {containers: [{name: c}, {name: istio-proxy}]}\nstatus: {podIP: 10.244.0.9}\n";
        Terminal.Done done = Terminal.run(
                dump + caller, List.of("explain", "-", "--from", "shop/caller", "--to", target, "--output", "json"));
        assertThat(done.exitCode()).as(done.err()).isZero();
        JsonNode answer = done.json();
        return List.of(
                answer.at("/to/namespace").asText() + "/"
                        + answer.at("/to/workload").asText(),
                answer.get("transport").asText(),
                answer.get("reason").asText());
    }

    @Test
    void aFolderOfHundredsOfFilesIsReadInTheOrderOfNames() throws IOException {
        for (int i = 0; i < 300; i++) {
            Path place = Files.createDirectories(folder.resolve("team-" + i % 7));
            Files.writeString(
                    place.resolve("service-" + i + ".yaml"),
                    "apiVersion: v1\nkind: Service\nmetadata: {name: s" + i + ", namespace: n" + i % 7
                            + "}\nspec: {ports: [{name: http, port: 80}]}\n");
        }
        Files.writeString(
                folder.resolve("caller.json"),
                "{\"apiVersion\": \"v1\", \"kind\": \"Pod\", \"metadata\": {\"name\": \"caller\"}, \"spec\": {\"containers\":"
                        + " [{\"name\": \"c\"}]}}");
        Terminal.Done done = Terminal.run(List.of("matrix", folder.toString(), "--output", "json"));

        assertThat(done.exitCode()).as(done.err()).isZero();
        assertThat(done.json().get("connections")).hasSize(300);
    }

    @Test
    void theStepToStrictBreaksExactlyTheClientsOutsideTheMesh() throws IOException {
        Path outside = folder.resolve("outside.yaml");
        Files.writeString(outside, outside("cron") + "---\n" + outside("probe"));
        List<String> words = new ArrayList<>(List.of("diff", "--output", "json", "--before"));
        List<String> mesh = List.of(input("books.yaml"), input("injected.yaml"), outside.toString());
        words.addAll(mesh);
        words.add(policy("PERMISSIVE"));
        words.add("--after");
        words.addAll(mesh);
        words.add(policy("STRICT"));
        Terminal.Done done = Terminal.run(words);
        List<String> broken = new ArrayList<>();
        done.json().get("changes").forEach(change -> {
            assertThat(change.get("kind").asText()).isEqualTo("breaks");
            assertThat(change.at("/after/reason").asText()).isEqualTo("plaintext-to-strict");
            broken.add(
                    change.get("from").asText() + " " + change.get("endpoint").asText());
        });
        List<String> called = Stream.of("facts-v1", "opinions-v1", "opinions-v2", "opinions-v3", "page-v1", "stars-v1")
                .toList();

        assertThat(done.exitCode()).isEqualTo(1);
        assertThat(done.json().get("unchanged").asInt()).isEqualTo(36);
        assertThat(broken)
                .containsExactlyElementsOf(Stream.of("legacy/cron", "legacy/probe")
                        .flatMap(from -> called.stream().map(to -> from + " default/" + to))
                        .toList());
    }

    private String policy(String mode) throws IOException {
        Path file = folder.resolve(mode + ".yaml");
        Files.writeString(
                file,
                "apiVersion: security.istio.io/v1\nkind: PeerAuthentication\nmetadata: {name: default, namespace:"
                        + " istio-system}\nspec: {mtls: {mode: " + mode + "}}\n");
        return file.toString();
    }

    private static String outside(String name) {
        return "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: " + name
                + ", namespace: legacy}\nspec:\n  selector: {matchLabels: {app: " + name
                + "}}\n  template:\n    metadata: {labels: {app: " + name + "}}\n    spec: {containers: [{name: c}]}\n";
    }

    private static String input(String name) {
        return INPUT.resolve(name).toString();
    }
}
