package padlock.scenario.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import padlock.sim.SimulationFailure;
import padlock.sim.StepLimitExceeded;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Padlock's command line. */
@Command(
        name = "padlock",
        description = "Shows what mutual TLS does in an Istio mesh: who reaches whom, how, and why not.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  padlock scenarios",
            "  padlock run article",
            "  padlock explain mesh/ --from shop/frontend --to http://backend:8080",
            "  padlock matrix mesh/ --output csv",
            "  padlock capture article -o article.pcapng",
            "  padlock verify --chain cert-chain.pem --bundle root-cert.pem",
            "  padlock diff --before mesh/ --after mesh/ strict.yaml",
            "  padlock analyze mesh/ --fail-on warning",
            "  padlock probes mesh/ strict.yaml",
            "",
            "Exit codes: 0 all as expected, 1 an expectation failed, 2 inconclusive, 3 bad input or usage, 4 a bug."
        })
public final class Padlock implements Runnable {

    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this; padlock COMMAND --help shows a command's options. Example: padlock run --help")
    private boolean help;

    public Padlock(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    public static void main(String[] arguments) {
        System.exit(new Padlock(Surroundings.ofThisProcess()).run(arguments));
    }

    /** Runs one command, and gives its exit code. */
    public int run(String... arguments) {
        Console console = new Console(surroundings);
        CommandLine line = new CommandLine(this)
                .addSubcommand(new RunCommand(console))
                .addSubcommand(new ExplainCommand(console))
                .addSubcommand(new MatrixCommand(console))
                .addSubcommand(new DiffCommand(console))
                .addSubcommand(new CaptureCommand(console))
                .addSubcommand(new AnalyzeCommand(console))
                .addSubcommand(new ProbesCommand(console))
                .addSubcommand(new VerifyCommand(console))
                .addSubcommand(new ScenariosCommand(console));
        Words.register(line);
        line.setExpandAtFiles(false)
                .setOut(new PrintWriter(surroundings.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(surroundings.err(), true, StandardCharsets.UTF_8))
                .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
                .setParameterExceptionHandler((mistake, given) -> {
                    console.complain(UsageMistake.sentence(mistake));
                    return ExitCode.BAD_INPUT;
                })
                .setExecutionExceptionHandler((bug, command, parsed) -> report(bug, console));
        line.getSubcommands().values().forEach(command -> command.setUsageHelpWidth(Console.WIDEST));
        line.setUsageHelpWidth(Console.WIDEST);
        try {
            return line.execute(arguments);
        } catch (Error bug) {
            return report(bug, console);
        } finally {
            surroundings.out().flush();
            surroundings.err().flush();
        }
    }

    /** Without a command there is nothing to do but to tell which there are. */
    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    private int report(Throwable bug, Console console) {
        console.complain("padlock: this is a bug in Padlock, please report it: " + described(bug));
        if (surroundings.debug()) {
            bug.printStackTrace(surroundings.err());
        }
        return ExitCode.BUG;
    }

    private static String described(Throwable bug) {
        if (bug instanceof RunFailure failure) {
            return "seed " + failure.seed() + ", " + described(failure.getCause());
        }
        String words = bug instanceof SimulationFailure || bug instanceof StepLimitExceeded
                ? bug.getMessage()
                : bug.toString();
        return words.replaceAll("\\s*\\R\\s*", " ");
    }
}
