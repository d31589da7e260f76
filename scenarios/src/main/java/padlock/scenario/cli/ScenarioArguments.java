package padlock.scenario.cli;

import java.time.Duration;
import java.util.Optional;
import padlock.scenario.Scenario;
import padlock.scenario.file.Loaded;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The scenario that is run, and how long. */
final class ScenarioArguments {

    @Parameters(
            paramLabel = "SCENARIO",
            description = "A scenario of the catalogue by its name, or a folder. Example: article")
    private String scenario;

    @Option(
            names = "--until",
            paramLabel = "DURATION",
            description = "End the run earlier, this long after its start. Example: --until 5m")
    private Duration until;

    Loaded<Scenario> read(Surroundings surroundings) {
        return Catalogue.in(surroundings).find(scenario);
    }

    /** The scenario with what the options say of it. */
    Scenario asked(Scenario written, CommonOptions common) {
        Duration length = Optional.ofNullable(until)
                .filter(earlier -> earlier.compareTo(written.length()) < 0)
                .orElse(written.length());
        return new Scenario(
                written.name(),
                written.title(),
                written.description(),
                Optional.ofNullable(common.at).orElse(written.start()),
                length,
                Optional.ofNullable(common.seed).orElse(written.seed()),
                written.mesh(),
                common.over(written.settings()),
                written.traffic(),
                written.timeline(),
                written.expectations());
    }
}
