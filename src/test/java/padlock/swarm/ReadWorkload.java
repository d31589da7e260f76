package padlock.swarm;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What runs, as its manifest has it: a template, a Pod, a machine that a WorkloadEntry or a ServiceEntry tells of. */
record ReadWorkload(
        String namespace,
        String name,
        Map<String, String> labels,
        Map<String, String> annotations,
        String account,
        Map<String, Integer> ports,
        boolean sidecar,
        boolean isMachine) {

    private static final List<String> TRUE = List.of("1", "t", "T", "TRUE", "true", "True");
    private static final List<String> FALSE = List.of("0", "f", "F", "FALSE", "false", "False");

    static List<ReadWorkload> of(ReadManifests manifests) {
        Stream<ReadWorkload> pods = manifests.all("Deployment", "Pod").map(each -> pod(each, manifests));
        Stream<ReadWorkload> machines = manifests
                .all("WorkloadEntry")
                .map(each -> machine(ReadManifests.namespace(each), ReadManifests.name(each), each.at("/spec")));
        return Stream.concat(pods, machines)
                .sorted(Comparator.comparing(ReadWorkload::namespace).thenComparing(ReadWorkload::name))
                .toList();
    }

    private static ReadWorkload pod(JsonNode manifest, ReadManifests manifests) {
        boolean template = manifest.at("/kind").asText().equals("Deployment");
        JsonNode pod = template ? manifest.at("/spec/template") : manifest;
        Map<String, String> labels = ReadManifests.pairs(pod.at("/metadata/labels"));
        Map<String, String> annotations = ReadManifests.pairs(pod.at("/metadata/annotations"));
        String namespace = ReadManifests.namespace(manifest);
        boolean sidecar = template
                ? isInjected(
                        manifests.namespaceLabels(namespace),
                        labels,
                        annotations,
                        pod.at("/spec/hostNetwork").asBoolean())
                : pod.at("/spec/containers").findValuesAsText("name").contains("istio-proxy");
        JsonNode port = pod.at("/spec/containers/0/ports/0");
        return new ReadWorkload(
                namespace,
                ReadManifests.name(manifest),
                labels,
                annotations,
                pod.at("/spec/serviceAccountName").asText("default"),
                Map.of(port.at("/name").asText(""), port.at("/containerPort").asInt()),
                sidecar,
                false);
    }

    /** R4.4: what takes mutual TLS, by its label or because it has an account, has a sidecar. */
    static ReadWorkload machine(String namespace, String name, JsonNode spec) {
        Map<String, String> labels = ReadManifests.pairs(spec.at("/labels"));
        Optional<String> account = ReadManifests.at(spec, "/serviceAccount").map(JsonNode::asText);
        boolean sidecar = Optional.ofNullable(labels.get("security.istio.io/tlsMode"))
                .map("istio"::equals)
                .orElse(account.isPresent());
        Map<String, Integer> ports = new LinkedHashMap<>();
        spec.at("/ports")
                .properties()
                .forEach(port -> ports.put(port.getKey(), port.getValue().asInt()));
        return new ReadWorkload(
                namespace, name, labels, Map.of(), account.orElse(sidecar ? "default" : ""), ports, sidecar, true);
    }

    /** R4.1, then R4.2. */
    private static boolean isInjected(
            Map<String, String> namespace, Map<String, String> pod, Map<String, String> annotations, boolean host) {
        String word = pod.get("sidecar.istio.io/inject");
        boolean called;
        if (namespace.containsKey("istio-injection")) {
            called = namespace.get("istio-injection").equals("enabled") && !"false".equals(word);
        } else if (namespace.containsKey("istio.io/rev")) {
            called = !"false".equals(word);
        } else if (pod.containsKey("istio.io/rev")) {
            called = !"false".equals(word);
        } else {
            called = "true".equals(word);
        }
        String said = word != null ? word : annotations.getOrDefault("sidecar.istio.io/inject", "");
        return called && !host && (TRUE.contains(said) || !FALSE.contains(said));
    }

    /** What clients are told of it (R4.3, R4.4). */
    String tlsMode() {
        return labels.getOrDefault("security.istio.io/tlsMode", sidecar ? "istio" : "disabled");
    }

    boolean isSelectedBy(Map<String, String> wanted) {
        return labels.entrySet().containsAll(wanted.entrySet());
    }

    /** R4.5: a list of ports to take makes the other list void. */
    boolean takes(int port) {
        Optional<List<String>> included = listed("includeInboundPorts");
        List<String> excluded = listed("excludeInboundPorts").orElse(List.of());
        return sidecar
                && (included.isEmpty() || included.get().equals(List.of("*"))
                        ? !excluded.contains("" + port)
                        : included.get().contains("" + port));
    }

    /** R4.5: whether calls to a port go out through the sidecar. */
    boolean captures(int port) {
        return sidecar && !listed("excludeOutboundPorts").orElse(List.of()).contains("" + port);
    }

    private Optional<List<String>> listed(String annotation) {
        return Optional.ofNullable(annotations.get("traffic.sidecar.istio.io/" + annotation))
                .map(text -> Stream.of(text.split(",")).map(String::strip).toList());
    }

    String identity(String trustDomain) {
        return "spiffe://" + trustDomain + "/ns/" + namespace + "/sa/" + account;
    }
}
