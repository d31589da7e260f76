package padlock.mesh.policy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import padlock.mesh.policy.Reason.Field;
import padlock.mesh.policy.Reason.Ignored;
import padlock.mesh.resource.ClientTls;
import padlock.mesh.resource.DestinationRule;
import padlock.mesh.resource.DestinationRule.PortSettings;
import padlock.mesh.resource.DestinationRule.Subset;
import padlock.mesh.resource.DestinationRule.TrafficPolicy;
import padlock.mesh.resource.Labels;
import padlock.mesh.resource.Mesh;

/**
 * Which DestinationRule a client's sidecar follows towards a service (R5.1 to R5.8). The client's namespace is asked
 * first, then the service's, then the root namespace; the first in which a host matches decides, and namespaces are
 * never merged.
 */
public final class DestinationRules {

    private static final Comparator<DestinationRule> SELECTIVE_FIRST = Comparator.<DestinationRule, Boolean>comparing(
                    rule -> rule.workloadSelector().isEmpty())
            .thenComparing(Age.OLDEST_FIRST);

    private final String rootNamespace;
    private final boolean privateByDefault;
    private final Map<String, HostTable<DestinationRule>> all = new LinkedHashMap<>();

    /** By the host as it is written, for those who forgot that only a name without a dot is short for another. */
    private final Map<String, HostTable<DestinationRule>> written = new LinkedHashMap<>();

    private final Map<String, List<DestinationRule>> withSelector = new LinkedHashMap<>();

    /** For clients of the namespace itself: its private and its public rules. */
    private final Map<String, HostTable<MergedRule>> local = new LinkedHashMap<>();

    /** For clients elsewhere: rules that are not private. */
    private final Map<String, HostTable<MergedRule>> exported = new LinkedHashMap<>();

    private final HostTable<MergedRule> privateInRoot = new HostTable<>();

    /** Namespaces that some rule is exported to by name. */
    private final SortedSet<String> named = new TreeSet<>();

    DestinationRules(Mesh mesh) {
        rootNamespace = mesh.settings().rootNamespace();
        privateByDefault = mesh.settings().defaultDestinationRuleExportTo().contains(".");
        mesh.destinationRules().stream().sorted(SELECTIVE_FIRST).forEach(this::index);
    }

    /** What the DestinationRules say of TLS towards one port of a service; empty when they leave it to the sidecar. */
    public static Explained<Optional<ClientTls>> toward(
            String host, String serviceNamespace, int port, String clientNamespace, Labels clientLabels, Mesh mesh) {
        Choice choice = new DestinationRules(mesh).choose(host, serviceNamespace, port, clientNamespace, clientLabels);
        return new Explained<>(choice.tls(), List.of(choice.reason()));
    }

    /** The rule that a client follows; empty when none is for it. */
    public static Optional<MergedRule> chosen(
            String host, String serviceNamespace, String clientNamespace, Labels clientLabels, Mesh mesh) {
        return new DestinationRules(mesh).chosen(host, serviceNamespace, clientNamespace, clientLabels);
    }

    /** The rules for a host that a client's namespace looks at, before the client's labels choose among them. */
    public static List<MergedRule> candidates(String host, String serviceNamespace, String clientNamespace, Mesh mesh) {
        return new DestinationRules(mesh).candidates(host, serviceNamespace, clientNamespace);
    }

    /**
     * What one client follows towards one port.
     *
     * @param ruleWide what the rule says above its port entry, which an endpoint's label still follows (R6.7)
     * @param passthrough whether the rule leaves the choice of the endpoint to whoever connected (R6.2)
     */
    record Choice(
            Optional<MergedRule> rule,
            Optional<ClientTls> tls,
            Optional<ClientTls> ruleWide,
            boolean passthrough,
            Reason reason) {}

    Choice choose(String host, String serviceNamespace, int port, String clientNamespace, Labels clientLabels) {
        Optional<MergedRule> chosen = chosen(host, serviceNamespace, clientNamespace, clientLabels);
        Optional<TrafficPolicy> policy = chosen.flatMap(MergedRule::trafficPolicy);
        Optional<ClientTls> ruleWide = policy.flatMap(traffic -> traffic.whole().tls());
        boolean ofPort =
                policy.filter(traffic -> traffic.portLevel().containsKey(port)).isPresent();
        Optional<PortSettings> settings = policy.map(traffic -> traffic.at(port));
        Optional<ClientTls> tls = settings.flatMap(PortSettings::tls);
        Reason reason = new Reason(
                "destination rule",
                tls.map(block -> block.mode().name()).orElse("none"),
                ofPort ? "R5.10" : "R5.1",
                tls.map(block -> new Field(author(chosen).id(), block.origin())),
                ignored(host, serviceNamespace, port, clientNamespace, clientLabels, chosen, tls));
        return new Choice(
                chosen,
                tls,
                ruleWide,
                settings.filter(PortSettings::passthrough).isPresent(),
                reason);
    }

