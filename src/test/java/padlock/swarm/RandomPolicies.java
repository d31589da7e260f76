package padlock.swarm;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import padlock.sim.RandomSource;

/**
 * Manifests by chance in which every rule of mutual TLS has something to say. Each is one line that is YAML and, but
 * for quotes round its keys, JSON as well.
 */
final class RandomPolicies {

    static final List<String> NAMESPACES = List.of("red", "blue", "istio-system");
    static final String OUTSIDE_HOST = "ext.example.com";

    private static final List<String> NAMES = List.of("a", "b", "c");
    private static final List<String> MODES = List.of(
            "{mode: 'STRICT'}",
            "{mode: 'STRICT'}",
            "{mode: 'PERMISSIVE'}",
            "{mode: 'DISABLE'}",
            "{mode: 'UNSET'}",
            "{}");

    private static final List<String> NAMESPACE_LABELS = List.of(
            "'istio-injection': 'enabled'",
            "'istio-injection': 'enabled'",
            "'istio-injection': 'enabled'",
            "'istio.io/rev': 'canary'",
            "'istio-injection': 'disabled', 'istio.io/rev': 'canary'",
            "'istio-injection': 'enabled', 'istio.io/rev': 'canary'",
            "'istio-injection': 'yes'",
            "team: 'x'");

    private static final List<String> POD_LABELS = List.of(
            "'sidecar.istio.io/inject': 'true'",
            "'sidecar.istio.io/inject': 'true'",
            "'sidecar.istio.io/inject': 'false'",
            "'sidecar.istio.io/inject': 'maybe'",
            "'sidecar.istio.io/inject': '0'",
            "'istio.io/rev': 'canary'",
            "'istio.io/rev': 'canary', 'sidecar.istio.io/inject': 'false'",
            "'security.istio.io/tlsMode': 'istio'",
            "'security.istio.io/tlsMode': 'disabled'",
            "'security.istio.io/tlsMode': 'other'");

    private static final List<String> POD_ANNOTATIONS = List.of(
            "'sidecar.istio.io/inject': 'false'",
            "'sidecar.istio.io/inject': 'true'",
            "'traffic.sidecar.istio.io/excludeInboundPorts': '8080'",
            "'traffic.sidecar.istio.io/excludeInboundPorts': '9000, 5432'",
            "'traffic.sidecar.istio.io/includeInboundPorts': ''",
            "'traffic.sidecar.istio.io/includeInboundPorts': '8080,8443'",
            "'traffic.sidecar.istio.io/includeInboundPorts': '8080', 'traffic.sidecar.istio.io/excludeInboundPorts': '8080'",
            "'traffic.sidecar.istio.io/excludeOutboundPorts': '80,5432'");

    /** What programs speak on a port of a pod is the same whichever service leads there. */
    private static final List<String> PORTS = List.of(
            "{name: 'http', port: 80, targetPort: 8080}",
            "{name: 'http-web', port: 8080}",
            "{name: 'odd', appProtocol: 'http', port: 81, targetPort: 'web'}",
            "{name: 'tcp-db', port: 5432}",
            "{name: 'redis-x', port: 6379, targetPort: 5432}",
            "{name: 'http-not', appProtocol: 'tcp', port: 5433, targetPort: 5432}",
            "{name: 'https', port: 443, targetPort: 8443}",
            "{name: 'any', port: 9000}",
            "{name: 'what-ever', port: 9001, targetPort: 9000}");

    private static final List<String> SAME_PORTS =
            List.of("{name: 'http', port: 8080}", "{name: 'tcp-db', port: 5432}", "{name: 'any', port: 9000}");

