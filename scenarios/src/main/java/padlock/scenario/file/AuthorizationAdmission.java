package padlock.scenario.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import padlock.mesh.policy.PathTemplate;
import padlock.mesh.resource.Metadata;

/** What the API server and Istio's admission webhook refuse of an AuthorizationPolicy, in their words. */
final class AuthorizationAdmission {

    private static final String[] SOURCE_FIELDS = {
        "principals",
        "requestPrincipals",
        "namespaces",
        "serviceAccounts",
        "trustDomains",
        "ipBlocks",
        "remoteIpBlocks",
        "notPrincipals",
        "notRequestPrincipals",
        "notNamespaces",
        "notServiceAccounts",
        "notTrustDomains",
        "notIpBlocks",
        "notRemoteIpBlocks"
    };
    /** Those that a CUSTOM policy may not speak of: its provider is asked before tokens are judged. */
    private static final String[] IDENTITY_FIELDS = {
        "namespaces",
        "notNamespaces",
        "serviceAccounts",
        "notServiceAccounts",
        "trustDomains",
        "notTrustDomains",
        "principals",
        "notPrincipals",
        "requestPrincipals",
        "notRequestPrincipals"
    };
    /** Those that say something about a connection without HTTP, as Istio counts them. */
    private static final String[] CONNECTION_SOURCE_FIELDS = {
        "principals",
        "notPrincipals",
        "namespaces",
        "notNamespaces",
        "serviceAccounts",
        "notServiceAccounts",
        "ipBlocks",
        "notIpBlocks",
        "remoteIpBlocks",
        "notRemoteIpBlocks"
    };

    private static final String[] OPERATION_FIELDS = {
        "ports", "methods", "paths", "hosts", "notPorts", "notMethods", "notPaths", "notHosts"
    };
    private static final List<String> BOOLEANS =
            List.of("true", "True", "TRUE", "t", "T", "1", "false", "False", "FALSE", "f", "F", "0");
    private static final int MOST_RULES = 512;

    private final String name;
    private final String prefix;
    private final String action;
    private final Report report;
    private final AuthorizationValues values;

    AuthorizationAdmission(Metadata metadata, String action, Report report) {
        this.name = metadata.id().namespace() + "/" + metadata.id().name();
        this.prefix =
                "invalid policy " + metadata.id().name() + "." + metadata.id().namespace() + ": ";
        this.action = action;
        this.report = report;
        this.values = new AuthorizationValues(prefix, report);
    }

    void requireDryRun(String value, int line) {
        if (!BOOLEANS.contains(value)) {
            report.problem(line, "the annotation istio.io/dry-run must be \"true\" or \"false\"", "");
        } else if (isCustom() || action.equals("AUDIT")) {
            report.problem(
                    line,
                    name + " has unsupported annotation istio.io/dry-run, please remove the annotation",
                    "only ALLOW and DENY can be tried");
        }
    }

    void require(Node spec) {
        requireAction(spec);
        List<Node> rules = spec.items("rules");
        if (rules.size() > MOST_RULES) {
            report.problem(spec.lineOf("rules"), "spec.rules must have at most " + MOST_RULES + " items", "");
        }
        for (int i = 0; i < rules.size(); i++) {
            requireRule(rules.get(i), ", found at rule " + i);
        }
    }

    private boolean isCustom() {
        return action.equals("CUSTOM");
    }

    private void requireAction(Node spec) {
        boolean withoutRules = spec.items("rules").isEmpty();
        if (withoutRules && (action.equals("DENY") || isCustom())) {
            refuse(
                    spec.lineOf("action"),
                    action
                            + " action without `rules` is meaningless as it will never be triggered, add an empty rule `{}` if"
                            + " you want it be triggered for every request");
        } else if (isCustom()
                && spec.at("provider", "name").flatMap(Node::text).orElse("").isEmpty()) {
            refuse(spec.lineOf("action"), "`provider.name` must not be empty");
        }
        if (spec.get("provider").isPresent() && !isCustom()) {
            refuse(spec.lineOf("provider"), "`provider` must not be with non CUSTOM action, found " + action);
        }
    }

    private void refuse(int line, String text) {
        report.problem(line, prefix + text, "");
    }

