package padlock.scenario.cli;

import java.util.concurrent.Callable;
import padlock.scenario.Run;
import padlock.scenario.Scenario;
import padlock.scenario.ScenarioRunner;
import padlock.scenario.Verdict;
import padlock.scenario.report.JUnitXml;
import padlock.scenario.report.RunHtml;
import padlock.scenario.report.RunJson;
import padlock.scenario.report.RunReport;
import padlock.scenario.report.RunText;
import padlock.scenario.report.TraceRenderer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code padlock run}. */
@Command(
        name = "run",
        description = "Runs a scenario, and holds what happened against what it expects.",
        footer = {
            "",
            "Examples:",
            "  padlock run article",
            "  padlock run my-scenario/ --until 5m --output json",
            "",
            "Exit codes: 0 every expectation held, 1 one failed, 2 one is inconclusive, 3 bad input, 4 a bug."
        })
final class RunCommand implements Callable<Integer> {

    /** The forms of its report. */
    enum Form {
        TEXT,
        JSON,
        JUNIT,
        HTML,
        TRACE
    }

    private final Console console;

    @Mixin
    private ScenarioArguments scenario;

    @Option(
            names = "--output",
            paramLabel = "text|json|junit|html|trace",
            description = "Form of the report; trace is a line for each fact. Default: text. Example: --output json")
    private Form output = Form.TEXT;

    @Mixin
    private CommonOptions common;

    RunCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        return console.given(
                scenario.read(console.surroundings()),
                output == Form.JSON,
                written -> run(scenario.asked(written, common)));
    }

    private int run(Scenario asked) {
        return RunFailure.naming(asked.seed(), () -> {
            Run run = ScenarioRunner.run(asked);
            console.print(report(new RunReport(run)));
            return exitCode(run);
        });
    }

    private String report(RunReport report) {
        return switch (output) {
            case TEXT -> RunText.of(report, console.ink(common.color), console.width());
            case JSON -> RunJson.of(report);
            case JUNIT -> JUnitXml.of(report);
            case HTML -> RunHtml.of(report);
            case TRACE ->
                TraceRenderer.of(
                        report.run().recording(), report.run().scenario().start());
        };
    }

    private static int exitCode(Run run) {
        if (any(run, Verdict.Failed.class)) {
            return ExitCode.FAILED;
        }
        return any(run, Verdict.Inconclusive.class) ? ExitCode.INCONCLUSIVE : ExitCode.OK;
    }

    private static boolean any(Run run, Class<? extends Verdict> kind) {
        return run.expectations().stream().map(Run.Judged::verdict).anyMatch(kind::isInstance);
    }
}
