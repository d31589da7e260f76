package padlock.mesh.resource;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Labels or annotations of an object, or the labels that a selector demands, in the order of their keys. */
public record Labels(SortedMap<String, String> pairs) {

    public static final Labels NONE = new Labels(new TreeMap<>());

    public Labels {
        pairs = Collections.unmodifiableSortedMap(new TreeMap<>(pairs));
    }

    public static Labels of(Map<String, String> pairs) {
        return new Labels(new TreeMap<>(pairs));
    }

    /**
     * A selector matches when every pair that it demands is here; one that demands nothing matches everything (R3.2).
     */
    public boolean containsAll(Labels selector) {
        return selector.pairs.entrySet().stream()
                .allMatch(demanded -> demanded.getValue().equals(pairs.get(demanded.getKey())));
    }

    public Optional<String> get(String key) {
        return Optional.ofNullable(pairs.get(key));
    }

    public boolean isEmpty() {
        return pairs.isEmpty();
    }

    /** {@code app=backend,version=v1}. */
    @Override
    public String toString() {
        return pairs.entrySet().stream()
                .map(pair -> pair.getKey() + "=" + pair.getValue())
                .collect(Collectors.joining(","));
    }
}