    private void requireRule(Node rule, String where) {
        requireEntries(rule, "from", where);
        requireEntries(rule, "to", where);
        List<Node> sources = inner(rule, "from", "source", where);
        List<Node> operations = inner(rule, "to", "operation", where);
        sources.forEach(source -> requireSource(source, where));
        operations.forEach(operation -> requireOperation(operation, where));
        rule.items("when").forEach(this::requireCondition);
        boolean onlyHttp = !sources.isEmpty() && operations.isEmpty() && !any(sources, CONNECTION_SOURCE_FIELDS)
                || !operations.isEmpty() && !any(operations, "ports", "notPorts");
        if (action.equals("DENY") && onlyHttp) {
            report.warning(
                    rule.line(),
                    "configured AuthorizationPolicy will deny all traffic to TCP ports under its scope due to the use of only"
                            + " HTTP attributes in a DENY rule; it is recommended to explicitly specify the port",
                    "");
        }
    }

    private static boolean any(List<Node> nodes, String... fields) {
        return nodes.stream().anyMatch(node -> node.present(fields).findAny().isPresent());
    }

    private void requireEntries(Node rule, String key, String where) {
        if (rule.get(key).filter(Node.Sequence.class::isInstance).isPresent()
                && rule.items(key).isEmpty()) {
            refuse(rule.lineOf(key), "`" + key + "` must not be empty" + where);
        }
    }

    private List<Node> inner(Node rule, String key, String inner, String where) {
        List<Node> found = new ArrayList<>();
        for (Node entry : rule.items(key)) {
            if (entry instanceof Node.Mapping mapping && mapping.member(inner).isEmpty()) {
                refuse(entry.line(), "`" + key + "." + inner + "` must not be nil" + where);
            }
            entry.get(inner).filter(Node.Mapping.class::isInstance).ifPresent(found::add);
        }
        return found;
    }

    private void requireSource(Node source, String where) {
        if (source.present(SOURCE_FIELDS).allMatch(field -> source.items(field).isEmpty())) {
            refuse(source.line(), "`from.source` must not be empty" + where);
        }
        if (source.present("serviceAccounts", "notServiceAccounts").findAny().isPresent()
                && source.present("principals", "notPrincipals", "namespaces", "notNamespaces")
                        .findAny()
                        .isPresent()) {
            refuse(source.line(), "cannot set serviceAccounts with namespaces or principals" + where);
        }
        if (isCustom()) {
            source.present(IDENTITY_FIELDS)
                    .filter(field -> !source.items(field).isEmpty())
                    .forEach(field -> refuse(
                            source.lineOf(field),
                            "From." + AuthorizationValues.capital(field)
                                    + " is currently not supported with CUSTOM action"));
        }
        values.requireFilled(source, SOURCE_FIELDS);
        values.requireAddresses(source, "ipBlocks", "remoteIpBlocks", "notIpBlocks", "notRemoteIpBlocks");
        values.requireServiceAccounts(source, "serviceAccounts", "notServiceAccounts");
        values.requireTrustDomains(source, "trustDomains", "notTrustDomains");
    }

    private void requireOperation(Node operation, String where) {
        if (operation
                .present(OPERATION_FIELDS)
                .allMatch(field -> operation.items(field).isEmpty())) {
            refuse(operation.line(), "`to.operation` must not be empty" + where);
        }
        values.requireFilled(operation, OPERATION_FIELDS);
        values.requirePorts(operation, "ports", "notPorts");
        Stream.of("paths", "notPaths")
                .forEach(field -> operation
                        .items(field)
                        .forEach(path -> path.text()
                                .flatMap(written -> PathTemplate.complaint(written)
                                        .map(why -> "invalid or unsupported path " + written + ", found in "
                                                + AuthorizationValues.capital(field) + ". " + why))
                                .ifPresent(text -> refuse(path.line(), text))));
    }

    private void requireCondition(Node condition) {
        Optional<String> key = condition.text("key");
        if (key.filter(String::isEmpty).isPresent()) {
            refuse(condition.line(), "`key` must not be empty");
        } else if (key.isPresent()) {
            requireCondition(condition, key.get());
        }
    }

    private void requireCondition(Node condition, String key) {
        if (condition.items("values").isEmpty() && condition.items("notValues").isEmpty()) {
            refuse(condition.lineOf("key"), "at least one of `values` or `notValues` must be set for key " + key);
        }
        if (isCustom() && ConditionKeys.speaksOfIdentity(key)) {
            refuse(condition.lineOf("key"), key + " is currently not supported with CUSTOM action");
        }
        Stream.of("values", "notValues")
                .filter(field -> !condition.items(field).isEmpty())
                .forEach(field -> ConditionKeys.complaint(key, condition.texts(field))
                        .ifPresent(why -> refuse(
                                condition.lineOf("key"),
                                "invalid `" + field.replace("ues", "ue") + "` for `key` " + key + ": " + why)));
    }
}
