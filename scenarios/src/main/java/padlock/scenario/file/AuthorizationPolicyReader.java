package padlock.scenario.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import padlock.mesh.resource.AuthorizationPolicy;
import padlock.mesh.resource.AuthorizationPolicy.Action;
import padlock.mesh.resource.AuthorizationPolicy.Operation;
import padlock.mesh.resource.AuthorizationPolicy.Rule;
import padlock.mesh.resource.AuthorizationPolicy.Source;
import padlock.mesh.resource.Labels;
import padlock.mesh.resource.Metadata;

/**
 * Reads an AuthorizationPolicy by the rules of Istio's admission webhook. What Padlock does not evaluate is a problem:
 * a policy is never half evaluated.
 */
final class AuthorizationPolicyReader {

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
    private static final String DRY_RUN = "istio.io/dry-run";

    private final String prefix;
    private final Report report;

    private AuthorizationPolicyReader(Metadata metadata, Report report) {
        this.prefix =
                "invalid policy " + metadata.id().name() + "." + metadata.id().namespace() + ": ";
        this.report = report;
    }

    static AuthorizationPolicy read(Metadata metadata, Node root, Report report) {
        return new AuthorizationPolicyReader(metadata, report).policy(metadata, root);
    }

    private AuthorizationPolicy policy(Metadata metadata, Node root) {
        refuseDryRun(root);
        Node spec = root.get("spec").orElse(new Node.Mapping(root.line(), List.of()));
        Optional<Labels> selector = Selectors.read(spec, "selector", report);
        if (spec.get("selector").isPresent()
                && spec.present("targetRef", "targetRefs").findAny().isPresent()) {
            report.problem(spec.lineOf("selector"), "only one of targetRefs or workloadSelector can be set", "");
        }
        String action = spec.text("action").orElse("ALLOW");
        requireAction(spec, action);
        List<Node> rules = spec.items("rules");
        for (int i = 0; i < rules.size(); i++) {
            requireRule(rules.get(i), i, action);
        }
        return new AuthorizationPolicy(
                metadata,
                selector,
                Words.among(Action.values(), Action::name, action).orElse(Action.ALLOW),
                rules.stream().map(this::rule).toList());
    }

    private void refuseDryRun(Node root) {
        Optional<Node> annotations = root.at("metadata", "annotations");
        annotations.flatMap(found -> found.text(DRY_RUN)).ifPresent(value -> {
            int line = annotations.get().lineOf(DRY_RUN);
            if (List.of("true", "True", "TRUE", "t", "T", "1").contains(value)) {
                report.problem(line, "Padlock does not evaluate the annotation " + DRY_RUN + " yet", "");
            } else if (!List.of("false", "False", "FALSE", "f", "F", "0").contains(value)) {
                report.problem(line, "the annotation " + DRY_RUN + " must be \"true\" or \"false\"", "");
            }
        });
    }

    private void requireAction(Node spec, String action) {
        boolean withoutRules = spec.items("rules").isEmpty();
        if (action.equals("CUSTOM")) {
            report.problem(spec.lineOf("action"), "Padlock does not evaluate spec.action CUSTOM yet", "");
        }
        if (withoutRules && (action.equals("DENY") || action.equals("CUSTOM"))) {
            refuse(
                    spec.lineOf("action"),
                    action
                            + " action without `rules` is meaningless as it will never be triggered, add an empty rule `{}` if"
                            + " you want it be triggered for every request");
        } else if (action.equals("CUSTOM")
                && spec.at("provider", "name").flatMap(Node::text).orElse("").isEmpty()) {
            refuse(spec.lineOf("action"), "`provider.name` must not be empty");
        }
        if (spec.get("provider").isPresent() && !action.equals("CUSTOM")) {
            refuse(spec.lineOf("provider"), "`provider` must not be with non CUSTOM action, found " + action);
        }
    }