    /**
     * What a client that follows this towards a port follows towards a part of the service. What the subset says
     * replaces what the rule says, setting by setting; an entry of the subset for the port replaces all (R5.11).
     */
    static Choice narrowed(Choice choice, Subset subset, int port) {
        Optional<TrafficPolicy> policy = subset.trafficPolicy();
        Optional<PortSettings> own = policy.map(traffic -> traffic.at(port));
        boolean ofPort =
                policy.filter(traffic -> traffic.portLevel().containsKey(port)).isPresent();
        Optional<ClientTls> ownTls = own.flatMap(PortSettings::tls);
        Optional<ClientTls> tls = ofPort ? ownTls : ownTls.or(choice::tls);
        boolean balances = ofPort || own.flatMap(PortSettings::balancing).isPresent();
        return new Choice(
                choice.rule(),
                tls,
                policy.flatMap(traffic -> traffic.whole().tls()),
                balances ? own.filter(PortSettings::passthrough).isPresent() : choice.passthrough(),
                ownTls.isEmpty() && !ofPort
                        ? choice.reason()
                        : ofSubset(choice, subset, ofPort ? "R5.10" : "R5.11", ownTls));
    }

    private static Reason ofSubset(Choice choice, Subset subset, String rule, Optional<ClientTls> tls) {
        MergedRule merged = choice.rule().orElseThrow();
        DestinationRule author = merged.from().stream()
                .filter(each -> each.subsets().contains(subset))
                .findFirst()
                .orElseThrow();
        List<Ignored> ignored = new ArrayList<>();
        choice.reason()
                .decidedBy()
                .ifPresent(field -> ignored.add(new Ignored(field, "subset " + subset.name() + " says otherwise")));
        ignored.addAll(choice.reason().ignored());
        return new Reason(
                "destination rule",
                tls.map(block -> block.mode().name()).orElse("none"),
                rule,
                tls.map(block -> new Field(author.id(), block.origin())),
                ignored);
    }

    /**
     * Whether a client's namespace is like any other for a host: none of its own rules is for that host, and no rule is
     * exported to it by name. What one such client follows, all do.
     */
    boolean isStranger(String host, String serviceNamespace, String clientNamespace) {
        return !clientNamespace.equals(serviceNamespace)
                && !clientNamespace.equals(rootNamespace)
                && !named.contains(clientNamespace)
                && !of(all, clientNamespace).covers(host)
                && cutShort(host)
                        .allMatch(
                                name -> of(written, clientNamespace).exact(name).isEmpty());
    }

    /** The rules that select this client by its labels, which is all that tells clients of one namespace apart. */
    List<DestinationRule> selecting(String clientNamespace, Labels clientLabels) {
        return withSelector.getOrDefault(clientNamespace, List.of()).stream()
                .filter(rule -> rule.workloadSelector().stream().allMatch(clientLabels::containsAll))
                .toList();
    }

    /**
     * The first rule whose selector matches the client; else the last without a selector; none falls back further
     * (R5.8).
     */
    private Optional<MergedRule> chosen(
            String host, String serviceNamespace, String clientNamespace, Labels clientLabels) {
        List<MergedRule> rules = candidates(host, serviceNamespace, clientNamespace);
        return rules.stream()
                .filter(rule -> rule.namespace().equals(clientNamespace))
                .filter(rule -> rule.workloadSelector()
                        .filter(clientLabels::containsAll)
                        .isPresent())
                .findFirst()
                .or(() -> rules.stream()
                        .filter(rule -> rule.workloadSelector().isEmpty())
                        .reduce((earlier, later) -> later));
    }

    private List<MergedRule> candidates(String host, String serviceNamespace, String clientNamespace) {
        HostTable<MergedRule> own = clientNamespace.equals(rootNamespace) ? privateInRoot : of(local, clientNamespace);
        List<MergedRule> found = own.mostSpecific(host);
        for (String namespace : List.of(serviceNamespace, rootNamespace)) {
            if (found.isEmpty()) {
                found = of(exported, namespace).mostSpecific(host).stream()
                        .filter(rule -> rule.isSeenFrom(clientNamespace))
                        .toList();
            }
        }
        return found;
    }

    private static <T> HostTable<T> of(Map<String, HostTable<T>> tables, String namespace) {
        return tables.computeIfAbsent(namespace, unknown -> new HostTable<>());
    }

    private void index(DestinationRule rule) {
        of(all, rule.namespace()).change(resolved(rule), rules -> plus(rules, rule));
        of(written, rule.namespace()).change(rule.host(), rules -> plus(rules, rule));
        if (rule.workloadSelector().isPresent()) {
            withSelector.merge(rule.namespace(), List.of(rule), (rules, one) -> plus(rules, rule));
        }
        SortedSet<String> exportTo = MergedRule.exportSet(rule);
        named.addAll(exportTo);
        if (exportTo.isEmpty()
                || exportTo.contains("*")
                || exportTo.contains(".")
                || exportTo.contains(rule.namespace())) {
            add(of(local, rule.namespace()), rule);
        }
        if (!isPrivate(rule)) {
            add(of(exported, rule.namespace()), rule);
        } else if (rule.namespace().equals(rootNamespace)) {
            add(privateInRoot, rule);
        }
    }

