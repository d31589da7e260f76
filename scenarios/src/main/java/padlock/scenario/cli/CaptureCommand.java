package padlock.scenario.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import padlock.scenario.RunCapture;
import padlock.scenario.Scenario;
import padlock.scenario.file.Problem;
import padlock.scenario.report.CaptureReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code padlock capture}. */
@Command(
        name = "capture",
        description = "Runs a scenario, and writes what crossed the network as packets for Wireshark.",
        footer = {
            "",
            "Examples:",
            "  padlock capture article -o article.pcapng",
            "  tshark -r article.pcapng -Y http",
            "  padlock capture my-scenario/ -o run.pcapng --no-secrets --keylog keys.log --seed 7",
            "",
            "What a sidecar takes is shown on port 15006, to which its pod redirects it; the comment on a connection's",
            "first packet names the port that was called.",
            "",
            "Exit codes: 0 written, whatever the run came to, 3 bad input, 4 a bug."
        })
final class CaptureCommand implements Callable<Integer> {

    private final Console console;

    @Mixin
    private ScenarioArguments scenario;

    @Option(
            names = "-o",
            required = true,
            paramLabel = "FILE",
            description = "Where the packets go, as pcapng. Example: -o run.pcapng")
    private String file;

    @Option(
            names = "--keylog",
            paramLabel = "FILE",
            description = "Write the secrets of all connections here as well. Example: --keylog keys.log")
    private String keyLog;

    @Option(
            names = "--no-secrets",
            description = "Leave the secrets out of the capture, so that it stays encrypted. Example: --no-secrets")
    private boolean noSecrets;

    @Mixin
    private TextOrJson output;

    @Mixin
    private CommonOptions common;

    CaptureCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        return console.given(
                scenario.read(console.surroundings()),
                output.isJson(),
                written -> capture(scenario.asked(written, common)));
    }

    private int capture(Scenario asked) {
        return RunFailure.naming(asked.seed(), () -> {
            RunCapture capture = RunCapture.of(asked);
            byte[] packets = capture.file(!noSecrets);
            List<Problem> problems = new ArrayList<>();
            write(file, packets).ifPresent(problems::add);
            if (keyLog != null && problems.isEmpty()) {
                String lines = String.join(
                        "", capture.keyLog().stream().map(line -> line + "\n").toList());
                write(keyLog, lines.getBytes(StandardCharsets.UTF_8)).ifPresent(problems::add);
            }
            if (!problems.isEmpty()) {
                return console.refuse(problems, output.isJson());
            }
            CaptureReport report = new CaptureReport(
                    asked.name(), asked.seed(), file, packets.length, capture.connections(), !noSecrets);
            console.print(output.isJson() ? report.json() : report.text());
            return ExitCode.OK;
        });
    }

    private Optional<Problem> write(String to, byte[] content) {
        try {
            Files.write(Path.of(to), content);
            return Optional.empty();
        } catch (NoSuchFileException missing) {
            return unwritable(to, "its folder does not exist");
        } catch (AccessDeniedException denied) {
            return unwritable(to, "there is no permission to write it");
        } catch (InvalidPathException nonsense) {
            return unwritable(to, "it is not a path");
        } catch (IOException failure) {
            return unwritable(to, Files.isDirectory(Path.of(to)) ? "it is a folder" : "the file system refuses it");
        }
    }

    private static Optional<Problem> unwritable(String path, String why) {
        return Optional.of(new Problem(path, 1, "this file cannot be written: " + why, "give another path"));
    }
}
