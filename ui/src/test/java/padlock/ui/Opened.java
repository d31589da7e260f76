package padlock.ui;

import java.nio.file.Path;
import padlock.scenario.Run;
import padlock.scenario.Scenario;
import padlock.scenario.ScenarioRunner;
import padlock.scenario.file.Loaded;
import padlock.scenario.file.ScenarioFiles;

/** Scenarios of the catalogue, run for a test. */
public final class Opened {

    public static final Path CATALOGUE = Path.of("scenarios", "catalogue");

    private Opened() {}

    public static Run run(String name) {
        return ScenarioRunner.run(((Loaded.Accepted<Scenario>) new ScenarioFiles(CATALOGUE).find(name)).value());
    }
}
