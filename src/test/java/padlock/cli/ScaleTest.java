package padlock.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Three hundred workloads in ten namespaces with a hundred policies: every row is there, and is explain's answer. */
final class ScaleTest {

    private static final int NAMESPACES = 10;
    private static final int WORKLOADS = 30;
    private static final int POLICIES = 100;
    private static final int SAMPLED = 9_973;

    @TempDir
    private Path folder;

    @Test
    void theMatrixOfALargeMeshIsWholeAndIsWhatExplainSays() throws IOException {
        String mesh =
                Files.writeString(folder.resolve("mesh.yaml"), manifests()).toString();
        JsonNode rows =
                Terminal.run(List.of("matrix", mesh, "--output", "json")).json().get("connections");
        int all = NAMESPACES * WORKLOADS;

        assertThat(rows).hasSize(all * all);
        for (int i = 0; i < rows.size(); i += SAMPLED) {
            JsonNode row = rows.get(i);
            JsonNode answer = Terminal.run(List.of(
                            "explain",
                            mesh,
                            "--from",
                            row.get("from").asText(),
                            "--to",
                            "http://" + row.get("to").asText() + "/",
                            "--output",
                            "json"))
                    .json();
            for (String field : List.of("transport", "result", "reason", "status")) {
                assertThat(row.get(field)).as(row + " " + field).isEqualTo(answer.get(field));
            }
        }
    }

    private static String manifests() {
        List<String> documents = new ArrayList<>();
        for (int n = 0; n < NAMESPACES; n++) {
            documents.add("apiVersion: v1\nkind: Namespace\nmetadata: {name: n" + n + ", labels: {istio-injection: "
                    + (n < NAMESPACES - 2 ? "enabled" : "disabled") + "}}\n");
            for (int w = 0; w < WORKLOADS; w++) {
                documents.add("apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: w" + w + ", namespace: n" + n
                        + "}\nspec:\n  template:\n    metadata: {labels: {app: w" + w + "}}\n    spec:\n"
                        + "      serviceAccountName: a" + w
                        + "\n      containers: [{name: c, ports: [{containerPort: 8080}]}]\n");
                documents.add("apiVersion: v1\nkind: Service\nmetadata: {name: w" + w + ", namespace: n" + n
                        + "}\nspec: {selector: {app: w" + w
                        + "}, ports: [{name: http, port: 80, targetPort: 8080}]}\n");
            }
        }
        for (int p = 0; p < POLICIES; p++) {
            documents.add(policy(p, "n" + p % NAMESPACES, "w" + p * 7 % WORKLOADS));
        }
        return String.join("---\n", documents);
    }

    private static String policy(int number, String namespace, String workload) {
        String metadata = "\nmetadata: {name: p" + number + ", namespace: " + namespace + "}\nspec:\n";
        List<String> modes = List.of("STRICT", "PERMISSIVE", "DISABLE");
        return switch (number / NAMESPACES % 3) {
            case 0 ->
                "apiVersion: security.istio.io/v1\nkind: PeerAuthentication" + metadata
                        + "  selector: {matchLabels: {app: " + workload + "}}\n  mtls: {mode: "
                        + modes.get(number % modes.size()) + "}\n";
            case 1 ->
                "apiVersion: networking.istio.io/v1\nkind: DestinationRule" + metadata + "  host: " + workload + ".n"
                        + number * 3 % NAMESPACES + ".svc.cluster.local\n  trafficPolicy: {tls: {mode: "
                        + (number % 2 == 0 ? "DISABLE" : "ISTIO_MUTUAL") + "}}\n";
            default ->
                "apiVersion: security.istio.io/v1\nkind: AuthorizationPolicy" + metadata
                        + "  selector: {matchLabels: {app: " + workload
                        + "}}\n  rules: [{from: [{source: {principals: ["
                        + "cluster.local/ns/" + namespace + "/sa/a" + number % WORKLOADS + "]}}]}]\n";
        };
    }
}
