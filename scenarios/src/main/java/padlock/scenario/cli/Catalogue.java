package padlock.scenario.cli;

import padlock.scenario.file.ScenarioFiles;

/** The scenarios that come with Padlock. */
final class Catalogue {

    private Catalogue() {}

    static ScenarioFiles in(Surroundings surroundings) {
        return new ScenarioFiles(surroundings.home().resolve("scenarios").resolve("catalogue"));
    }
}
