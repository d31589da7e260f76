package padlock.mesh.policy;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What a verified token says, as far as policies can speak of it: texts, lists of texts, and groups of both. */
public record TokenClaims(SortedMap<String, Value> values) {

    /** The value of a claim. */
    public sealed interface Value {

        record Text(String text) implements Value {}

        record Texts(List<String> texts) implements Value {
            public Texts {
                texts = List.copyOf(texts);
            }
        }

        record Group(TokenClaims claims) implements Value {}
    }

    public TokenClaims {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }

    /** The texts of a claim, which may stand inside others; there are none where it is missing or no text. */
    public Stream<String> texts(List<String> path) {
        Optional<Value> value = Optional.ofNullable(values.get(path.get(0)));
        if (path.size() > 1) {
            return value.filter(Value.Group.class::isInstance).map(Value.Group.class::cast).stream()
                    .flatMap(group -> group.claims().texts(path.subList(1, path.size())));
        }
        return value.stream().flatMap(TokenClaims::texts);
    }

    private static Stream<String> texts(Value value) {
        if (value instanceof Value.Text text) {
            return Stream.of(text.text());
        }
        return value instanceof Value.Texts texts ? texts.texts().stream() : Stream.empty();
    }
}
