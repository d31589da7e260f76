package padlock.ui.policy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import padlock.mesh.history.CallView;
import padlock.mesh.history.Link;
import padlock.mesh.history.LinkHistory;
import padlock.ui.topology.LinkState;

/**
 * Calls of one connection that end otherwise in one run than in another of the same scenario.
 *
 * @param calls how many
 */
public record Difference(Link link, LinkState before, LinkState after, int calls) {

    private record Kind(Link link, LinkState before, LinkState after) {}

    /** All differences, in the order of the connections. A call is the same in both runs if it has the same name. */
    public static List<Difference> between(LinkHistory before, LinkHistory after) {
        Map<String, LinkState> earlier = new LinkedHashMap<>();
        before.links().forEach(link -> before.calls(link).forEach(call -> earlier.put(call.name(), state(call))));
        Map<Kind, Integer> counted = new LinkedHashMap<>();
        for (Link link : after.links()) {
            for (CallView call : after.calls(link)) {
                LinkState was = earlier.getOrDefault(call.name(), LinkState.IDLE);
                if (was != state(call)) {
                    counted.merge(new Kind(link, was, state(call)), 1, Integer::sum);
                }
            }
        }
        List<Difference> differences = new ArrayList<>();
        counted.forEach(
                (kind, calls) -> differences.add(new Difference(kind.link(), kind.before(), kind.after(), calls)));
        return List.copyOf(differences);
    }

    private static LinkState state(CallView call) {
        return LinkState.of(Optional.of(call).filter(one -> one.ended().isPresent()));
    }
}
