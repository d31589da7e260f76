package padlock.scenario.file;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import padlock.mesh.resource.InjectorSettings;
import padlock.mesh.resource.LabelSelector;
import padlock.mesh.resource.Labels;
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
                policy(config.text("policy").orElse("enabled")),
                selectors(config, "alwaysInjectSelector"),
                selectors(config, "neverInjectSelector"),
                values.at("sidecarInjectorWebhook", "enableNamespacesByDefault")
                        .flatMap(Node::flag)
                        .orElse(false),
                values.at("sidecarInjectorWebhook", "rewriteAppHTTPProbe")
                        .flatMap(Node::flag)
                        .orElse(true));
    }

    private static InjectorSettings.Policy policy(String word) {
        return switch (word) {
            case "enabled" -> InjectorSettings.Policy.ENABLED;
            case "disabled" -> InjectorSettings.Policy.DISABLED;
            default -> InjectorSettings.Policy.ILLEGAL;
        };
    }

    private static List<LabelSelector> selectors(Node config, String key) {
        return config.items(key).stream().map(InjectorSettingsReader::selector).toList();
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