    private static final String OWN = "clientCertificate: '/own/cert.pem', privateKey: '/own/key.pem'";
    private static final String OF_MESH =
            "clientCertificate: '/etc/certs/cert-chain.pem', privateKey: '/etc/certs/key.pem'";
    private static final String ROOTS = "caCertificates: '/etc/certs/root-cert.pem'";
    private static final String NAMED = "subjectAltNames: ['spiffe://cluster.local/ns/red/sa/a']";
    private static final List<String> TLS = List.of(
            "{mode: 'DISABLE'}",
            "{}",
            "{mode: 'ISTIO_MUTUAL'}",
            "{mode: 'ISTIO_MUTUAL'}",
            "{mode: 'ISTIO_MUTUAL', " + NAMED + "}",
            "{mode: 'SIMPLE'}",
            "{mode: 'SIMPLE', insecureSkipVerify: true}",
            "{mode: 'SIMPLE', " + ROOTS + "}",
            "{mode: 'SIMPLE', sni: 'here', " + ROOTS + "}",
            "{mode: 'SIMPLE', credentialName: 'secret'}",
            "{mode: 'MUTUAL', " + OF_MESH + ", " + ROOTS + ", " + NAMED + "}",
            "{mode: 'MUTUAL', " + OF_MESH + ", insecureSkipVerify: true}",
            "{mode: 'MUTUAL', " + OWN + ", insecureSkipVerify: true}",
            "{mode: 'MUTUAL', " + OWN + ", caCertificates: '/own/ca.pem'}");

    private final List<String> manifests = new ArrayList<>();
    private int addresses;

    private RandomPolicies() {}

    /** The documents of one mesh. */
    static List<String> of(RandomSource chance) {
        RandomPolicies mesh = new RandomPolicies();
        mesh.settings(chance.named("settings"));
        NAMESPACES.forEach(namespace -> mesh.namespace(namespace, chance.named(namespace)));
        mesh.outside(chance.named("outside"));
        mesh.peerAuthentications(chance.named("peer authentications"));
        for (int n = 0; n < 6; n++) {
            mesh.destinationRule("rule-" + n, chance.named("destination rule", n));
        }
        return List.copyOf(mesh.manifests);
    }

    private void settings(RandomSource chance) {
        List<String> settings = new ArrayList<>();
        maybe(0.25, "rootNamespace: \"blue\"", chance.named("root"), settings);
        maybe(0.08, "enableAutoMtls: false", chance.named("auto"), settings);
        maybe(0.1, "trustDomain: \"example.org\"", chance.named("trust domain"), settings);
        maybe(0.15, "defaultDestinationRuleExportTo: [\".\"]", chance.named("export"), settings);
        maybe(0.15, "outboundTrafficPolicy: {mode: \"REGISTRY_ONLY\"}", chance.named("outbound"), settings);
        if (!settings.isEmpty()) {
            manifests.add("{apiVersion: 'v1', kind: 'ConfigMap', metadata: {name: 'istio', namespace: 'istio-system'},"
                    + " data: {mesh: '{" + String.join(", ", settings) + "}'}}");
        }
    }

    private void namespace(String namespace, RandomSource chance) {
        manifests.add("{apiVersion: 'v1', kind: 'Namespace', metadata: {name: '" + namespace + "', labels: {"
                + pick(NAMESPACE_LABELS, chance.named("labels")) + "}}}");
        for (String name : NAMES) {
            RandomSource own = chance.named(name);
            if (own.named("there").chance(namespace.equals("istio-system") ? 0.2 : 0.9)) {
                workload(namespace, name, own);
                service(namespace, name, own.named("service"));
            }
        }
        if (chance.named("alias").chance(0.3)) {
            add(
                    "v1",
                    "Service",
                    metadata(namespace, "alias", ""),
                    "type: 'ExternalName', externalName: '" + pick(NAMES, chance.named("alias of"))
                            + ".red.svc.cluster.local', ports: [{name: 'http', port: 80}]");
        }
        scope(namespace, chance.named("scope"));
    }

