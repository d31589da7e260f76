package padlock.scenario.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The schemas that editors complete and check Padlock's own files with say what the code says. */
final class JsonSchemaTest {

    private static final String NAME = "/padlock/schema/scenario.schema.json";
    private static final Path FILE = Path.of("src/main/resources" + NAME);
    private static final Path CATALOGUE = Path.of("catalogue");

    @Test
    void theSchemaThatIsShippedIsTheOneOfTheCode() throws IOException {
        String schema =
                JsonSchema.of("A scenario of Padlock", ScenarioShape.SCENARIO).toPrettyString() + "\n";
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(FILE, schema);
        }
        assertThat(FILE)
                .as("if the change is meant, run with -Dgolden.update=true and read the difference")
                .hasContent(schema);
    }

    @TestFactory
    Stream<DynamicTest> everyScenarioOfTheCatalogueFitsIt() throws IOException {
        try (Stream<Path> folders = Files.list(CATALOGUE)) {
            return folders
                    .map(folder -> folder.resolve("scenario.yaml"))
                    .filter(Files::exists)
                    .sorted()
                    .toList()
                    .stream()
                    .map(file -> DynamicTest.dynamicTest(
                            file.getParent().getFileName().toString(),
                            () -> assertThat(complaints(Files.readString(file))).isEmpty()));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void whatPadlockRefusesTheSchemaRefusesAtItsPlace(String line, String place) throws IOException {
        String sound = "name: x\nend: 5m\nmesh: [mesh.yaml]\n";
        assertThat(complaints(sound)).isEmpty();
        assertThat(complaints(sound + line + "\n"))
                .extracting(complaint -> complaint.getInstanceLocation().toString())
                .containsOnly(place);
    }

    static Stream<Arguments> whatPadlockRefusesTheSchemaRefusesAtItsPlace() {
        return Stream.of(
                Arguments.of("titel: x", ""),
                Arguments.of("seed: many", "/seed"),
                Arguments.of("settings: {precedence: strict}", "/settings/precedence"),
                Arguments.of("settings: {certificates: {lifetime: a day}}", "/settings/certificates/lifetime"),
                Arguments.of("traffic: [{name: page, to: x, from: frontend}]", "/traffic/0/from"),
                Arguments.of("traffic: [{name: page, to: x}]", "/traffic/0"),
                Arguments.of("timeline: [{at: 1s, fault: {kind: flood}}]", "/timeline/0/fault/kind"),
                Arguments.of("timeline: [{at: 1s, delete: [PeerAuthentication]}]", "/timeline/0/delete/0"));
    }

    private static List<Error> complaints(String yaml) throws IOException {
        Problems problems = new Problems();
        List<Node> documents = Documents.in(yaml.getBytes(StandardCharsets.UTF_8), problems.reading("scenario.yaml"));
        try (InputStream schema = JsonSchemaTest.class.getResourceAsStream(NAME)) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                    .getSchema(schema)
                    .validate(json(ScenarioFiles.withKeyOn(documents.get(0), false)));
        }
    }

    private static JsonNode json(Node node) {
        JsonNodeFactory factory = JsonNodeFactory.instance;
        if (node instanceof Node.Mapping mapping) {
            var object = factory.objectNode();
            mapping.members().forEach(member -> object.set(member.key(), json(member.value())));
            return object;
        }
        if (node instanceof Node.Sequence sequence) {
            var array = factory.arrayNode();
            sequence.items().forEach(item -> array.add(json(item)));
            return array;
        }
        if (node instanceof Node.Scalar scalar) {
            return switch (scalar.type()) {
                case TEXT -> factory.textNode(scalar.content());
                case WHOLE ->
                    factory.numberNode(ScalarType.whole(scalar.content()).orElseThrow());
                case DECIMAL -> factory.numberNode(Double.valueOf(scalar.content()));
                case FLAG -> factory.booleanNode(ScalarType.isTrue(scalar.content()));
                case NOTHING -> factory.nullNode();
            };
        }
        throw new AssertionError(node);
    }
}
