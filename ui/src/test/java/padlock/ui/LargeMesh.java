package padlock.ui;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A mesh of two hundred workloads in ten namespaces; each calls three of the next tier. */
final class LargeMesh {

    private static final int WORKLOADS = 200;
    private static final int NAMESPACES = 10;
    private static final int TIER = 40;

    private LargeMesh() {}

    /** Writes a scenario; the more often they call and the longer it lasts, the more happens. */
    static Path write(Path folder, String every, String end) {
        List<String> mesh = new ArrayList<>();
        List<String> scenario = new ArrayList<>(List.of(
                "name: large",
                "end: " + end,
                "mesh: [mesh.yaml]",
                "timeline:",
                "  - {at: 10s, apply: [strict.yaml]}",
                "traffic:"));
        IntStream.range(0, NAMESPACES)
                .mapToObj(i -> "{apiVersion: v1, kind: Namespace, metadata: {name: team-" + i
                        + ", labels: {istio-injection: enabled}}}")
                .forEach(mesh::add);
        for (int i = 0; i < WORKLOADS; i++) {
            String place = "name: " + name(i) + ", namespace: " + namespace(i);
            mesh.add("{apiVersion: apps/v1, kind: Deployment, metadata: {" + place
                    + "}, spec: {selector: {matchLabels: {app: " + name(i)
                    + "}}, template: {metadata: {labels: {app: " + name(i)
                    + (i % 20 == 7 ? ", sidecar.istio.io/inject: \"false\"" : "")
                    + "}}, spec: {containers: [{name: app, image: app, ports: [{containerPort: 8080}]}]}}}}");
            mesh.add("{apiVersion: v1, kind: Service, metadata: {" + place + "}, spec: {selector: {app: " + name(i)
                    + "}, ports: [{name: http, port: 80, targetPort: 8080}]}}");
            int next = (i / TIER + 1) * TIER;
            for (int other : next < WORKLOADS
                    ? new int[] {next + i % TIER, next + i * 7 % TIER, next + i * 3 % TIER}
                    : new int[0]) {
                scenario.add("  - {name: c" + i + "-" + other + ", from: " + namespace(i) + "/" + name(i)
                        + ", to: http://" + name(other) + "." + namespace(other) + "/, every: " + every + ", starting: "
                        + i * 5 + "ms}");
            }
        }
        try {
            Files.writeString(folder.resolve("mesh.yaml"), String.join("\n---\n", mesh) + "\n");
            Files.writeString(
                    folder.resolve("strict.yaml"),
                    "{apiVersion: security.istio.io/v1, kind: PeerAuthentication, metadata: {name: default, namespace:"
                            + " istio-system}, spec: {mtls: {mode: STRICT}}}\n");
            Files.writeString(
                    folder.resolve("scenario.yaml"),
                    String.join("\n", scenario.stream().distinct().toList()) + "\n");
        } catch (IOException diskIsFull) {
            throw new UncheckedIOException(diskIsFull);
        }
        return folder;
    }

    private static String name(int workload) {
        return "service-" + workload;
    }

    private static String namespace(int workload) {
        return "team-" + workload % NAMESPACES;
    }
}
