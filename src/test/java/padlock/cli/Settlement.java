package padlock.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import padlock.mesh.resource.MutualTlsMode;
import padlock.swarm.DecisionTable.Bytes;
import padlock.swarm.DecisionTable.Opinion;
import padlock.swarm.DecisionTable.Wire;

/**
 * One cell of the cross product: the tutorial's frontend and backend, with or without sidecars, a PeerAuthentication in
 * each scope or none, and a DestinationRule or none.
 */
record Settlement(
        Optional<MutualTlsMode> mesh,
        Optional<MutualTlsMode> namespace,
        Optional<MutualTlsMode> workload,
        Rule rule,
        boolean clientSidecar,
        boolean serverSidecar) {

    /** What the DestinationRule says. */
    enum Rule {
        NONE,
        DISABLE,
        SIMPLE,
        MUTUAL,
        ISTIO_MUTUAL
    }

    static final List<Optional<MutualTlsMode>> MODES = List.of(
            Optional.empty(),
            Optional.of(MutualTlsMode.STRICT),
            Optional.of(MutualTlsMode.PERMISSIVE),
            Optional.of(MutualTlsMode.DISABLE));

    static final String HOST = "backend.my-app-namespace.svc.cluster.local";

    // What must come of it, by the document alone.

    /** What the server's port demands (R3.6); nobody demands anything without a sidecar. */
    Optional<MutualTlsMode> demanded() {
        return serverSidecar
                ? Optional.of(workload.or(() -> namespace).or(() -> mesh).orElse(MutualTlsMode.PERMISSIVE))
                : Optional.empty();
    }

    /** The file of the policy that decides what the server demands; a default stands in none. */
    Optional<String> demandedIn() {
        return workload.map(mode -> "workload-" + mode)
                .or(() -> namespace.map(mode -> "namespace-" + mode))
                .or(() -> mesh.map(mode -> "mesh-" + mode))
                .map(name -> name + ".yaml");
    }

    /** What the client sends (table 8a). */
    Wire sent() {
        if (!clientSidecar) {
            return new Wire(Bytes.PLAIN, Opinion.FINE);
        }
        return switch (rule) {
            case DISABLE -> new Wire(Bytes.PLAIN, Opinion.FINE);
            case SIMPLE -> new Wire(Bytes.ONE_WAY, Opinion.UNKNOWN_ISSUER);
            case MUTUAL -> new Wire(Bytes.TRUSTED, Opinion.FINE);
            case ISTIO_MUTUAL -> new Wire(Bytes.ISTIO, Opinion.FINE);
            case NONE -> new Wire(expectsMutualTls() ? Bytes.ISTIO : Bytes.PLAIN, Opinion.FINE);
        };
    }

    private boolean expectsMutualTls() {
        Optional<MutualTlsMode> inferred = namespace.or(() -> mesh);
        return serverSidecar
                && !inferred.equals(Optional.of(MutualTlsMode.DISABLE))
                && !demanded().equals(Optional.of(MutualTlsMode.DISABLE));
    }

    // The files of it.

    /** Writes all the files that any cell needs. */
    static void write(Path folder) {
        write(
                folder,
                "namespace.yaml",
                "v1",
                "Namespace",
                "my-app-namespace",
                "",
                "  labels:",
                "    istio-injection: enabled");
        for (String name : List.of("frontend", "backend")) {
            for (boolean sidecar : List.of(true, false)) {
                workload(folder, name, sidecar);
            }
        }
        for (Rule rule : Rule.values()) {
            rule(folder, rule);
        }
        for (MutualTlsMode mode : MutualTlsMode.values()) {
            String security = "security.istio.io/v1";
            String[] demand = {"spec:", "  mtls:", "    mode: " + mode};
            write(folder, "mesh-" + mode + ".yaml", security, "PeerAuthentication", "default", "istio-system", demand);
            write(
                    folder,
                    "namespace-" + mode + ".yaml",
                    security,
                    "PeerAuthentication",
                    "all",
                    "my-app-namespace",
                    demand);
            write(
                    folder,
                    "workload-" + mode + ".yaml",
                    security,
                    "PeerAuthentication",
                    "backend",
                    "my-app-namespace",
                    "spec:",
                    "  selector:",
                    "    matchLabels:",
                    "      app: backend",
                    "  mtls:",
                    "    mode: " + mode);
        }
    }

    /** The files of this cell, in the order in which a person would give them. */
    List<String> files(Path folder) {
        List<String> names = new ArrayList<>(List.of("namespace.yaml"));
        names.add(workloadFile("frontend", clientSidecar));
        names.add(workloadFile("backend", serverSidecar));
        mesh.ifPresent(mode -> names.add("mesh-" + mode + ".yaml"));
        namespace.ifPresent(mode -> names.add("namespace-" + mode + ".yaml"));
        workload.ifPresent(mode -> names.add("workload-" + mode + ".yaml"));
        if (rule != Rule.NONE) {
            names.add(ruleFile());
        }
        return names.stream().map(name -> folder.resolve(name).toString()).toList();
    }

    String ruleFile() {
        return "rule-" + rule + ".yaml";
    }

    static String workloadFile(String name, boolean sidecar) {
        return name + (sidecar ? ".yaml" : "-without-sidecar.yaml");
    }

    private static void workload(Path folder, String name, boolean sidecar) {
        String service = "spec:\n  selector:\n    app: " + name + "\n  ports:\n    - name: http\n      port: 8080\n";
        String label = sidecar ? "" : "        sidecar.istio.io/inject: \"false\"\n";
        String deployment = "---\napiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: " + name
                + "\n  namespace: my-app-namespace\nspec:\n  selector:\n    matchLabels:\n      app: " + name
                + "\n  template:\n    metadata:\n      labels:\n        app: " + name + "\n" + label
                + "    spec:\n      serviceAccountName: " + name
                + "\n      containers:\n        - name: " + name + "\n          image: example.org/app:1.0";
        write(folder, workloadFile(name, sidecar), "v1", "Service", name, "my-app-namespace", service + deployment);
    }

    private static void rule(Path folder, Rule rule) {
        List<String> lines = new ArrayList<>(
                List.of("spec:", "  host: " + HOST, "  trafficPolicy:", "    tls:", "      mode: " + rule));
        if (rule == Rule.MUTUAL) {
            lines.add("      clientCertificate: /etc/certs/cert-chain.pem");
            lines.add("      privateKey: /etc/certs/key.pem");
            lines.add("      caCertificates: /etc/certs/root-cert.pem");
            lines.add("      subjectAltNames: [spiffe://cluster.local/ns/my-app-namespace/sa/backend]");
        }
        write(
                folder,
                "rule-" + rule + ".yaml",
                "networking.istio.io/v1",
                "DestinationRule",
                "backend",
                "my-app-namespace",
                lines.toArray(String[]::new));
    }

    private static void write(
            Path folder, String file, String version, String kind, String name, String namespace, String... rest) {
        String text = "apiVersion: " + version + "\nkind: " + kind + "\nmetadata:\n  name: " + name + "\n"
                + (namespace.isEmpty() ? "" : "  namespace: " + namespace + "\n") + String.join("\n", rest) + "\n";
        try {
            Files.writeString(folder.resolve(file), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
