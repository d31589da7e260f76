package padlock.mesh.resource;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Labels or annotations of an object, or the labels that a selector demands, in the order of their keys.
 *
 * @param origins where each of them stands; empty for those that decide nothing by themselves
 */
public record Labels(SortedMap<String, String> pairs, SortedMap<String, Origin> origins) {

    public static final Labels NONE = new Labels(new TreeMap<>());

    public Labels {
        pairs = Collections.unmodifiableSortedMap(new TreeMap<>(pairs));
        origins = Collections.unmodifiableSortedMap(new TreeMap<>(origins));
    }

    public Labels(SortedMap<String, String> pairs) {
        this(pairs, new TreeMap<>());
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

    /** These and the others, which replace those of the same key. */
    public Labels with(Labels others) {
        SortedMap<String, String> all = new TreeMap<>(pairs);
        all.putAll(others.pairs);
        SortedMap<String, Origin> places = new TreeMap<>(origins);
        places.keySet().removeAll(others.pairs.keySet());
        places.putAll(others.origins);
        return new Labels(all, places);
    }

    public Optional<Origin> originOf(String key) {
        return Optional.ofNullable(origins.get(key));
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
