package padlock.swarm;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import padlock.mesh.resource.PortProtocol.Handling;

/** A Service, or the one host of a ServiceEntry. */
record ReadService(JsonNode manifest) {

    static List<ReadService> of(ReadManifests manifests) {
        return manifests.all("Service", "ServiceEntry").map(ReadService::new).toList();
    }

    boolean isEntry() {
        return manifest.at("/kind").asText().equals("ServiceEntry");
    }

    String namespace() {
        return ReadManifests.namespace(manifest);
    }

    String host() {
        return isEntry()
                ? manifest.at("/spec/hosts/0").asText()
                : ReadManifests.name(manifest) + "." + namespace() + ".svc.cluster.local";
    }

    Optional<String> alias() {
        return ReadManifests.at(manifest, "/spec/externalName").map(JsonNode::asText);
    }

    boolean headless() {
        return manifest.at("/spec/clusterIP").asText().equals("None");
    }

    /** R6.14: without a location it is outside. */
    boolean external() {
        return isEntry() && !manifest.at("/spec/location").asText().equals("MESH_INTERNAL");
    }

    List<Integer> ports() {
        return ports(manifest).map(ReadService::number).toList();
    }

    private static Stream<JsonNode> ports(JsonNode manifest) {
        return ReadManifests.items(manifest.at("/spec/ports"));
    }

    private static int number(JsonNode port) {
        return port.at("/port").asInt(port.at("/number").asInt());
    }

    private JsonNode port(int number) {
        return ports(manifest)
                .filter(port -> number(port) == number)
                .findFirst()
                .orElseThrow();
    }

    /** R7.2. */
    String protocol(int number) {
        JsonNode port = port(number);
        String declared = isEntry()
                ? port.at("/protocol").asText()
                : port.at("/appProtocol").asText(port.at("/name").asText());
        return declared.toLowerCase(Locale.ROOT).replaceFirst("-.*", "");
    }

    Handling handling(int number) {
        return switch (protocol(number)) {
            case "http" -> Handling.HTTP;
            case "tcp", "redis", "https", "tls" -> Handling.TCP;
            default -> Handling.AUTO;
        };
    }

    boolean speaksTls(int number) {
        return List.of("https", "tls").contains(protocol(number));
    }

    /** The port of the pod; empty where the pod has none of that name. */
    Optional<Integer> target(int number, ReadWorkload on) {
        JsonNode port = port(number);
        JsonNode target = port.at("/targetPort");
        if (isEntry() && on.ports().containsKey(port.at("/name").asText())) {
            return Optional.of(on.ports().get(port.at("/name").asText()));
        }
        return target.isTextual()
                ? Optional.ofNullable(on.ports().get(target.asText()))
                : Optional.of(target.asInt(number));
    }

    /** Who stands behind a port, in the order of names. */
    List<ReadWorkload> endpoints(int number, List<ReadWorkload> workloads) {
        return all(workloads).stream()
                .filter(each -> target(number, each).isPresent())
                .toList();
    }

    List<ReadWorkload> all(List<ReadWorkload> workloads) {
        List<ReadWorkload> listed = ReadManifests.items(manifest.at("/spec/endpoints"))
                .map(endpoint -> ReadWorkload.machine(
                        namespace(), endpoint.at("/address").asText(), endpoint))
                .toList();
        Map<String, String> selector =
                ReadManifests.pairs(manifest.at(isEntry() ? "/spec/workloadSelector/labels" : "/spec/selector"));
        return Stream.concat(
                        listed.stream(),
                        workloads.stream()
                                .filter(each -> !selector.isEmpty()
                                        && each.namespace().equals(namespace())
                                        && each.isSelectedBy(selector)))
                .toList();
    }

    boolean isSeenFrom(String client) {
        List<String> exported = Stream.of(manifest.at("/metadata/annotations")
                        .path("networking.istio.io/exportTo")
                        .asText("*")
                        .split(","))
                .toList();
        return exported.contains("*")
                || exported.contains(client)
                || exported.contains(".") && client.equals(namespace());
    }
}
