package padlock.scenario.file;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import padlock.mesh.resource.Origin;

/** Collects everything that is wrong or worth knowing, of all files of one reading. */
final class Problems {

    private final Map<String, Integer> paths = new LinkedHashMap<>();
    private final Set<Problem> problems = new LinkedHashSet<>();
    private final Set<Problem> notes = new LinkedHashSet<>();
    private final List<Problem> warnings = new ArrayList<>();
    private final String folder;

    Problems() {
        this("");
    }

    /**
     * For what stands inside of one folder: problems show where that is, but what is read knows only its place inside,
     * so that a run does not depend on where its scenario lies.
     */
    Problems(String folder) {
        this.folder = folder;
    }

    String inside(String path) {
        return !folder.isEmpty() && path.startsWith(folder + "/") ? path.substring(folder.length() + 1) : path;
    }

    /** A file is about to be read; its problems stand behind those of the files before it. */
    Report reading(String path) {
        paths.putIfAbsent(path, paths.size());
        return new Report(path, this);
    }

    /** A note on something that was read, at the place that a person knows it by. */
    void note(Origin origin, String message, String hint) {
        String shown = folder.isEmpty() ? origin.path() : folder + "/" + origin.path();
        note(new Problem(shown, origin.line(), message, hint));
    }

    void problem(Problem problem) {
        problems.add(problem);
    }

    void note(Problem note) {
        notes.add(note);
    }

    /** A warning of admission, which is a note as well. */
    void warning(Problem warning) {
        notes.add(warning);
        warnings.add(warning);
    }

    /** The warnings so far, which are then told as something else. */
    List<Problem> takeWarnings() {
        List<Problem> taken = List.copyOf(warnings);
        notes.removeAll(taken);
        warnings.clear();
        return taken;
    }

    /** The problems beyond so many, which are then no problems any more. */
    List<Problem> takeBeyond(int count) {
        List<Problem> taken = problems.stream().skip(count).toList();
        taken.forEach(problems::remove);
        return taken;
    }

    int count() {
        return problems.size();
    }

    /** The value, if nothing was wrong with it. */
    <T> Loaded<T> loaded(T value) {
        return problems.isEmpty() ? new Loaded.Accepted<>(value, sorted(notes)) : rejected();
    }

    <T> Loaded<T> rejected() {
        return new Loaded.Rejected<>(sorted(problems));
    }

    private List<Problem> sorted(Set<Problem> unsorted) {
        return unsorted.stream()
                .sorted(Comparator.<Problem>comparingInt(problem -> paths.getOrDefault(problem.path(), 0))
                        .thenComparingInt(Problem::line))
                .toList();
    }
}