    private void workload(String namespace, String name, RandomSource chance) {
        List<String> labels = new ArrayList<>(List.of(
                "app: '" + name + "'",
                "tier: '" + pick(List.of("front", "back"), chance.named("tier")) + "'",
                "version: '" + pick(List.of("v1", "v2"), chance.named("version")) + "'"));
        maybe(0.25, pick(POD_LABELS, chance.named("label")), chance.named("labelled"), labels);
        String account = chance.named("account").chance(0.7) ? "serviceAccountName: '" + name + "', " : "";
        String web = chance.named("web").chance(0.8) ? "name: 'web', " : "";
        String containers = "{name: 'main', image: 'i', ports: [{" + web + "containerPort: 8080}]}";
        String described = "{labels: {" + String.join(", ", labels) + "}, annotations: {"
                + (chance.named("annotated").chance(0.25) ? pick(POD_ANNOTATIONS, chance.named("annotation")) : "")
                + "}}";
        String kind =
                pick(List.of("Deployment", "Deployment", "Deployment", "Pod", "WorkloadEntry"), chance.named("kind"));
        if (kind.equals("Deployment")) {
            String network = chance.named("network").chance(0.05) ? "hostNetwork: true, " : "";
            add(
                    "apps/v1",
                    kind,
                    metadata(namespace, name, ""),
                    "selector: {matchLabels: {app: '" + name + "'}}, template: {metadata: " + described + ", spec: {"
                            + account + network + "containers: [" + containers + "]}}");
        } else if (kind.equals("Pod")) {
            String proxy = chance.named("proxy").chance(0.6) ? ", {name: 'istio-proxy', image: 'istio/proxyv2'}" : "";
            manifests.add("{apiVersion: 'v1', kind: 'Pod', metadata: {namespace: '" + namespace + "', name: '" + name
                    + "', " + described.substring(1) + ", spec: {" + account + "containers: [" + containers + proxy
                    + "]}}");
        } else {
            String identity = chance.named("account").chance(0.7) ? ", serviceAccount: '" + name + "'" : "";
            add(
                    "networking.istio.io/v1",
                    kind,
                    metadata(namespace, name, ""),
                    "address: '10.9.0." + ++addresses + "', ports: {web: 8080}, labels: {" + String.join(", ", labels)
                            + "}" + identity);
        }
    }

    private void service(String namespace, String name, RandomSource chance) {
        boolean headless = chance.named("headless").chance(0.15);
        List<String> all = headless ? SAME_PORTS : PORTS;
        List<String> ports =
                all.stream().filter(port -> chance.named(port).chance(0.35)).toList();
        String selector = chance.named("selector").chance(0.8) ? "app: '" + name + "'" : "tier: 'back'";
        String exported = chance.named("exported").chance(0.1)
                ? ", annotations: {'networking.istio.io/exportTo': '"
                        + pick(List.of(".", "red", "*", "blue,red"), chance.named("exportTo")) + "'}"
                : "";
        add(
                "v1",
                "Service",
                metadata(namespace, name, exported),
                (headless ? "clusterIP: 'None', " : "") + "selector: {" + selector + "}, ports: ["
                        + String.join(", ", ports.isEmpty() ? all.subList(0, 1) : ports) + "]");
        if (chance.named("routed").chance(0.25)) {
            String host = "'" + name + "." + namespace + ".svc.cluster.local'";
            add(
                    "networking.istio.io/v1",
                    "VirtualService",
                    metadata(namespace, name, ""),
                    "hosts: [" + host + "], http: [{route: [{destination: {host: " + host + ", subset: '"
                            + pick(List.of("v1", "v2"), chance.named("subset")) + "'}}]}]");
        }
    }

