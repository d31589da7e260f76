package padlock.scenario.file;

import java.util.List;
import java.util.Optional;

/** YAML in a text of YAML, as ConfigMaps and annotations hold it. */
final class EmbeddedYaml {

    private EmbeddedYaml() {}

    /**
     * The document in the text of this key. In a literal block ({@code mesh: |-}) the lines are those of the file; in
     * other styles all stand at the key.
     */
    static Optional<Node> read(Node holder, String key, String name, Report report) {
        return holder.get(key).flatMap(value -> read(value, holder.lineOf(key), name, report));
    }

    private static Optional<Node> read(Node value, int keyLine, String name, Report report) {
        boolean block = value instanceof Node.Scalar scalar && scalar.literalBlock();
        Report inner = block ? report : new Report(report.path(), new Problems());
        List<Node> documents = value.text()
                .map(text -> YamlText.documents(text, value.line() + 1, inner))
                .orElse(List.of());
        if (!block && inner.problems().count() > 0) {
            report.problem(keyLine, "the text of " + name + " is not YAML", "");
        }
        return documents.stream().findFirst().map(node -> block ? node : Relocated.to(keyLine, node));
    }
}
