package padlock.swarm;

import java.util.ArrayList;
import java.util.List;
import padlock.sim.RandomSource;

/** Manifests by chance: workloads with and without sidecars, services, and policies in every scope that there is. */
final class RandomMesh {

    private static final List<String> NAMESPACES = List.of("red", "blue", "istio-system");
    private static final List<String> NAMES = List.of("a", "b", "c");
    private static final List<String> MODES = List.of("STRICT", "PERMISSIVE", "DISABLE", "UNSET");
    private static final List<String> POD_PORTS = List.of("8080", "5432", "9000");

    /** Ports of a service; the last one is declared to speak nothing. */
    private static final List<String> SERVICE_PORTS = List.of(
            "{name: http, port: 80, targetPort: 8080}",
            "{name: tcp-db, port: 5432}",
            "{name: https, port: 443, targetPort: 8443}",
            "{port: 9000}",
            "{name: grpc, port: 8080}");

    private static final List<String> TLS = List.of(
            "mode: DISABLE",
            "mode: ISTIO_MUTUAL",
            "mode: ISTIO_MUTUAL",
            "mode: ISTIO_MUTUAL, subjectAltNames: [spiffe://cluster.local/ns/red/sa/a]",
            "mode: SIMPLE",
            "mode: SIMPLE, insecureSkipVerify: true",
            "mode: SIMPLE, caCertificates: /etc/certs/root-cert.pem",
            "mode: SIMPLE, caCertificates: /etc/certs/root-cert.pem, subjectAltNames: [spiffe://cluster.local/ns/red/sa/a]",
            "mode: MUTUAL, clientCertificate: /etc/certs/cert-chain.pem, privateKey: /etc/certs/key.pem, caCertificates:"
                    + " /etc/certs/root-cert.pem, subjectAltNames: [spiffe://cluster.local/ns/red/sa/a]",
            "mode: MUTUAL, clientCertificate: /etc/certs/cert-chain.pem, privateKey: /etc/certs/key.pem,"
                    + " insecureSkipVerify: true",
            "mode: MUTUAL, clientCertificate: /own/cert.pem, privateKey: /own/key.pem, insecureSkipVerify: true",
            "mode: MUTUAL, clientCertificate: /own/cert.pem, privateKey: /own/key.pem, caCertificates: /own/ca.pem");

    private static final List<String> RULES = List.of(
            "{from: [{source: {principals: [cluster.local/ns/red/sa/a]}}]}",
            "{from: [{source: {namespaces: [red]}}]}",
            "{from: [{source: {notPrincipals: ['*']}}]}",
            "{to: [{operation: {ports: ['8080']}}]}",
            "{to: [{operation: {methods: [POST]}}]}");

    private final StringBuilder manifests = new StringBuilder();

    private RandomMesh() {}

    static String of(long seed) {
        RandomMesh mesh = new RandomMesh();
        RandomSource chance = RandomSource.of(seed).named("manifests");
        mesh.settings(chance.named("settings"));
        NAMESPACES.forEach(namespace -> mesh.namespace(namespace, chance.named(namespace)));
        mesh.peerAuthentications(chance.named("peer authentications"));
        mesh.destinationRules(chance.named("destination rules"));
        if (chance.named("authorized").chance(0.3)) {
            mesh.authorizationPolicies(chance.named("authorization policies"));
        }
        return mesh.manifests.toString();
    }

    private void settings(RandomSource chance) {
        if (chance.chance(0.1)) {
            add("v1", "ConfigMap", "istio-system", "istio", "", "data: {mesh: 'enableAutoMtls: false'}");
        }
    }

    private void namespace(String namespace, RandomSource chance) {
        boolean injected = chance.named("injected").chance(0.7);
        manifests
                .append("apiVersion: v1\nkind: Namespace\nmetadata: {name: ")
                .append(namespace)
                .append(injected ? ", labels: {istio-injection: enabled}}\n---\n" : "}\n---\n");
        for (String name : NAMES) {
            RandomSource own = chance.named(name);
            if (own.named("there").chance(namespace.equals("istio-system") ? 0.3 : 0.9)) {
                workload(namespace, name, own);
                service(namespace, name, own.named("service"));
            }
        }
    }

    private void workload(String namespace, String name, RandomSource chance) {
        String word = pick(
                List.of("", "", "", ", sidecar.istio.io/inject: 'false'", ", sidecar.istio.io/inject: 'true'"),
                chance.named("word"));
        String labels =
                "{app: " + name + ", tier: " + pick(List.of("front", "back"), chance.named("tier")) + word + "}";
        String account = chance.named("account").chance(0.7) ? "serviceAccountName: " + name + ", " : "";
        add(
                "apps/v1",
                "Deployment",
                namespace,
                name,
                "",
                "spec: {replicas: " + (1 + chance.named("replicas").below(2)) + ", selector: {matchLabels: {app: "
                        + name
                        + "}}, template: {metadata: {labels: " + labels + "}, spec: {" + account
                        + "containers: [{name: main, image: i, ports: [{containerPort: 8080}]}]}}}");
    }

