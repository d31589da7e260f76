package padlock.scenario.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.function.ToIntFunction;
import padlock.scenario.file.Loaded;
import padlock.scenario.file.Problem;
import padlock.scenario.report.Ink;
import padlock.scenario.report.Json;

/** What a command has of the outside: it prints its report to standard output, and all else to standard error. */
final class Console {

    static final int WIDEST = 120;
    private static final int NARROWEST = 60;

    private final Surroundings surroundings;

    Console(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    Surroundings surroundings() {
        return surroundings;
    }

    Ink ink(Color when) {
        return when.ink(surroundings);
    }

    void print(String report) {
        surroundings.out().print(report);
        surroundings.out().flush();
    }

    void notes(List<Problem> notes) {
        notes.forEach(note -> complain("note: " + note));
    }

    /** Goes on with what was read, its notes told; of bad input all problems are reported instead. */
    <T> int given(Loaded<T> loaded, boolean json, ToIntFunction<T> goOn) {
        if (loaded instanceof Loaded.Rejected<T> rejected) {
            return refuse(rejected.problems(), json);
        } else if (loaded instanceof Loaded.Accepted<T> accepted) {
            notes(accepted.notes());
            return goOn.applyAsInt(accepted.value());
        }
        throw new AssertionError(loaded);
    }

    /** Reports bad input, and gives the exit code for it. */
    int refuse(List<Problem> problems, boolean json) {
        if (json) {
            print(Json.problems(problems));
        } else {
            problems.forEach(problem -> complain(problem.toString()));
        }
        return ExitCode.BAD_INPUT;
    }

    void complain(String line) {
        PrintStream err = surroundings.err();
        err.print(line + "\n");
        err.flush();
    }

    /** How many columns a text may have. */
    int width() {
        String columns = surroundings.environment().getOrDefault("COLUMNS", "");
        return columns.matches("[0-9]{1,4}")
                ? Math.max(NARROWEST, Math.min(WIDEST, Integer.parseInt(columns)))
                : WIDEST;
    }
}
