package padlock.swarm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Manifests as they are written, for those who read the rules without any of Padlock's own code. */
final class ReadManifests {

    private static final JsonMapper LENIENT = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES, JsonReadFeature.ALLOW_SINGLE_QUOTES)
            .build();

    /** The oldest first, then by name (R3.3); what tells no age is as old as all that tells none, and younger. */
    static final Comparator<JsonNode> OLDEST_FIRST = Comparator.<JsonNode, String>comparing(
                    resource -> resource.at("/metadata/creationTimestamp").asText("2026"))
            .thenComparing(ReadManifests::name)
            .thenComparing(ReadManifests::namespace);

    private final List<JsonNode> resources = new ArrayList<>();

    ReadManifests(List<String> documents) {
        documents.forEach(document -> resources.add(parsed(document)));
    }

    private static JsonNode parsed(String text) {
        try {
            return LENIENT.readTree(text);
        } catch (JsonProcessingException mistake) {
            throw new AssertionError(text, mistake);
        }
    }

    Stream<JsonNode> all(String... kinds) {
        return resources.stream()
                .filter(each -> List.of(kinds).contains(each.at("/kind").asText()));
    }

    List<JsonNode> oldestFirst(String kind, String namespace) {
        return all(kind)
                .filter(each -> namespace(each).equals(namespace))
                .sorted(OLDEST_FIRST)
                .toList();
    }

    JsonNode settings() {
        return all("ConfigMap")
                .findFirst()
                .map(map -> parsed(map.at("/data/mesh").asText()))
                .orElse(MissingNode.getInstance());
    }

    String rootNamespace() {
        return settings().at("/rootNamespace").asText("istio-system");
    }

    Map<String, String> namespaceLabels(String name) {
        return all("Namespace")
                .filter(each -> name(each).equals(name))
                .findFirst()
                .map(each -> pairs(each.at("/metadata/labels")))
                .orElse(Map.of());
    }

    static String name(JsonNode resource) {
        return resource.at("/metadata/name").asText();
    }

    static String namespace(JsonNode resource) {
        return resource.at("/metadata/namespace").asText();
    }

    static String id(JsonNode resource) {
        return resource.at("/kind").asText() + "/" + namespace(resource) + "/" + name(resource);
    }

    static Map<String, String> pairs(JsonNode mapping) {
        Map<String, String> pairs = new LinkedHashMap<>();
        mapping.properties()
                .forEach(field -> pairs.put(field.getKey(), field.getValue().asText()));
        return pairs;
    }

    static List<String> texts(JsonNode items) {
        return items(items).map(JsonNode::asText).toList();
    }

    static Stream<JsonNode> items(JsonNode items) {
        return StreamSupport.stream(items.spliterator(), false);
    }

    static Optional<JsonNode> at(JsonNode node, String pointer) {
        return Optional.of(node.at(pointer)).filter(found -> !found.isMissingNode());
    }
}
