package padlock.scenario.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;

/** Runs commands as a person at a terminal would, and keeps what they print. */
final class Shell {

    private final Path folder;
    private final SortedMap<String, String> environment = new TreeMap<>();
    private InputStream input = new ByteArrayInputStream(new byte[0]);
    private boolean terminal;
    private boolean debug;

    /** What a command printed, and its exit code. */
    record Done(int exitCode, String out, String err) {

        JsonNode json() {
            return Shell.json(out);
        }
    }

    /** Padlock is installed in this folder. */
    Shell(Path folder) {
        this.folder = folder;
    }

    Shell withTerminal() {
        terminal = true;
        return this;
    }

    Shell withDebugging() {
        debug = true;
        return this;
    }

    Shell with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    Shell typing(InputStream typed) {
        input = typed;
        return this;
    }

    Shell typing(String typed) {
        return typing(new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)));
    }

    /** Writes a file, and gives its path as a person would type it. */
    String file(String name, String content) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            return Files.writeString(file, content).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Done run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Surroundings surroundings = new Surroundings(
                input,
                new PrintStream(out, false, StandardCharsets.UTF_8),
                new PrintStream(err, false, StandardCharsets.UTF_8),
                environment,
                terminal,
                debug,
                folder);
        int exitCode = new Padlock(surroundings).run(arguments);
        return new Done(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    static JsonNode json(String text) {
        try {
            return new JsonMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }
}
