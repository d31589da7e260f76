package padlock.scenario.cli;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

final class PadlockTest {

    private static final List<String> EVERYWHERE =
            List.of("--output", "--seed", "--at", "--precedence", "--tls", "--color", "--help");

    @TempDir
    private Path folder;

    private Shell shell;

    @BeforeEach
    void open() {
        shell = new Shell(folder);
    }

    @Test
    void everyHelpShowsEveryOption() {
        assertThat(help("run")).contains(EVERYWHERE).contains("SCENARIO", "--until", "text|json|junit|html|trace");
        assertThat(help("explain"))
                .contains(EVERYWHERE)
                .contains("MANIFEST", "--from", "--to", "--endpoint", "--method", "--header", "--after", "text|json");
        assertThat(help("matrix")).contains(EVERYWHERE).contains("MANIFEST", "--from", "--to", "text|json|csv|html");
        assertThat(help("scenarios")).contains(EVERYWHERE).contains("text|json");
    }

    private String help(String command) {
        Shell.Done done = shell.run(command, "--help");
        assertThat(done.exitCode()).isZero();
        assertThat(done.err()).isEmpty();
        assertThat(done.out()).contains("Examples:\n  padlock " + command);
        assertThat(done.out().lines()).allMatch(line -> line.length() <= 120);
        return done.out();
    }

    @Test
    void withoutArgumentsThereIsHelp() {
        Shell.Done done = shell.run();
        assertThat(done.exitCode()).isZero();
        assertThat(done.out()).isEqualTo(shell.run("--help").out()).contains("run", "explain", "matrix", "scenarios");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    rnu article                 | padlock: there is no command rnu; did you mean run? (see padlock --help)
                    --versoin                   | padlock: there is no option --versoin (see padlock --help)
                    run                         | padlock: run needs SCENARIO (see padlock run --help)
                    run a b                     | padlock: one argument too many: b (see padlock run --help)
                    run a --otput json          | padlock: there is no option --otput; did you mean --output? (see padlock run --help)
                    run a --output jsn          | padlock: --output: "jsn" is not one of text, json, junit, html, trace (did you mean json?) (see padlock run --help)
                    run a --output csv          | padlock: --output: "csv" is not one of text, json, junit, html, trace (see padlock run --help)
                    explain m --from a/b        | padlock: explain needs --to URL (see padlock explain --help)
                    explain m --header x        | padlock: --header: "x" is not NAME=VALUE (see padlock explain --help)
                    explain m --after soon      | padlock: --after: "soon" is not a duration (durations are 250ms, 10s, 5m, 24h, 7d) (see padlock explain --help)
                    matrix m --tls 1.1          | padlock: --tls: "1.1" is not one of 1.2, 1.3 (did you mean 1.2?) (see padlock matrix --help)
                    matrix m --at noon          | padlock: --at: "noon" is not an instant (an instant is 2026-01-01T00:00:00Z) (see padlock matrix --help)
                    matrix m --seed             | padlock: --seed needs a value, N (see padlock matrix --help)
                    matrix m --seed one         | padlock: --seed: "one" is not a whole number (see padlock matrix --help)
                    scenarios --precedence isto | padlock: --precedence: "isto" is not one of istio, most-restrictive (did you mean istio?) (see padlock scenarios --help)
                    """)
    void aCommandThatCannotBeUnderstoodIsAnsweredWithOneLine(String arguments, String answer) {
        assertThat(shell.run(arguments.split(" "))).isEqualTo(new Shell.Done(3, "", answer + "\n"));
    }

    @Test
    void aBugIsOneLineAndItsStackOnlyForThoseWhoAsk() {
        InputStream broken = new InputStream() {
            @Override
            public int read() {
                throw new IllegalStateException("broken\nin two");
            }
        };
        Shell.Done done = shell.typing(broken).run("matrix", "-");
        assertThat(done)
                .isEqualTo(
                        new Shell.Done(
                                4,
                                "",
                                "padlock: this is a bug in Padlock, please report it: java.lang.IllegalStateException: broken in two\n"));
        assertThat(shell.withDebugging().run("matrix", "-").err()).contains("\tat padlock.");
    }

    @Test
    void scenariosAreListedByNameAndTitle() {
        shell.file("scenarios/catalogue/closing-time/scenario.yaml", Shop.SCENARIO);
        shell.file("scenarios/catalogue/closing-time/mesh.yaml", Shop.MESH);
        shell.file("scenarios/catalogue/closing-time/strict.yaml", Shop.STRICT);
        assertThat(shell.run("scenarios")).isEqualTo(new Shell.Done(0, "closing-time  The shop goes STRICT\n", ""));
        assertThat(shell.run("scenarios", "--output", "json").json()).isEqualTo(Shell.json("""
                        {"scenarios": [{"name": "closing-time", "title": "The shop goes STRICT"}]}
                        """));
    }

    @Test
    void aTerminalThatHasNoColoursIsSentNone() {
        String mesh = shell.file("mesh.yaml", Shop.MESH);
        assertThat(shell.run("matrix", mesh).out()).doesNotContain("\u001b");
        assertThat(shell.run("matrix", mesh, "--color", "always").out()).contains("\u001b[32mmTLS\u001b[0m");
        shell.withTerminal();
        assertThat(shell.run("matrix", mesh).out()).contains("\u001b[32mmTLS\u001b[0m");
        assertThat(shell.run("matrix", mesh, "--color", "never").out()).doesNotContain("\u001b");
        shell.with("NO_COLOR", "1");
        assertThat(shell.run("matrix", mesh).out()).doesNotContain("\u001b");
    }
}
