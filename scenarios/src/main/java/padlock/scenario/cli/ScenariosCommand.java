package padlock.scenario.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import padlock.scenario.Scenario;
import padlock.scenario.file.Loaded;
import padlock.scenario.file.Problem;
import padlock.scenario.file.ScenarioFiles;
import padlock.scenario.report.Json;
import padlock.scenario.report.TitlesText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code padlock scenarios}. */
@Command(
        name = "scenarios",
        description = "Lists the scenarios that come with Padlock.",
        footer = {"", "Examples:", "  padlock scenarios", "  padlock scenarios --output json"})
final class ScenariosCommand implements Callable<Integer> {

    /** The forms of its report. */
    enum Form {
        TEXT,
        JSON
    }

    private final Surroundings surroundings;
    private final Console console;

    @Option(
            names = "--output",
            paramLabel = "text|json",
            description = "Form of the list. Default: text. Example: --output json")
    private Form output = Form.TEXT;

    @Mixin
    private CommonOptions common;

    ScenariosCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.console = new Console(surroundings);
    }

    @Override
    public Integer call() {
        ScenarioFiles catalogue = Catalogue.in(surroundings);
        List<Json.Title> titles = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (String name : catalogue.names()) {
            Loaded<Scenario> loaded = catalogue.find(name);
            if (loaded instanceof Loaded.Accepted<Scenario> accepted) {
                titles.add(new Json.Title(name, accepted.value().title()));
            } else if (loaded instanceof Loaded.Rejected<Scenario> rejected) {
                problems.addAll(rejected.problems());
            }
        }
        if (!problems.isEmpty()) {
            return console.refuse(problems, output == Form.JSON);
        }
        console.print(
                output == Form.JSON
                        ? Json.scenarios(titles)
                        : TitlesText.of(titles, common.color.ink(surroundings), console.width()));
        return ExitCode.OK;
    }
}
