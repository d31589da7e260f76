package padlock.conformance;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What Padlock says, in the words of the tables; an absent value is {@code null} there. */
record Answer(Map<String, Object> words) {

    static Answer empty() {
        return new Answer(new LinkedHashMap<>());
    }

    Answer with(String word, Object value) {
        words.put(word, value instanceof Optional<?> optional ? optional.orElse(null) : value);
        return this;
    }

    /**
     * The part that somebody expects, in their words where those fit: a text between ellipses fits what contains it,
     * several in their order.
     */
    Map<String, Object> asExpected(Map<String, Object> expected) {
        Map<String, Object> shown = new LinkedHashMap<>();
        expected.forEach((word, wanted) -> shown.put(word, as(wanted, words.getOrDefault(word, "(not answered)"))));
        return shown;
    }

    private static Object as(Object wanted, Object actual) {
        if (!(wanted instanceof String part) || part.length() < 2 || !part.startsWith("…") || !part.endsWith("…")) {
            return actual;
        }
        Pattern texts = Pattern.compile(
                Stream.of(part.split("…")).map(Pattern::quote).collect(Collectors.joining(".*")), Pattern.DOTALL);
        List<?> all = actual instanceof List<?> several ? several : List.of(String.valueOf(actual));
        return all.stream().anyMatch(each -> texts.matcher(each.toString()).find()) ? wanted : actual;
    }
}
