package padlock.scenario.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import padlock.mesh.resource.AuthorizationPolicy;
import padlock.mesh.resource.AuthorizationPolicy.Action;
import padlock.mesh.resource.AuthorizationPolicy.Clause;
import padlock.mesh.resource.AuthorizationPolicy.Condition;
import padlock.mesh.resource.AuthorizationPolicy.Field;
import padlock.mesh.resource.AuthorizationPolicy.Rule;
import padlock.mesh.resource.AuthorizationPolicy.Subject;
import padlock.mesh.resource.Metadata;
import padlock.mesh.resource.Origin;

/** Reads an AuthorizationPolicy; {@link AuthorizationAdmission} says what Istio would refuse. */
final class AuthorizationPolicyReader {

    private static final String DRY_RUN = "istio.io/dry-run";
    private static final List<String> TRUE = List.of("true", "True", "TRUE", "t", "T", "1");

    private AuthorizationPolicyReader() {}

    static AuthorizationPolicy read(Metadata metadata, Node root, Report report) {
        Node spec = root.get("spec").orElse(new Node.Mapping(root.line(), List.of()));
        String action = spec.text("action").orElse("ALLOW");
        AuthorizationAdmission admission = new AuthorizationAdmission(metadata, action, report);
        root.at("metadata", "annotations")
                .ifPresent(annotations -> annotations
                        .text(DRY_RUN)
                        .ifPresent(value -> admission.requireDryRun(value, annotations.lineOf(DRY_RUN))));
        admission.require(spec);
        return new AuthorizationPolicy(
                metadata,
                Attachments.read(spec, report),
                Words.among(Action.values(), Action::name, action).orElse(Action.ALLOW),
                spec.at("provider", "name").flatMap(Node::text),
                dryRun(root, report),
                spec.items("rules").stream().map(rule -> rule(rule, report)).toList());
    }

    private static Optional<Origin> dryRun(Node root, Report report) {
        return root.at("metadata", "annotations")
                .filter(annotations ->
                        annotations.text(DRY_RUN).filter(TRUE::contains).isPresent())
                .map(annotations -> report.origin(annotations.lineOf(DRY_RUN)));
    }

    private static Rule rule(Node rule, Report report) {
        return new Rule(
                clauses(rule, "from", "source"),
                clauses(rule, "to", "operation"),
                rule.items("when").stream()
                        .map(condition -> new Condition(
                                condition.text("key").orElse(""),
                                condition.texts("values"),
                                condition.texts("notValues")))
                        .toList(),
                report.origin(rule.line()));
    }

    private static List<Clause> clauses(Node rule, String key, String inner) {
        return rule.items(key).stream()
                .flatMap(entry -> entry.get(inner).stream())
                .map(AuthorizationPolicyReader::clause)
                .toList();
    }

    private static Clause clause(Node node) {
        List<Field> fields = new ArrayList<>();
        for (Subject subject : Subject.values()) {
            Stream.of(new Field(subject, false, List.of()), new Field(subject, true, List.of()))
                    .map(empty -> new Field(subject, empty.negated(), node.texts(empty.name())))
                    .filter(field -> !field.values().isEmpty())
                    .forEach(fields::add);
        }
        return new Clause(fields);
    }
}