    private void service(String namespace, String name, RandomSource chance) {
        List<String> ports = new ArrayList<>();
        for (String port : SERVICE_PORTS) {
            if (chance.named(port).chance(0.4)) {
                ports.add(port.contains("name") ? port : "{name: x, " + port.substring(1));
            }
        }
        if (ports.isEmpty()) {
            ports.add(SERVICE_PORTS.get(0));
        }
        String selector = chance.named("selector").chance(0.8) ? "app: " + name : "tier: back";
        String headless = chance.named("headless").chance(0.15) ? "clusterIP: None, " : "";
        add(
                "v1",
                "Service",
                namespace,
                name,
                "",
                "spec: {" + headless + "selector: {" + selector + "}, ports: [" + String.join(", ", ports) + "]}");
    }

    private void peerAuthentications(RandomSource chance) {
        for (String namespace : NAMESPACES) {
            RandomSource here = chance.named(namespace);
            if (here.named("wide").chance(0.6)) {
                peerAuthentication(namespace, "wide", "", here.named("wide", "mode"));
            }
            if (here.named("wide again").chance(0.15)) {
                peerAuthentication(namespace, "also-wide", "", here.named("wide again", "mode"));
            }
            for (String name : NAMES) {
                if (here.named(name).chance(0.3)) {
                    peerAuthentication(namespace, name, "app: " + name, here.named(name, "mode"));
                }
            }
            if (here.named("tier").chance(0.2)) {
                peerAuthentication(namespace, "tier", "tier: back", here.named("tier", "mode"));
            }
        }
    }

    private void peerAuthentication(String namespace, String name, String selector, RandomSource chance) {
        String scope = selector.isEmpty() ? "" : "selector: {matchLabels: {" + selector + "}}, ";
        String ports = !selector.isEmpty() && chance.named("ports").chance(0.4)
                ? ", portLevelMtls: {" + pick(POD_PORTS, chance.named("port")) + ": {mode: "
                        + pick(MODES, chance.named("port mode")) + "}}"
                : "";
        add(
                "security.istio.io/v1",
                "PeerAuthentication",
                namespace,
                name,
                age(chance),
                "spec: {" + scope + "mtls: {mode: " + pick(MODES, chance.named("mode")) + "}" + ports + "}");
    }

    private void destinationRules(RandomSource chance) {
        for (int n = 0; n < 5; n++) {
            RandomSource own = chance.named(n);
            if (!own.named("there").chance(0.5)) {
                continue;
            }
            String of = pick(List.of("red", "blue"), own.named("of"));
            String host = own.named("wide").chance(0.3)
                    ? pick(List.of("'*.local'", "'*." + of + ".svc.cluster.local'"), own.named("host"))
                    : pick(NAMES, own.named("host")) + "." + of + ".svc.cluster.local";
            String port = own.named("port level").chance(0.2)
                    ? ", portLevelSettings: [{port: {number: 80}, loadBalancer: {simple: RANDOM}"
                            + (own.named("port tls").chance(0.5)
                                    ? ", tls: {" + pick(TLS, own.named("port mode")) + "}"
                                    : "")
                            + "}]"
                    : "";
            String exported = pick(List.of("", "", "exportTo: ['*'], ", "exportTo: ['.'], "), own.named("exportTo"));
            add(
                    "networking.istio.io/v1",
                    "DestinationRule",
                    pick(NAMESPACES, own.named("namespace")),
                    "rule-" + n,
                    age(own),
                    "spec: {" + exported + "host: " + host + ", trafficPolicy: {tls: {" + pick(TLS, own.named("tls"))
                            + "}" + port + "}}");
        }
    }

    private void authorizationPolicies(RandomSource chance) {
        for (int n = 0; n < 3; n++) {
            RandomSource own = chance.named(n);
            String scope = own.named("wide").chance(0.4)
                    ? ""
                    : "selector: {matchLabels: {app: " + pick(NAMES, own.named("name")) + "}}, ";
            add(
                    "security.istio.io/v1",
                    "AuthorizationPolicy",
                    pick(NAMESPACES, own.named("namespace")),
                    "policy-" + n,
                    "",
                    "spec: {" + scope + "action: " + pick(List.of("ALLOW", "DENY"), own.named("action")) + ", rules: ["
                            + pick(RULES, own.named("rule")) + "]}");
        }
    }

    private static String age(RandomSource chance) {
        return chance.named("age").chance(0.3)
                ? ", creationTimestamp: '2025-0" + (1 + chance.named("month").below(9)) + "-01T00:00:00Z'"
                : "";
    }

    private void add(String version, String kind, String namespace, String name, String age, String rest) {
        manifests
                .append("apiVersion: ")
                .append(version)
                .append("\nkind: ")
                .append(kind)
                .append("\nmetadata: {namespace: ")
                .append(namespace)
                .append(", name: ")
                .append(name)
                .append(age)
                .append("}\n")
                .append(rest)
                .append("\n---\n");
    }

    private static <T> T pick(List<T> from, RandomSource chance) {
        return from.get((int) chance.below(from.size()));
    }
}
