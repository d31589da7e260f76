package padlock.scenario.file;

import java.util.ArrayList;
import java.util.List;
import padlock.mesh.actor.Fault;

/** The faults that scenario files know, each by its word and what has to be said with it. */
public final class FaultKinds {

    private static final String HERE = "fault";

    private FaultKinds() {}

    /** All of them, in the order in which they are documented. */
    public static List<String> all() {
        return ScenarioShape.FAULTS;
    }

    /** The keys without which a fault of this kind is none. */
    public static List<String> needs(String kind) {
        List<Node> documents = documents("{kind: " + kind + "}", new Problems());
        FaultReader reader = new FaultReader(documents.get(0), new Problems().reading(HERE));
        reader.read();
        return reader.missing();
    }

    /** The only words that may stand for a key; none where it takes something else. */
    public static List<String> choices(String key) {
        return switch (key) {
            case "strategy" -> Words.of(Fault.Strategy.values(), Fault.Strategy::text);
            case "problem" -> Words.of(Fault.Problem.values(), Fault.Problem::text);
            default -> List.of();
        };
    }

    /** Whether a fault of this kind goes on until it is said to end, rather than happen once. */
    public static boolean lasts(String kind) {
        return !FaultReader.AT_ONCE.contains(kind);
    }

    /** What is wrong with a fault that is written as a mapping in one line; whether its places exist is not asked. */
    public static List<Problem> problems(String fault) {
        Problems problems = new Problems();
        List<Problem> found = new ArrayList<>();
        for (Node node : documents(fault, problems)) {
            ScenarioShape.FAULT.check(node, HERE, 1, problems.reading(HERE));
            if (problems.count() == 0) {
                new FaultReader(node, problems.reading(HERE)).read();
            }
        }
        if (problems.loaded(fault) instanceof Loaded.Rejected<String> rejected) {
            found.addAll(rejected.problems());
        }
        return found;
    }

    private static List<Node> documents(String fault, Problems problems) {
        return YamlText.documents(HERE + ": " + fault, 1, problems.reading(HERE)).stream()
                .map(document -> ScenarioFiles.withKeyOn(document, false))
                .flatMap(document -> document.get(HERE).stream())
                .toList();
    }
}