    private void refuse(int line, String text) {
        report.problem(line, prefix + text, "");
    }

    private void requireRule(Node rule, int number, String action) {
        String where = ", found at rule " + number;
        requireEntries(rule, "from", where);
        requireEntries(rule, "to", where);
        List<Node> sources = inner(rule, "from", "source", where);
        List<Node> operations = inner(rule, "to", "operation", where);
        for (Node source : sources) {
            if (source.present(SOURCE_FIELDS)
                    .allMatch(field -> source.items(field).isEmpty())) {
                refuse(source.line(), "`from.source` must not be empty" + where);
            }
            if (source.present("serviceAccounts", "notServiceAccounts")
                            .findAny()
                            .isPresent()
                    && source.present("principals", "notPrincipals", "namespaces", "notNamespaces")
                            .findAny()
                            .isPresent()) {
                refuse(source.line(), "cannot set serviceAccounts with namespaces or principals" + where);
            }
            requireValues(source, SOURCE_FIELDS);
        }
        for (Node operation : operations) {
            if (operation
                    .present(OPERATION_FIELDS)
                    .allMatch(field -> operation.items(field).isEmpty())) {
                refuse(operation.line(), "`to.operation` must not be empty" + where);
            }
            requireValues(operation, OPERATION_FIELDS);
            requirePorts(operation);
            refuseTemplates(operation);
        }
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

    private List<Node> inner(Node rule, String key, String name, String where) {
        List<Node> found = new ArrayList<>();
        for (Node entry : rule.items(key)) {
            if (entry instanceof Node.Mapping mapping && mapping.member(name).isEmpty()) {
                refuse(entry.line(), "`" + key + "." + name + "` must not be nil" + where);
            }
            entry.get(name).filter(Node.Mapping.class::isInstance).ifPresent(found::add);
        }
        return found;
    }

    private void requireValues(Node holder, String... fields) {
        for (String field : fields) {
            holder.items(field).stream()
                    .filter(value -> value.text().filter(String::isEmpty).isPresent())
                    .forEach(value -> refuse(
                            value.line(),
                            "empty value not allowed, found in " + Character.toUpperCase(field.charAt(0))
                                    + field.substring(1)));
        }
    }

    private void requirePorts(Node operation) {
        Stream.of("ports", "notPorts")
                .flatMap(field -> operation.items(field).stream())
                .forEach(port -> port.text()
                        .filter(text -> !text.isEmpty() && !isPort(text))
                        .ifPresent(text -> report.problem(
                                port.line(),
                                prefix + "bad port (" + text + ")",
                                "write a number in 1..65535, in quotes")));
    }

    private static boolean isPort(String text) {
        return text.matches("[0-9]{1,5}") && Integer.parseInt(text) <= 65535;
    }

    private void refuseTemplates(Node operation) {
        Stream.of("paths", "notPaths")
                .flatMap(field -> operation.items(field).stream())
                .filter(path -> path.text()
                        .filter(text -> text.contains("{") || text.contains("}"))
                        .isPresent())
                .forEach(path -> report.problem(
                        path.line(),
                        "Padlock does not evaluate the path template "
                                + path.text().get() + " yet",
                        ""));
    }

    private Rule rule(Node rule) {
        return new Rule(
                rule.items("from").stream()
                        .flatMap(entry -> entry.get("source").stream())
                        .map(source -> new Source(
                                source.texts("principals"),
                                source.texts("notPrincipals"),
                                source.texts("namespaces"),
                                source.texts("notNamespaces")))
                        .toList(),
                rule.items("to").stream()
                        .flatMap(entry -> entry.get("operation").stream())
                        .map(operation -> new Operation(
                                operation.texts("ports"),
                                operation.texts("notPorts"),
                                operation.texts("methods"),
                                operation.texts("notMethods"),
                                operation.texts("paths"),
                                operation.texts("notPaths")))
                        .toList(),
                report.origin(rule.line()));
    }
}
