package padlock.scenario.file;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import padlock.scenario.Scenario;

/** Finds and reads scenarios: folders with a {@code scenario.yaml} and the manifests that it names. */
public final class ScenarioFiles {

    private static final String FILE = "scenario.yaml";

    private final Path catalogue;

    /** Knows the scenarios of this folder by their names. */
    public ScenarioFiles(Path catalogue) {
        this.catalogue = catalogue;
    }

    /** The scenarios of the catalogue, in order. */
    public List<String> names() {
        return InputFiles.names(catalogue).stream()
                .filter(name -> Files.isRegularFile(catalogue.resolve(name).resolve(FILE)))
                .toList();
    }

    /** Reads a scenario of the catalogue by its name, else by its path. */
    public Loaded<Scenario> find(String nameOrPath) {
        if (names().contains(nameOrPath)) {
            return read(catalogue.resolve(nameOrPath));
        }
        try {
            if (Files.exists(Path.of(nameOrPath))) {
                return read(Path.of(nameOrPath));
            }
        } catch (InvalidPathException notAPath) {
            // Then it is not there either.
        }
        Problems problems = new Problems();
        problems.reading(nameOrPath).problem(1, "there is no such scenario", Nearest.hint(nameOrPath, names()));
        return problems.rejected();
    }

    /** Reads a folder with a {@code scenario.yaml}, or that file. */
    public static Loaded<Scenario> read(Path folderOrFile) {
        boolean folder = Files.isDirectory(folderOrFile);
        Path file = folder ? folderOrFile.resolve(FILE) : folderOrFile;
        Path parent = Optional.ofNullable(file.getParent()).orElse(Path.of(""));
        Problems problems = new Problems(parent.toString());
        Report report = problems.reading(file.toString());
        if (!Files.exists(file)) {
            report.problem(1, "there is no such scenario", "a scenario is a folder with a " + FILE);
            return problems.rejected();
        }
        List<Node> documents = new Source(file.toString(), () -> Files.newInputStream(file)).documents(report);
        if (documents.size() != 1) {
            if (problems.count() == 0) {
                report.problem(
                        documents.isEmpty() ? 1 : documents.get(1).line(),
                        documents.isEmpty() ? "there is no scenario in here" : "a scenario is one document",
                        "");
            }
            return problems.rejected();
        }
        Node root = withKeyOn(documents.get(0), false);
        ScenarioShape.SCENARIO.check(root, "", root.line(), report);
        ScenarioFolder manifests = new ScenarioFolder(parent.toString(), parent, problems);
        return problems.loaded(new ScenarioReader(root, report, manifests).read());
    }

    /** YAML 1.1 takes the key {@code on} for a truth; in a fault it is a word. */
    static Node withKeyOn(Node node, boolean fault) {
        if (node instanceof Node.Mapping mapping) {
            return new Node.Mapping(
                    mapping.line(),
                    mapping.members().stream()
                            .map(member -> new Node.Member(
                                    fault && member.key().equals("true") ? "on" : member.key(),
                                    member.line(),
                                    withKeyOn(member.value(), member.key().equals("fault"))))
                            .toList());
        } else if (node instanceof Node.Sequence sequence) {
            return new Node.Sequence(
                    sequence.line(),
                    sequence.items().stream()
                            .map(item -> withKeyOn(item, false))
                            .toList());
        }
        return node;
    }
}
