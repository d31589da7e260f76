package padlock.scenario.cli;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import padlock.mesh.analysis.Level;
import padlock.scenario.Analyst;
import padlock.scenario.Message;
import padlock.scenario.file.Loaded;
import padlock.scenario.file.Reviewed;
import padlock.scenario.report.AnalysisJson;
import padlock.scenario.report.AnalysisText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code padlock analyze}. */
@Command(
        name = "analyze",
        description =
                "Looks for mistakes and risks in manifests: what admission refuses, what has no effect, what fails.",
        footer = {
            "",
            "Examples:",
            "  padlock analyze mesh/",
            "  kubectl get deploy,svc,ns,pa,dr,ap -A -o yaml | padlock analyze - --fail-on warning --output json",
            "",
            "Exit codes: 0 nothing that --fail-on names, 1 something does, 3 bad input, 4 a bug."
        })
final class AnalyzeCommand implements Callable<Integer> {

    /** The least grave message that ends with exit code 1. */
    enum FailOn {
        ERROR(Optional.of(Level.ERROR)),
        WARNING(Optional.of(Level.WARNING)),
        INFO(Optional.of(Level.INFO)),
        NEVER(Optional.empty());

        private final Optional<Level> least;

        FailOn(Optional<Level> least) {
            this.least = least;
        }

        boolean names(Message message) {
            return least.filter(level -> message.code().level().compareTo(level) <= 0)
                    .isPresent();
        }
    }

    private final Console console;

    @Mixin
    private ManifestArguments manifests;

    @Option(
            names = "--fail-on",
            paramLabel = "error|warning|info|never",
            description = "What ends with exit code 1, each including those before it. Default: error."
                    + " Example: --fail-on warning")
    private FailOn failOn = FailOn.ERROR;

    @Mixin
    private TextOrJson output;

    @Mixin
    private CommonOptions common;

    AnalyzeCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Loaded<Reviewed> loaded = manifests.review(console.surroundings());
        return console.given(loaded, output.isJson(), this::report);
    }

    private int report(Reviewed reviewed) {
        return RunFailure.naming(common.seed(), () -> {
            List<Message> messages = Analyst.messages(
                    reviewed.findings(),
                    reviewed.written(),
                    reviewed.places()::of,
                    Questions.of(reviewed.manifests(), common));
            console.print(
                    output.isJson()
                            ? AnalysisJson.of(messages)
                            : AnalysisText.of(messages, console.ink(common.color), console.width()));
            return messages.stream().anyMatch(failOn::names) ? ExitCode.FAILED : ExitCode.OK;
        });
    }
}
