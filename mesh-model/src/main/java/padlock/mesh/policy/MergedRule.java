package padlock.mesh.policy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import padlock.mesh.resource.DestinationRule;
import padlock.mesh.resource.DestinationRule.Subset;
import padlock.mesh.resource.DestinationRule.TrafficPolicy;
import padlock.mesh.resource.Labels;

/**
 * DestinationRules of one namespace for one host, taken as one (R5.7).
 *
 * @param from the rules, in the order in which they were merged; the first gives the name, the selector and who sees it
 * @param exportTo empty means the mesh's default; a rule with a selector is private (R5.8)
 */
public record MergedRule(List<DestinationRule> from, List<String> exportTo) {

    private static final String PRIVATE = ".";
    private static final String PUBLIC = "*";

    public MergedRule {
        from = List.copyOf(from);
        exportTo = List.copyOf(exportTo);
    }

    static MergedRule of(DestinationRule rule) {
        return new MergedRule(List.of(rule), List.copyOf(exportSet(rule)));
    }

    static SortedSet<String> exportSet(DestinationRule rule) {
        return new TreeSet<>(rule.workloadSelector().isPresent() ? List.of(PRIVATE) : rule.exportTo());
    }

    public String namespace() {
        return from.get(0).namespace();
    }

    public Optional<Labels> workloadSelector() {
        return from.get(0).workloadSelector();
    }

    /** The rule whose traffic policy holds: the oldest that has one, and that one whole. */
    public Optional<DestinationRule> author() {
        return from.stream().filter(rule -> rule.trafficPolicy().isPresent()).findFirst();
    }

    public Optional<TrafficPolicy> trafficPolicy() {
        return author().flatMap(DestinationRule::trafficPolicy);
    }

    /** All subsets; of several with one name the first. */
    public List<Subset> subsets() {
        Map<String, Subset> byName = new LinkedHashMap<>();
        from.forEach(rule -> rule.subsets().forEach(subset -> byName.putIfAbsent(subset.name(), subset)));
        return List.copyOf(byName.values());
    }

    boolean isSeenFrom(String namespace) {
        return exportTo.isEmpty() || exportTo.contains(PUBLIC) || exportTo.contains(namespace);
    }

    /**
     * Takes a later rule for the same host into those that there are, as Istio's {@code mergeDestinationRule} does:
     * into each whose visibility and selector allow it, and beside them where it must also stand alone.
     */
    static List<MergedRule> merge(List<MergedRule> existing, DestinationRule rule) {
        SortedSet<String> exportTo = exportSet(rule);
        boolean standsAlone = true;
        List<MergedRule> merged = new ArrayList<>();
        for (MergedRule each : existing) {
            boolean sameExport = exportTo.equals(new TreeSet<>(each.exportTo));
            boolean wider = !each.exportTo.isEmpty() && exportTo.containsAll(each.exportTo);
            boolean rivals = each.workloadSelector().isPresent()
                    && rule.workloadSelector().isPresent()
                    && !each.workloadSelector().equals(rule.workloadSelector());
            if (rivals || !sameExport && !wider) {
                standsAlone = true;
                merged.add(each);
            } else {
                standsAlone = !sameExport && !each.workloadSelector().equals(rule.workloadSelector());
                merged.add(each.plus(rule));
            }
        }
        if (standsAlone) {
            merged.add(of(rule));
        }
        return merged;
    }

    private MergedRule plus(DestinationRule rule) {
        List<DestinationRule> more = new ArrayList<>(from);
        more.add(rule);
        return new MergedRule(more, exportTo);
    }
}
