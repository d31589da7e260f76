package padlock.ui.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import padlock.scenario.Scenario;
import padlock.scenario.file.Loaded;
import padlock.scenario.file.Problem;
import padlock.scenario.file.ScenarioFiles;
import padlock.scenario.file.ScenarioText;

/** What a person opens: the folder of a scenario, or manifests in whatever form. */
public final class Opening {

    private Opening() {}

    /** What can be played and changed, or what is wrong with the files. */
    public static Loaded<Manuscript> of(List<Path> paths) {
        try {
            return paths.size() == 1 && isScenario(paths.get(0)) ? scenario(paths.get(0)) : ManifestScenario.of(paths);
        } catch (IOException unreadable) {
            return new Loaded.Rejected<>(
                    List.of(new Problem(paths.get(0).toString(), 1, "this cannot be read", "is it yours to read?")));
        }
    }

    private static boolean isScenario(Path path) {
        return path.endsWith(ScenarioText.FILE) || Files.exists(path.resolve(ScenarioText.FILE));
    }

    private static Loaded<Manuscript> scenario(Path path) throws IOException {
        Loaded<Scenario> loaded = ScenarioFiles.read(path);
        if (loaded instanceof Loaded.Rejected<Scenario> rejected) {
            return new Loaded.Rejected<>(rejected.problems());
        }
        return new Loaded.Accepted<>(Manuscript.of(path), List.of());
    }
}
