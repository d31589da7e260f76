package padlock.scenario.file;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A value of a YAML or JSON document, with the line where it starts. Asking for what is not there, or is of another
 * type, finds nothing: a {@link Shape} has complained about it.
 */
sealed interface Node {

    int line();

    /** Keys with values, in the order of the document. */
    record Mapping(int line, List<Member> members) implements Node {

        Optional<Member> member(String key) {
            return members.stream().filter(member -> member.key().equals(key)).findFirst();
        }
    }

    /** One key of a mapping, and its value. */
    record Member(String key, int line, Node value) {}

    /** A list. */
    record Sequence(int line, List<Node> items) implements Node {}

    /** A single value as it is written. */
    record Scalar(int line, Type type, String content, boolean literalBlock) implements Node {

        /** What kubectl makes of a value before it knows what it is for. */
        enum Type {
            TEXT("a string"),
            WHOLE("a number"),
            DECIMAL("a number"),
            FLAG("a boolean"),
            NOTHING("null");

            final String words;

            Type(String words) {
                this.words = words;
            }
        }
    }

    default boolean isNothing() {
        return this instanceof Scalar scalar && scalar.type() == Scalar.Type.NOTHING;
    }

    /** The value of a key, unless it is null. */
    default Optional<Node> get(String key) {
        return this instanceof Mapping mapping
                ? mapping.member(key).map(Member::value).filter(value -> !value.isNothing())
                : Optional.empty();
    }

    /** The value behind several keys. */
    default Optional<Node> at(String... keys) {
        Optional<Node> found = Optional.of(this);
        for (String key : keys) {
            found = found.flatMap(node -> node.get(key));
        }
        return found;
    }

    /** The line of a key; of this value where it has no such key. */
    default int lineOf(String key) {
        return this instanceof Mapping mapping
                ? mapping.member(key).map(Member::line).orElse(mapping.line())
                : line();
    }

    default Optional<String> text() {
        return this instanceof Scalar scalar && scalar.type() == Scalar.Type.TEXT
                ? Optional.of(scalar.content())
                : Optional.empty();
    }

    /** The value as it is written, whatever its type. */
    default Optional<String> written() {
        return this instanceof Scalar scalar ? Optional.of(scalar.content()) : Optional.empty();
    }

    default Optional<Long> whole() {
        return this instanceof Scalar scalar && scalar.type() == Scalar.Type.WHOLE
                ? ScalarType.whole(scalar.content())
                : Optional.empty();
    }

    default Optional<Boolean> flag() {
        return this instanceof Scalar scalar && scalar.type() == Scalar.Type.FLAG
                ? Optional.of(ScalarType.isTrue(scalar.content()))
                : Optional.empty();
    }

    default Optional<String> text(String key) {
        return get(key).flatMap(Node::text);
    }

    default Optional<Integer> port(String key) {
        return get(key).flatMap(Node::whole)
                .filter(number -> number >= 1 && number <= 65535)
                .map(Long::intValue);
    }

    default List<Node> items() {
        return this instanceof Sequence sequence ? sequence.items() : List.of();
    }

    default List<Node> items(String key) {
        return get(key).map(Node::items).orElse(List.of());
    }

    default List<Member> members(String key) {
        return get(key).flatMap(node -> node instanceof Mapping mapping ? Optional.of(mapping) : Optional.empty())
                .map(Mapping::members)
                .orElse(List.of());
    }

    default List<String> texts(String key) {
        return items(key).stream().map(Node::text).flatMap(Optional::stream).toList();
    }

    /** A list, or the one value that stands for a list of one. */
    default List<Node> oneOrMany(String key) {
        return get(key).map(node -> node instanceof Sequence ? node.items() : List.of(node))
                .orElse(List.of());
    }

    /** A mapping from text to text; null is the empty text. */
    default SortedMap<String, String> pairs(String key) {
        SortedMap<String, String> pairs = new TreeMap<>();
        for (Member member : members(key)) {
            Optional<String> text = member.value().isNothing()
                    ? Optional.of("")
                    : member.value().text();
            text.ifPresent(value -> pairs.put(member.key(), value));
        }
        return pairs;
    }

    /** Those of these keys that have a value. */
    default Stream<String> present(String... keys) {
        return Stream.of(keys).filter(key -> get(key).isPresent());
    }
}
