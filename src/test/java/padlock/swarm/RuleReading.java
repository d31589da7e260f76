package padlock.swarm;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Which DestinationRule a client follows, and what it says, read from the rules §5 and §5a. */
final class RuleReading {

    /** Rules of one namespace for one host that count as one; the first gives the selector, the set who sees it. */
    private record Entry(Set<String> exportTo, Optional<Map<String, String>> selector, List<JsonNode> from) {

        /** R5.7: the first that has a policy gives it whole. */
        Optional<JsonNode> author() {
            return from.stream()
                    .filter(rule -> rule.at("/spec").has("trafficPolicy"))
                    .findFirst();
        }

        boolean isSeenFrom(String namespace) {
            return exportTo.isEmpty() || exportTo.contains("*") || exportTo.contains(namespace);
        }
    }

    /**
     * What the rules say of one port: how TLS is made, and whether the endpoint is left to whoever connected.
     *
     * @param wide the TLS above a port's entry (R6.7)
     * @param author the rule that speaks
     * @param selective whether it selects its clients
     */
    record Said(Optional<JsonNode> tls, Optional<JsonNode> wide, Optional<String> author, boolean selective) {}

    private static final Said NOTHING = new Said(Optional.empty(), Optional.empty(), Optional.empty(), false);

    private final ReadManifests manifests;
    private final boolean privateByDefault;

    RuleReading(ReadManifests manifests) {
        this.manifests = manifests;
        privateByDefault = ReadManifests.texts(manifests.settings().at("/defaultDestinationRuleExportTo"))
                .contains(".");
    }

    Said toward(String host, String serviceNamespace, int port, Optional<String> subset, ReadWorkload client) {
        Optional<Entry> entry = followed(host, serviceNamespace, client);
        Optional<JsonNode> author = entry.flatMap(Entry::author);
        JsonNode policy = author.map(rule -> rule.at("/spec/trafficPolicy")).orElse(null);
        Said said = policy == null
                ? NOTHING
                : new Said(
                        tls(policy, port),
                        ReadManifests.at(policy, "/tls"),
                        author.map(ReadManifests::id),
                        entry.get().selector().isPresent());
        return subset.flatMap(name -> subset(host, serviceNamespace, name, client))
                .flatMap(part -> ReadManifests.at(part, "/trafficPolicy"))
                .map(own -> narrowed(said, own, port, entry.get().selector().isPresent()))
                .orElse(said);
    }

    /** R5.11. */
    private static Said narrowed(Said said, JsonNode own, int port, boolean selective) {
        boolean ofPort = entry(own, port).isPresent();
        Optional<JsonNode> tls = ofPort ? tls(own, port) : tls(own, port).or(said::tls);
        return new Said(tls, ReadManifests.at(own, "/tls"), Optional.empty(), selective);
    }

    /** The subset of this name in the rule that the client follows. */
    Optional<JsonNode> subset(String host, String serviceNamespace, String name, ReadWorkload client) {
        return followed(host, serviceNamespace, client).stream()
                .flatMap(entry -> entry.from().stream())
                .flatMap(rule -> ReadManifests.items(rule.at("/spec/subsets")))
                .filter(part -> part.at("/name").asText().equals(name))
                .findFirst();
    }

    /** R5.10: an entry for the port replaces all that stands above it. */
    private static Optional<JsonNode> tls(JsonNode policy, int port) {
        return ReadManifests.at(entry(policy, port).orElse(policy), "/tls");
    }

    private static Optional<JsonNode> entry(JsonNode policy, int port) {
        return ReadManifests.items(policy.at("/portLevelSettings"))
                .filter(each -> each.at("/port/number").asInt() == port)
                .findFirst();
    }

