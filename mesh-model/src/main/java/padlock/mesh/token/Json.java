package padlock.mesh.token;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A value of JSON, with numbers as Envoy holds them. */
sealed interface Json {

    JsonFactory FACTORY = new JsonFactory();

    record Text(String text) implements Json {}

    record Number(double value) implements Json {}

    record Flag(boolean value) implements Json {}

    record Nothing() implements Json {}

    record Many(List<Json> items) implements Json {
        public Many {
            items = List.copyOf(items);
        }
    }

    /** An object. */
    record Members(SortedMap<String, Json> members) implements Json {
        public Members {
            members = Collections.unmodifiableSortedMap(new TreeMap<>(members));
        }

        Optional<Json> get(String name) {
            return Optional.ofNullable(members.get(name));
        }

        Optional<String> text(String name) {
            return get(name).filter(Text.class::isInstance).map(value -> ((Text) value).text());
        }

        /** The member of this name, else the one at the end of a path with dots. */
        Optional<Json> find(String path) {
            int dot = path.indexOf('.');
            return get(path)
                    .or(() -> dot < 0
                            ? Optional.empty()
                            : get(path.substring(0, dot))
                                    .filter(Members.class::isInstance)
                                    .flatMap(inner -> ((Members) inner).find(path.substring(dot + 1))));
        }
    }

    /** Reads a text that is one JSON object; anything else is empty. */
    static Optional<Members> object(String text) {
        try (JsonParser parser = FACTORY.createParser(text)) {
            parser.nextToken();
            Json value = value(parser);
            boolean whole = parser.nextToken() == null;
            return whole && value instanceof Members members ? Optional.of(members) : Optional.empty();
        } catch (IOException notJson) {
            return Optional.empty();
        }
    }

    private static Json value(JsonParser parser) throws IOException {
        JsonToken token = Optional.ofNullable(parser.currentToken()).orElse(JsonToken.VALUE_NULL);
        return switch (token) {
            case START_OBJECT -> members(parser);
            case START_ARRAY -> items(parser);
            case VALUE_STRING -> new Text(parser.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Number(Double.parseDouble(parser.getText()));
            case VALUE_TRUE, VALUE_FALSE -> new Flag(token == JsonToken.VALUE_TRUE);
            default -> new Nothing();
        };
    }

    private static Json members(JsonParser parser) throws IOException {
        SortedMap<String, Json> members = new TreeMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            members.put(name, value(parser));
        }
        return new Members(members);
    }

    private static Json items(JsonParser parser) throws IOException {
        List<Json> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value(parser));
        }
        return new Many(items);
    }
}
