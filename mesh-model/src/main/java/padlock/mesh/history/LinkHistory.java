package padlock.mesh.history;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Every link of a recording, and how its last call had ended at any instant. */
public final class LinkHistory {

    private final Map<Link, List<CallView>> ended = new LinkedHashMap<>();

    private LinkHistory() {}

    /** @param calls as {@link CallHistory} tells them; those that still wait at the end count from when they began */
    public static LinkHistory of(List<CallView> calls) {
        SortedMap<Link, List<CallView>> sorted = new TreeMap<>();
        calls.forEach(call ->
                sorted.computeIfAbsent(Link.of(call), link -> new ArrayList<>()).add(call));
        LinkHistory history = new LinkHistory();
        history.ended.putAll(sorted);
        history.ended.values().forEach(list -> list.sort((one, other) -> end(one).compareTo(end(other))));
        return history;
    }

    /** Every link that is ever used. */
    public List<Link> links() {
        return List.copyOf(ended.keySet());
    }

    /** The last call of a link that had ended at an instant; empty while none has. */
    public Optional<CallView> last(Link link, Instant at) {
        List<CallView> calls = ended.getOrDefault(link, List.of());
        int after = after(calls, at);
        return after == 0 ? Optional.empty() : Optional.of(calls.get(after - 1));
    }

    /** The call of a link that goes on at an instant; of several the one that ends first, empty while none does. */
    public Optional<CallView> going(Link link, Instant at) {
        List<CallView> calls = ended.getOrDefault(link, List.of());
        return calls.subList(after(calls, at), calls.size()).stream()
                .filter(call -> !call.at().isAfter(at))
                .findFirst();
    }

    /** The calls of a link, in the order in which they ended. */
    public List<CallView> calls(Link link) {
        return Collections.unmodifiableList(ended.getOrDefault(link, List.of()));
    }

    /** How many of these calls had ended. */
    private static int after(List<CallView> calls, Instant at) {
        int low = 0;
        int high = calls.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (end(calls.get(middle)).isAfter(at)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private static Instant end(CallView call) {
        return call.ended().orElse(Instant.MAX);
    }
}