    private boolean isPrivate(DestinationRule rule) {
        SortedSet<String> exportTo = MergedRule.exportSet(rule);
        return exportTo.isEmpty()
                ? privateByDefault
                : exportTo.size() == 1 && (exportTo.contains(".") || exportTo.contains(rule.namespace()));
    }

    private static void add(HostTable<MergedRule> table, DestinationRule rule) {
        table.change(resolved(rule), existing -> MergedRule.merge(existing, rule));
    }

    private static List<DestinationRule> plus(List<DestinationRule> rules, DestinationRule rule) {
        return Stream.concat(rules.stream(), Stream.of(rule)).toList();
    }

    private static String resolved(DestinationRule rule) {
        return Hosts.resolve(rule.host(), rule.namespace());
    }

    private List<Ignored> ignored(
            String host,
            String serviceNamespace,
            int port,
            String clientNamespace,
            Labels clientLabels,
            Optional<MergedRule> chosen,
            Optional<ClientTls> tls) {
        List<Ignored> ignored = new ArrayList<>();
        for (String namespace : new LinkedHashSet<>(List.of(clientNamespace, serviceNamespace, rootNamespace))) {
            of(all, namespace)
                    .covering(host)
                    .filter(rule -> tls.isEmpty() || !rule.equals(author(chosen)))
                    .sorted(SELECTIVE_FIRST)
                    .forEach(rule -> ignored.add(
                            new Ignored(field(rule, port), why(rule, port, clientNamespace, clientLabels, chosen))));
            cutShort(host)
                    .flatMap(name -> of(written, namespace).exact(name).stream())
                    .forEach(rule -> ignored.add(new Ignored(
                            field(rule, port),
                            "host " + rule.host() + " has a dot, so it is taken as it is and is not " + host)));
        }
        return ignored;
    }

    /** The name of a service without its last parts, in which a dot is left. */
    private static Stream<String> cutShort(String host) {
        return IntStream.range(host.indexOf('.') + 1, host.length())
                .filter(index -> host.charAt(index) == '.')
                .mapToObj(index -> host.substring(0, index));
    }

    private String why(
            DestinationRule rule, int port, String clientNamespace, Labels clientLabels, Optional<MergedRule> chosen) {
        Optional<Labels> selector = rule.workloadSelector();
        if (selector.isPresent() && !rule.namespace().equals(clientNamespace)) {
            return "has a workloadSelector, so it is for clients in namespace " + rule.namespace() + " alone";
        }
        if (selector.isPresent() && !clientLabels.containsAll(selector.get())) {
            return "workloadSelector " + selector.get() + " does not match the client";
        }
        if (isHiddenFrom(clientNamespace, rule)) {
            return "is not exported to the client's namespace";
        }
        return chosen.map(winner -> lost(rule, port, winner))
                .orElse("another rule of the namespace hides it, and that one is not for this client");
    }

    private static String lost(DestinationRule rule, int port, MergedRule winner) {
        DestinationRule first = winner.from().get(0);
        if (!rule.namespace().equals(winner.namespace())) {
            return "namespace " + winner.namespace() + " is asked earlier, and " + first.id() + " matches there";
        }
        if (!resolved(rule).equals(resolved(first))) {
            return "host " + rule.host() + " is less specific than that of " + first.id();
        }
        boolean folded =
                winner.from().contains(rule) && first.workloadSelector().equals(rule.workloadSelector());
        if (folded || winner.author().filter(rule::equals).isPresent()) {
            return winner.author()
                    .filter(author ->
                            !author.equals(rule) && rule.trafficPolicy().isPresent())
                    .map(author -> Age.later(author, rule))
                    .orElse("sets no TLS for port " + port);
        }
        return first.workloadSelector().isPresent()
                ? first.id() + " selects the client by its labels"
                : "older than " + first.id() + ", which is exported differently and so is not merged with it";
    }

    private boolean isHiddenFrom(String clientNamespace, DestinationRule rule) {
        SortedSet<String> exportTo = MergedRule.exportSet(rule);
        boolean own = rule.namespace().equals(clientNamespace);
        if (own && (exportTo.isEmpty() || exportTo.contains("."))) {
            return false;
        }
        return isPrivate(rule) && !own || !MergedRule.of(rule).isSeenFrom(clientNamespace);
    }

    private static Field field(DestinationRule rule, int port) {
        Optional<ClientTls> tls =
                rule.trafficPolicy().flatMap(policy -> policy.at(port).tls());
        return new Field(
                rule.id(), tls.map(ClientTls::origin).orElse(rule.metadata().origin()));
    }

    private static DestinationRule author(Optional<MergedRule> chosen) {
        return chosen.flatMap(MergedRule::author).orElseThrow();
    }
}
