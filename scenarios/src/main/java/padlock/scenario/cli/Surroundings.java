package padlock.scenario.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All that a command knows of the process it runs in.
 *
 * @param terminal whether a person sees standard output as it is printed
 * @param debug whether a bug is shown with its stack
 * @param home where Padlock is installed
 */
public record Surroundings(
        InputStream in,
        PrintStream out,
        PrintStream err,
        SortedMap<String, String> environment,
        boolean terminal,
        boolean debug,
        Path home) {

    /** From this version on a console is there even where standard output is not a terminal. */
    private static final int CONSOLE_IS_ALWAYS_THERE = 22;

    private static final String TERMINAL = "padlock.terminal";

    public Surroundings {
        environment = Collections.unmodifiableSortedMap(new TreeMap<>(environment));
    }

    static Surroundings ofThisProcess() {
        return new Surroundings(
                System.in,
                utf8(FileDescriptor.out),
                utf8(FileDescriptor.err),
                new TreeMap<>(System.getenv()),
                isTerminal(),
                Boolean.getBoolean("padlock.debug"),
                Path.of(System.getProperty("padlock.home", "")));
    }

    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), false, StandardCharsets.UTF_8);
    }

    /** The launcher knows, and says so in a system property; Java itself can tell up to a certain version. */
    private static boolean isTerminal() {
        String told = System.getProperty(TERMINAL);
        return told == null
                ? Runtime.version().feature() < CONSOLE_IS_ALWAYS_THERE && System.console() != null
                : Boolean.parseBoolean(told);
    }
}