    /** A host that a ServiceEntry tells of, whose endpoints it lists or selects. */
    private void outside(RandomSource chance) {
        if (!chance.named("there").chance(0.6)) {
            return;
        }
        String endpoints = chance.named("selects").chance(0.5)
                ? "workloadSelector: {labels: {app: '" + pick(NAMES, chance.named("selected")) + "'}}"
                : "endpoints: [{address: '10.8.0.1', labels: {app: 'ext'"
                        + pick(
                                List.of(
                                        "",
                                        ", 'security.istio.io/tlsMode': 'istio'",
                                        ", 'security.istio.io/tlsMode': 'disabled'"),
                                chance.named("label"))
                        + "}" + pick(List.of("", ", serviceAccount: 'ext'"), chance.named("account")) + "}]";
        add(
                "networking.istio.io/v1",
                "ServiceEntry",
                metadata(pick(List.of("red", "blue"), chance.named("namespace")), "ext", ""),
                "hosts: ['" + OUTSIDE_HOST + "'], "
                        + pick(
                                List.of("", "location: 'MESH_EXTERNAL', ", "location: 'MESH_INTERNAL', "),
                                chance.named("location"))
                        + "resolution: 'STATIC', ports: [{name: 'http', number: 80, protocol: 'HTTP', targetPort: 8080},"
                        + " {name: 'tcp', number: 5432, protocol: 'TCP'}], " + endpoints);
    }

    private void scope(String namespace, RandomSource chance) {
        if (!chance.named("there").chance(0.2)) {
            return;
        }
        String selector = chance.named("selects").chance(0.3) ? "workloadSelector: {labels: {app: 'a'}}, " : "";
        String outbound = pick(
                List.of(
                        "",
                        "outboundTrafficPolicy: {mode: 'REGISTRY_ONLY'}, ",
                        "outboundTrafficPolicy: {mode: 'ALLOW_ANY'}, "),
                chance.named("outbound"));
        add(
                "networking.istio.io/v1",
                "Sidecar",
                metadata(namespace, "scope", ""),
                selector + outbound + "egress: [{hosts: ["
                        + pick(
                                List.of(
                                        "'./*'",
                                        "'./*', 'istio-system/*'",
                                        "'*/*'",
                                        "'red/*'",
                                        "'*/a.red.svc.cluster.local'",
                                        "'blue/*.blue.svc.cluster.local'"),
                                chance.named("hosts"))
                        + "]}]");
    }

    private void peerAuthentications(RandomSource chance) {
        for (String namespace : NAMESPACES) {
            RandomSource here = chance.named(namespace);
            for (String name : List.of("wide", "also-wide")) {
                if (here.named(name).chance(name.equals("wide") ? 0.5 : 0.15)) {
                    peerAuthentication(
                            namespace,
                            name,
                            pick(
                                    List.of("", "", "selector: {}", "selector: {matchLabels: {}}"),
                                    here.named(name, "empty")),
                            here.named(name, "says"));
                }
            }
            for (int n = 0; n < 4; n++) {
                RandomSource own = here.named("selective", n);
                if (own.named("there").chance(0.3)) {
                    String label = pick(
                            List.of(
                                    "app: 'a'",
                                    "app: 'b'",
                                    "app: 'c'",
                                    "app: 'ext'",
                                    "tier: 'back'",
                                    "app: 'a', tier: 'front'"),
                            own.named("selector"));
                    peerAuthentication(namespace, "own-" + n, "selector: {matchLabels: {" + label + "}}", own);
                }
            }
        }
    }

    private void peerAuthentication(String namespace, String name, String selector, RandomSource chance) {
        List<String> spec = new ArrayList<>(selector.isEmpty() ? List.of() : List.of(selector));
        maybe(0.85, "mtls: " + pick(MODES, chance.named("mode")), chance.named("set"), spec);
        if (selector.contains("'") && chance.named("ports").chance(0.4)) {
            Map<String, String> ports = new TreeMap<>();
            for (int n = 0; n < 2; n++) {
                ports.put(
                        pick(List.of("8080", "5432", "9000", "8443", "80"), chance.named("port", n)),
                        pick(MODES, chance.named("port mode", n)));
            }
            spec.add(ports.entrySet().stream()
                    .map(port -> "'" + port.getKey() + "': " + port.getValue())
                    .collect(Collectors.joining(", ", "portLevelMtls: {", "}")));
        }
        add(
                "security.istio.io/v1",
                "PeerAuthentication",
                metadata(namespace, name, age(chance)),
                String.join(", ", spec));
    }

