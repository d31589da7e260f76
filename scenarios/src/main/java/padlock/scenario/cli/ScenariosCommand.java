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

/** {@code padlock scenarios}. */
@Command(
        name = "scenarios",
        description = "Lists the scenarios that come with Padlock.",
        footer = {"", "Examples:", "  padlock scenarios", "  padlock scenarios --output json"})
final class ScenariosCommand implements Callable<Integer> {

    private final Console console;

    @Mixin
    private TextOrJson output;

    @Mixin
    private CommonOptions common;

    ScenariosCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        ScenarioFiles catalogue = Catalogue.in(console.surroundings());
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
            return console.refuse(problems, output.isJson());
        }
        console.print(
                output.isJson()
                        ? Json.scenarios(titles)
                        : TitlesText.of(titles, console.ink(common.color), console.width()));
        return ExitCode.OK;
    }
}
