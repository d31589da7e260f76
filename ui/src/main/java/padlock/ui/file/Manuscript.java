package padlock.ui.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import padlock.mesh.policy.Precedence;
import padlock.mesh.resource.ResourceId;
import padlock.scenario.Scenario;
import padlock.scenario.file.Durations;
import padlock.scenario.file.Loaded;
import padlock.scenario.file.Problem;
import padlock.scenario.file.ScenarioFiles;
import padlock.scenario.file.ScenarioText;

/**
 * A scenario as it would be written to a folder: what was opened, and what the person has changed since. Whatever is
 * played was read from such a folder, so what is saved is played again in the same way.
 *
 * @param scenario the text of {@code scenario.yaml} as it was opened
 * @param files the manifests by their names in the folder
 */
public record Manuscript(String scenario, SortedMap<String, byte[]> files, List<Change> changes) {

    private static final String WRITTEN_HERE = "change-";

    /**
     * One thing that a person did.
     *
     * @param entry of the timeline
     * @param file the name of the manifest that it applies
     */
    public record Change(String entry, Optional<String> file, String manifest) {}

    public Manuscript {
        changes = List.copyOf(changes);
    }

    /** Takes a scenario that can be read into memory. */
    public static Manuscript of(Path folderOrFile) throws IOException {
        Path file = Files.isDirectory(folderOrFile) ? folderOrFile.resolve(ScenarioText.FILE) : folderOrFile;
        Path folder = Optional.ofNullable(file.getParent()).orElse(Path.of(""));
        String scenario = Files.readString(file, StandardCharsets.UTF_8);
        SortedMap<String, byte[]> files = new TreeMap<>();
        for (String name : ScenarioText.of(scenario).manifests()) {
            add(folder, folder.resolve(name), files);
        }
        return new Manuscript(scenario, files, List.of());
    }

    /** Takes a file, or all that a folder holds, by its name inside of another. */
    static void add(Path base, Path path, SortedMap<String, byte[]> files) throws IOException {
        try (Stream<Path> found = Files.walk(path)) {
            for (Path each : found.filter(Files::isRegularFile).toList()) {
                files.put(base.relativize(each).toString().replace('\\', '/'), Files.readAllBytes(each));
            }
        }
    }

    public boolean isChanged() {
        return !changes.isEmpty();
    }

    public Manuscript applying(Duration at, String manifest) {
        String file = freeName();
        return with(new Change("{at: " + Durations.text(at) + ", apply: [" + file + "]}", Optional.of(file), manifest));
    }

    public Manuscript deleting(Duration at, ResourceId resource) {
        return with(change(at, "delete: [\"" + resource + "\"]"));
    }

    public Manuscript reading(Duration at, Precedence precedence) {
        String word = precedence.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return with(change(at, "precedence: " + word));
    }

    /** @param fault a mapping in one line, as scenario files write it */
    public Manuscript injecting(Duration at, String fault) {
        return with(change(at, "fault: " + fault));
    }

    private static Change change(Duration at, String what) {
        return new Change("{at: " + Durations.text(at) + ", " + what + "}", Optional.empty(), "");
    }

    private Manuscript with(Change change) {
        List<Change> more = new ArrayList<>(changes);
        more.add(change);
        return new Manuscript(scenario, files, more);
    }

    private String freeName() {
        int number = 1;
        while (text(WRITTEN_HERE + number + ".yaml").isPresent()) {
            number++;
        }
        return WRITTEN_HERE + number + ".yaml";
    }

    /** What stands in a manifest of the folder. */
    public Optional<String> text(String file) {
        return changes.stream()
                .filter(change -> change.file().filter(file::equals).isPresent())
                .map(Change::manifest)
                .findFirst()
                .or(() -> Optional.ofNullable(files.get(file)).map(bytes -> new String(bytes, StandardCharsets.UTF_8)));
    }

    /** The scenario in it, or what is wrong with it; takes as long as reading its files does. */
    public Loaded<Scenario> read() throws IOException {
        Path folder = Files.createTempDirectory("padlock");
        try {
            write(folder);
            Loaded<Scenario> loaded = ScenarioFiles.read(folder);
            return loaded instanceof Loaded.Rejected<Scenario> rejected
                    ? new Loaded.Rejected<>(rejected.problems().stream()
                            .map(problem -> inside(folder, problem))
                            .toList())
                    : loaded;
        } finally {
            delete(folder);
        }
    }

    private static Problem inside(Path folder, Problem problem) {
        return new Problem(problem.path().replace(folder + "/", ""), problem.line(), problem.message(), problem.hint());
    }

    /** Writes a folder that {@code padlock run} takes. */
    public void write(Path folder) throws IOException {
        for (String name : files.keySet()) {
            write(folder.resolve(name), files.get(name));
        }
        for (Change change : changes) {
            if (change.file().isPresent()) {
                write(folder.resolve(change.file().get()), change.manifest().getBytes(StandardCharsets.UTF_8));
            }
        }
        String text = ScenarioText.of(scenario)
                .with(changes.stream().map(Change::entry).toList());
        write(folder.resolve(ScenarioText.FILE), text.getBytes(StandardCharsets.UTF_8));
    }

    private static void write(Path file, byte[] content) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, content);
    }

    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
