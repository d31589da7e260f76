package padlock.catalogue;

import java.nio.file.Path;
import java.util.List;
import padlock.scenario.Scenario;
import padlock.scenario.file.Loaded;
import padlock.scenario.file.Problem;
import padlock.scenario.file.ScenarioFiles;

/** The scenarios that come with Padlock, as a fresh clone has them. */
public final class Catalogue {

    static final Path FOLDER = Path.of("scenarios/catalogue");

    private Catalogue() {}

    public static List<String> names() {
        return new ScenarioFiles(FOLDER).names();
    }

    public static Scenario scenario(Path name) {
        Loaded<Scenario> loaded = ScenarioFiles.read(FOLDER.resolve(name));
        if (loaded instanceof Loaded.Accepted<Scenario> accepted) {
            return accepted.value();
        }
        throw new AssertionError(loaded);
    }

    static List<Problem> notes(String name) {
        Loaded<Scenario> loaded = ScenarioFiles.read(FOLDER.resolve(name));
        if (loaded instanceof Loaded.Accepted<Scenario> accepted) {
            return accepted.notes();
        }
        throw new AssertionError(loaded);
    }
}
