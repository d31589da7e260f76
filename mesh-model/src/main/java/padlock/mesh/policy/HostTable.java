package padlock.mesh.policy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Lists by the host that they are for, which may be a wildcard; a question looks at the wildcards and at one exact
 * name.
 */
final class HostTable<T> {

    private final Map<String, List<T>> exact = new LinkedHashMap<>();
    private final Map<String, List<T>> wildcards = new LinkedHashMap<>();

    /** Changes the list of one host, which is empty at first. */
    void change(String host, UnaryOperator<List<T>> change) {
        Map<String, List<T>> table = host.startsWith("*") ? wildcards : exact;
        table.put(host, List.copyOf(change.apply(table.getOrDefault(host, List.of()))));
    }

    boolean covers(String host) {
        return exact.containsKey(host)
                || !wildcards.isEmpty()
                        && Hosts.mostSpecific(wildcards.keySet(), host).isPresent();
    }

    /** The list of exactly this name. */
    List<T> exact(String host) {
        return exact.getOrDefault(host, List.of());
    }

    /** The list of the most specific host that covers this one; empty without any. */
    List<T> mostSpecific(String host) {
        return Optional.ofNullable(exact.get(host))
                .or(() -> Hosts.mostSpecific(wildcards.keySet(), host).map(wildcards::get))
                .orElse(List.of());
    }

    /** The lists of all hosts that cover this one, in one. */
    Stream<T> covering(String host) {
        return Stream.concat(
                exact(host).stream(),
                wildcards.entrySet().stream()
                        .filter(entry -> Hosts.matches(entry.getKey(), host))
                        .flatMap(entry -> entry.getValue().stream()));
    }
}
