package padlock.scenario.file;

import java.util.List;

/** What reading came to: a value, or all that is wrong with the input. */
public sealed interface Loaded<T> {

    /**
     * The input is sound.
     *
     * @param notes what the person should know all the same: ignored kinds, fields that are not modelled, warnings of
     *     Istio's
     */
    record Accepted<T>(T value, List<Problem> notes) implements Loaded<T> {
        public Accepted {
            notes = List.copyOf(notes);
        }
    }

    /** The input has mistakes: all of them, in the order of reading and of lines. */
    record Rejected<T>(List<Problem> problems) implements Loaded<T> {
        public Rejected {
            problems = List.copyOf(problems);
        }
    }
}
