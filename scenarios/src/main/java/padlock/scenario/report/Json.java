package padlock.scenario.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import padlock.mesh.history.CallView;
import padlock.scenario.file.Problem;

/** What all JSON reports share; their fields stand in the order in which the contract lists them. */
public final class Json {

    private static final DefaultIndenter INDENTER = new DefaultIndenter("  ", "\n");

    private static final Separators SEPARATORS = Separators.createDefaultInstance()
            .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
            .withObjectEmptySeparator("")
            .withArrayEmptySeparator("");

    private static final ObjectWriter WRITER = new JsonMapper()
            .writer(new DefaultPrettyPrinter(SEPARATORS)
                    .withObjectIndenter(INDENTER)
                    .withArrayIndenter(INDENTER));

    private Json() {}

    /** {@code {"problems": [...]}}, all that is printed of bad input. */
    public static String problems(List<Problem> problems) {
        ObjectNode report = object();
        report.set("problems", array(problems, Json::problem));
        return text(report);
    }

    private static ObjectNode problem(Problem problem) {
        return object().put("path", problem.path())
                .put("line", problem.line())
                .put("message", problem.message())
                .put("hint", problem.hint());
    }

    /** A scenario of the catalogue. */
    public record Title(String name, String title) {}

    public static String scenarios(List<Title> titles) {
        ObjectNode report = object();
        report.set(
                "scenarios",
                array(titles, title -> object().put("name", title.name()).put("title", title.title())));
        return text(report);
    }

    static void verdict(CallView.Verdict verdict, Optional<Integer> status, ObjectNode into) {
        into.put("transport", verdict.transport().text())
                .put("result", verdict.result().text())
                .put("reason", verdict.reason().text())
                .put("status", status.orElse(null));
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static <T> ArrayNode array(List<T> values, Function<T, ? extends JsonNode> each) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        values.forEach(value -> array.add(each.apply(value)));
        return array;
    }

    /** The value as text; null where there is none. */
    static String orNull(Optional<?> value) {
        return value.map(Object::toString).orElse(null);
    }

    static String text(ObjectNode report) {
        try {
            return WRITER.writeValueAsString(report) + "\n";
        } catch (JsonProcessingException e) {
            throw new AssertionError("a tree can be written", e);
        }
    }
}
