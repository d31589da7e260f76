package padlock.scenario.file;

import java.io.StringReader;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * The text of a {@code scenario.yaml} that {@link ScenarioFiles} has taken. What is added leaves all that a person
 * wrote as it is, with its comments.
 */
public final class ScenarioText {

    /** The file that makes a folder a scenario. */
    public static final String FILE = "scenario.yaml";

    private static final String TIMELINE = "timeline";

    private final String text;
    private final MappingNode root;

    private ScenarioText(String text) {
        this.text = text;
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(Source.LARGEST);
        root = (MappingNode) new Yaml(options).compose(new StringReader(text));
    }

    public static ScenarioText of(String text) {
        return new ScenarioText(text.replace("\uFEFF", "").replace("\r\n", "\n").replace('\r', '\n'));
    }

    /** The files and folders that it names, in order. */
    public List<String> manifests() {
        Stream<Node> applied = value(root, TIMELINE).stream()
                .flatMap(ScenarioText::items)
                .flatMap(step -> value(step, "apply").stream());
        return Stream.concat(value(root, "mesh").stream(), applied)
                .flatMap(ScenarioText::items)
                .filter(ScalarNode.class::isInstance)
                .map(name -> ((ScalarNode) name).getValue())
                .distinct()
                .toList();
    }

    /**
     * The text with more on its timeline: each entry is a mapping in one line, such as {@code {at: 30s, delete: [x]}}.
     */
    public String with(List<String> entries) {
        if (entries.isEmpty()) {
            return text;
        }
        String inFlow = String.join(", ", entries);
        Optional<Node> timeline = value(root, TIMELINE);
        if (timeline.isEmpty()) {
            return root.getFlowStyle() == FlowStyle.FLOW
                    ? inserted(text.lastIndexOf('}', index(root.getEndMark())), ", \"timeline\": [" + inFlow + "]")
                    : atTheEnd(entries);
        }
        if (!(timeline.get() instanceof SequenceNode sequence)) {
            int begin = index(timeline.get().getStartMark());
            return text.substring(0, begin) + " [" + inFlow + "]"
                    + text.substring(index(timeline.get().getEndMark()));
        }
        int begin = index(sequence.getStartMark());
        if (sequence.getFlowStyle() == FlowStyle.FLOW) {
            return inserted(begin + 1, sequence.getValue().isEmpty() ? inFlow : inFlow + ", ");
        }
        String next = "\n" + " ".repeat(sequence.getStartMark().getColumn());
        StringBuilder added = new StringBuilder();
        entries.forEach(entry -> added.append("- ").append(entry).append(next));
        return inserted(begin, added.toString());
    }

    private String atTheEnd(List<String> entries) {
        int end = index(root.getEndMark());
        String before = end == 0 || text.charAt(end - 1) == '\n' ? "" : "\n";
        StringBuilder added = new StringBuilder(before + TIMELINE + ":\n");
        entries.forEach(entry -> added.append("  - ").append(entry).append('\n'));
        return inserted(end, added.toString());
    }

    private String inserted(int at, String more) {
        return text.substring(0, at) + more + text.substring(at);
    }

    /** Marks count characters beyond the first plane once, strings twice. */
    private int index(Mark mark) {
        return text.offsetByCodePoints(0, mark.getIndex());
    }

    private static Stream<Node> items(Node node) {
        return node instanceof SequenceNode sequence ? sequence.getValue().stream() : Stream.empty();
    }

    private static Optional<Node> value(Node node, String key) {
        if (!(node instanceof MappingNode mapping)) {
            return Optional.empty();
        }
        return mapping.getValue().stream()
                .filter(member -> member.getKeyNode() instanceof ScalarNode name
                        && name.getValue().equals(key))
                .map(NodeTuple::getValueNode)
                .findFirst();
    }
}