    private void destinationRule(String name, RandomSource chance) {
        if (!chance.named("there").chance(0.5)) {
            return;
        }
        String namespace = pick(List.of("red", "red", "blue", "istio-system"), chance.named("namespace"));
        String of = pick(List.of("red", "blue"), chance.named("of"));
        String called = pick(NAMES, chance.named("name"));
        String host = pick(
                List.of(
                        called + "." + of + ".svc.cluster.local",
                        called + "." + of + ".svc.cluster.local",
                        called + "." + of + ".svc.cluster.local",
                        called,
                        called + "." + of,
                        "*." + of + ".svc.cluster.local",
                        "*.local",
                        "*",
                        OUTSIDE_HOST),
                chance.named("host"));
        List<String> spec = new ArrayList<>(List.of("host: '" + host + "'"));
        String other = namespace.equals("red") ? "blue" : "red";
        boolean selective = chance.named("selective").chance(0.2);
        if (selective) {
            spec.add("workloadSelector: {matchLabels: {"
                    + pick(List.of("app: 'a'", "tier: 'front'", "tier: 'back'"), chance.named("selector")) + "}}");
        } else {
            maybe(
                    0.5,
                    "exportTo: ["
                            + pick(
                                    List.of(
                                            "'*'",
                                            "'.'",
                                            "'.'",
                                            "'" + namespace + "'",
                                            "'" + other + "'",
                                            "'.', '" + other + "'",
                                            "'red', 'blue'"),
                                    chance.named("exportTo"))
                            + "]",
                    chance.named("exported"),
                    spec);
        }
        maybe(0.9, "trafficPolicy: " + policy(chance.named("policy")), chance.named("says"), spec);
        if (chance.named("subsets").chance(0.4)) {
            spec.add("subsets: [" + subset("v1", chance.named("v1")) + ", " + subset("v2", chance.named("v2")) + "]");
        }
        add(
                "networking.istio.io/v1",
                "DestinationRule",
                metadata(namespace, name, age(chance)),
                String.join(", ", spec));
    }

    private static String subset(String version, RandomSource chance) {
        return "{name: '" + version + "', labels: {version: '" + version + "'}"
                + (chance.named("says").chance(0.5) ? ", trafficPolicy: " + policy(chance) : "") + "}";
    }

    private static String policy(RandomSource chance) {
        List<String> policy = new ArrayList<>(List.of("connectionPool: {tcp: {maxConnections: 9}}"));
        maybe(0.8, "tls: " + pick(TLS, chance.named("tls")), chance.named("sets"), policy);
        if (chance.named("port level").chance(0.3)) {
            policy.add("portLevelSettings: [{port: {number: "
                    + pick(List.of("80", "80", "8080", "5432", "9000"), chance.named("port"))
                    + "}, loadBalancer: {simple: 'RANDOM'}"
                    + (chance.named("port sets").chance(0.6) ? ", tls: " + pick(TLS, chance.named("port tls")) : "")
                    + "}]");
        }
        return "{" + String.join(", ", policy) + "}";
    }

    private static void maybe(double probability, String text, RandomSource chance, List<String> into) {
        if (chance.chance(probability)) {
            into.add(text);
        }
    }

    private static String age(RandomSource chance) {
        return chance.named("age").chance(0.4)
                ? ", creationTimestamp: '2025-0" + (1 + chance.named("month").below(9)) + "-01T00:00:00Z'"
                : "";
    }

    private static String metadata(String namespace, String name, String more) {
        return "{namespace: '" + namespace + "', name: '" + name + "'" + more + "}";
    }

    private void add(String version, String kind, String metadata, String spec) {
        manifests.add("{apiVersion: '" + version + "', kind: '" + kind + "', metadata: " + metadata + ", spec: {" + spec
                + "}}");
    }

    private static <T> T pick(List<T> from, RandomSource chance) {
        return from.get((int) chance.below(from.size()));
    }
}
