package padlock.scenario.file;

import java.util.Optional;
import padlock.mesh.resource.Labels;

/** Reads the selectors of Istio's kinds by Istio's rules. */
final class Selectors {

    private Selectors() {}

    static Optional<Labels> read(Node spec, String key, Report report) {
        Optional<Node> selector = spec.get(key);
        if (selector.isEmpty()) {
            return Optional.empty();
        }
        if (selector.get().members("matchLabels").isEmpty()) {
            report.warning(spec.lineOf(key), "workload selector specified without labels", "it selects every workload");
        }
        for (Node.Member label : selector.get().members("matchLabels")) {
            String pair = label.key() + "=" + label.value().written().orElse("");
            if (label.key().isEmpty()) {
                report.problem(label.line(), "empty key is not supported in selector: \"" + pair + "\"", "");
            }
            if (pair.contains("*")) {
                report.problem(
                        label.line(),
                        "wildcard is not supported in selector: \"" + pair + "\"",
                        "name the label's value, or leave the selector out");
            }
        }
        return Optional.of(new Labels(selector.get().pairs("matchLabels")));
    }
}
