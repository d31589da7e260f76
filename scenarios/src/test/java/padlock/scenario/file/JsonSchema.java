package padlock.scenario.file;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** A shape in the words of JSON Schema, draft 7, which is what editors know. */
final class JsonSchema {

    private JsonSchema() {}

    /** The schema of a whole file. */
    static ObjectNode of(String title, Shape shape) {
        ObjectNode schema = object().put("$schema", "http://json-schema.org/draft-07/schema#")
                .put("title", title);
        return schema.setAll(of(shape));
    }

    private static ObjectNode of(Shape shape) {
        if (shape instanceof Shape.Text) return typed("string");
        if (shape instanceof Shape.Number) return typed("number");
        if (shape instanceof Shape.Single) return typed("boolean");
        if (shape instanceof Shape.Words words) return words(words);
        if (shape instanceof Shape.Whole whole) return whole(whole);
        if (shape instanceof Shape.PortOrName) return anyOf(whole(new Shape.Whole(1, 65535)), typed("string"));
        if (shape instanceof Shape.Written written) return written(written);
        if (shape instanceof Shape.Listed list) return listed(of(list.item()));
        if (shape instanceof Shape.OneOrMany many) return anyOf(of(many.item()), listed(of(many.item())));
        if (shape instanceof Shape.Pairs pairs) return typed("object").set("additionalProperties", of(pairs.value()));
        if (shape instanceof Shape.OrNothing maybe) return anyOf(of(maybe.shape()), typed("null"));
        if (shape instanceof Shape.Anything) return object();
        if (shape instanceof Shape.Fields fields) return fields(fields);
        throw new AssertionError(shape);
    }

    private static ObjectNode words(Shape.Words words) {
        ObjectNode schema = typed("string");
        words.words().forEach(schema.putArray("enum")::add);
        return schema;
    }

    private static ObjectNode whole(Shape.Whole whole) {
        ObjectNode schema = typed("integer");
        if (whole.low() > Long.MIN_VALUE) schema.put("minimum", whole.low());
        if (whole.high() < Long.MAX_VALUE) schema.put("maximum", whole.high());
        return schema;
    }

    /** YAML makes a number of what looks like one; the form is then for Padlock to check. */
    private static ObjectNode written(Shape.Written written) {
        ObjectNode schema = object();
        schema.putArray("type").add("string").add("number");
        written.form().ifPresent(form -> schema.put("pattern", "^(?:" + form.pattern() + ")$"));
        return schema.put("description", written.noun() + " (" + written.hint() + ")");
    }

    private static ObjectNode fields(Shape.Fields fields) {
        ObjectNode schema = typed("object");
        ObjectNode properties = schema.putObject("properties");
        for (Shape.Field field : fields.fields()) {
            ObjectNode value = of(field.shape());
            properties.set(field.name(), field.isNullable() ? anyOf(value, typed("null")) : value);
        }
        List<String> required = fields.fields().stream()
                .filter(Shape.Field::isRequired)
                .map(Shape.Field::name)
                .toList();
        if (!required.isEmpty()) required.forEach(schema.putArray("required")::add);
        return schema.put("additionalProperties", fields.isOpen());
    }

    private static ObjectNode listed(ObjectNode item) {
        return typed("array").set("items", item);
    }

    private static ObjectNode anyOf(ObjectNode one, ObjectNode other) {
        ObjectNode schema = object();
        schema.putArray("anyOf").add(one).add(other);
        return schema;
    }

    private static ObjectNode typed(String type) {
        return object().put("type", type);
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
