package padlock.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import padlock.scenario.cli.Padlock;
import padlock.scenario.cli.Surroundings;

/** Runs commands as a script would. */
final class Terminal {

    /** What a command printed, and its exit code. */
    record Done(int exitCode, String out, String err) {

        JsonNode json() {
            try {
                return new JsonMapper().readTree(out);
            } catch (JsonProcessingException e) {
                throw new AssertionError(out, e);
            }
        }
    }

    private Terminal() {}

    static Done run(List<String> arguments) {
        return run("", arguments);
    }

    /** Runs a command that finds this text at its standard input. */
    static Done run(String typed, List<String> arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exitCode = new Padlock(new Surroundings(
                        new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)),
                        new PrintStream(out, false, StandardCharsets.UTF_8),
                        new PrintStream(err, false, StandardCharsets.UTF_8),
                        new TreeMap<>(),
                        false,
                        false,
                        Path.of("")))
                .run(arguments.toArray(String[]::new));
        return new Done(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
