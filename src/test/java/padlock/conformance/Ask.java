package padlock.conformance;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A question as a table words it; the first word says which question it is. */
record Ask(Map<String, Object> words) {

    String question() {
        return words.keySet().iterator().next();
    }

    String subject() {
        return text(question());
    }

    String text(String word) {
        return find(word).orElseThrow(() -> new IllegalArgumentException(words + " has no " + word));
    }

    Optional<String> find(String word) {
        return Optional.ofNullable(words.get(word)).map(Object::toString);
    }

    Optional<Integer> number(String word) {
        return find(word).map(Integer::valueOf);
    }

    List<String> texts(String word) {
        return TableFiles.list(words.get(word));
    }

    Map<String, String> pairs(String word) {
        return MeshWords.texts(TableFiles.map(words.get(word)));
    }
}