    /** R5.1, R5.2, R5.8. */
    private Optional<Entry> followed(String host, String serviceNamespace, ReadWorkload client) {
        String root = manifests.rootNamespace();
        List<Entry> found = client.namespace().equals(root)
                ? entries(root, host, this::isPrivate)
                : entries(client.namespace(), host, this::isLocal);
        for (String namespace : List.of(serviceNamespace, root)) {
            if (found.isEmpty()) {
                found = entries(namespace, host, rule -> !isPrivate(rule)).stream()
                        .filter(entry -> entry.isSeenFrom(client.namespace()))
                        .toList();
            }
        }
        Optional<Entry> selecting = found.stream()
                .filter(entry -> entry.selector().filter(client::isSelectedBy).isPresent())
                .findFirst();
        Optional<Entry> newest =
                found.stream().filter(entry -> entry.selector().isEmpty()).reduce((earlier, later) -> later);
        return selecting.or(() -> newest);
    }

    /** The rules of a namespace for the most specific host that covers this one (R5.3), merged. */
    private List<Entry> entries(String namespace, String host, Predicate<JsonNode> indexed) {
        List<JsonNode> rules = manifests.oldestFirst("DestinationRule", namespace).stream()
                .filter(indexed)
                .sorted(Comparator.comparing(rule -> selector(rule).isEmpty()))
                .toList();
        Optional<String> best = rules.stream()
                .map(RuleReading::host)
                .filter(name -> name.equals(host) || name.startsWith("*") && host.endsWith(name.substring(1)))
                .max(Comparator.<String, Boolean>comparing(host::equals).thenComparing(String::length));
        List<Entry> merged = new ArrayList<>();
        rules.stream()
                .filter(rule -> best.filter(host(rule)::equals).isPresent())
                .forEach(rule -> merge(rule, merged));
        return merged;
    }

    /** R5.7 and the end of R5.8. */
    private static void merge(JsonNode rule, List<Entry> entries) {
        Set<String> exportTo = exportTo(rule);
        boolean alone = true;
        for (Entry entry : entries) {
            boolean equal = entry.exportTo().equals(exportTo);
            boolean wider = !entry.exportTo().isEmpty() && exportTo.containsAll(entry.exportTo());
            boolean otherClients = selector(rule).isPresent() && !selector(rule).equals(entry.selector());
            boolean folded = (equal || wider) && !otherClients;
            if (folded) {
                entry.from().add(rule);
            }
            // Of several entries Istio's loop lets the last one say whether the rule stands alone as well.
            alone = !folded
                    || !equal && entry.selector().isPresent() && selector(rule).isEmpty();
        }
        if (alone) {
            entries.add(new Entry(exportTo, selector(rule), new ArrayList<>(List.of(rule))));
        }
    }

    /** R5.4. */
    private static String host(JsonNode rule) {
        String host = rule.at("/spec/host").asText();
        return host.contains(".") || host.equals("*")
                ? host
                : host + "." + ReadManifests.namespace(rule) + ".svc.cluster.local";
    }

    private static Optional<Map<String, String>> selector(JsonNode rule) {
        return ReadManifests.at(rule, "/spec/workloadSelector/matchLabels").map(ReadManifests::pairs);
    }

    /** R5.8: a rule that selects is for its own namespace. */
    private static Set<String> exportTo(JsonNode rule) {
        return new TreeSet<>(
                selector(rule).isPresent() ? List.of(".") : ReadManifests.texts(rule.at("/spec/exportTo")));
    }

    private boolean isPrivate(JsonNode rule) {
        Set<String> exportTo = exportTo(rule);
        return exportTo.isEmpty()
                ? privateByDefault
                : exportTo.equals(Set.of(".")) || exportTo.equals(Set.of(ReadManifests.namespace(rule)));
    }

    private boolean isLocal(JsonNode rule) {
        Set<String> exportTo = exportTo(rule);
        return exportTo.isEmpty()
                || exportTo.contains("*")
                || exportTo.contains(".")
                || exportTo.contains(ReadManifests.namespace(rule));
    }
}
