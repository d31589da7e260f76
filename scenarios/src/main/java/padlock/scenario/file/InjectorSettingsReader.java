package padlock.scenario.file;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import padlock.mesh.resource.InjectorSettings;
import padlock.mesh.resource.LabelSelector;
import padlock.mesh.resource.Labels;
import padlock.mesh.resource.Located;
import padlock.mesh.resource.Metadata;

import static padlock.scenario.file.Shape.field;
import static padlock.scenario.file.Shape.labels;
import static padlock.scenario.file.Shape.list;
import static padlock.scenario.file.Shape.open;
import static padlock.scenario.file.Shape.text;
import static padlock.scenario.file.Shape.words;

/** Reads what the injection webhook is told: the keys {@code config} and {@code values} of its ConfigMap. */
final class InjectorSettingsReader {

    private static final Shape SELECTORS = list(open(
            field("matchLabels", labels()),
            field(
                    "matchExpressions",
                    list(open(
                            field("key", text()).required(),
                            field("operator", words("operator", List.of("In", "NotIn", "Exists", "DoesNotExist")))
                                    .required(),
                            field("values", list(text())))))));
    private static final Shape CONFIG = open(
            field("policy", text()), field("alwaysInjectSelector", SELECTORS), field("neverInjectSelector", SELECTORS));

    private InjectorSettingsReader() {}

    static InjectorSettings read(Metadata metadata, Node root, Report report) {
        Node nothing = new Node.Mapping(root.line(), List.of());
        Node data = root.get("data").orElse(nothing);
        Node config = EmbeddedYaml.read(data, "config", "data.config", report).orElse(nothing);
        CONFIG.check(config, "config", config.line(), report);
        Node values = EmbeddedYaml.read(data, "values", "data.values", report).orElse(nothing);
        return new InjectorSettings(
                metadata,
                config.text("policy").map(word -> new Located<>(policy(word), report.origin(config.lineOf("policy")))),
                selectors(config, "alwaysInjectSelector", report),
                selectors(config, "neverInjectSelector", report),
                flag(values, "enableNamespacesByDefault", report),
                flag(values, "rewriteAppHTTPProbe", report));
    }

    private static InjectorSettings.Policy policy(String word) {
        return switch (word) {
            case "enabled" -> InjectorSettings.Policy.ENABLED;
            case "disabled" -> InjectorSettings.Policy.DISABLED;
            default -> InjectorSettings.Policy.ILLEGAL;
        };
    }

    private static Optional<Located<Boolean>> flag(Node values, String key, Report report) {
        return values.get("sidecarInjectorWebhook")
                .flatMap(webhook -> webhook.get(key)
                        .flatMap(Node::flag)
                        .map(on -> new Located<>(on, report.origin(webhook.lineOf(key)))));
    }

    private static List<Located<LabelSelector>> selectors(Node config, String key, Report report) {
        return config.items(key).stream()
                .map(node -> new Located<>(selector(node), report.origin(node.line())))
                .toList();
    }

    private static LabelSelector selector(Node node) {
        return new LabelSelector(
                new Labels(node.pairs("matchLabels")),
                node.items("matchExpressions").stream()
                        .flatMap(expression -> expression(expression).stream())
                        .toList());
    }

    private static Optional<LabelSelector.Expression> expression(Node node) {
        return Arrays.stream(LabelSelector.Operator.values())
                .filter(operator ->
                        node.text("operator").filter(operator.text()::equals).isPresent())
                .findFirst()
                .map(operator ->
                        new LabelSelector.Expression(node.text("key").orElse(""), operator, node.texts("values")));
    }
}
