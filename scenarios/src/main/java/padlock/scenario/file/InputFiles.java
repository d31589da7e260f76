package padlock.scenario.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.PatternSyntaxException;

/** Finds the files that an argument names. */
final class InputFiles {

    static final String STANDARD_INPUT = "-";
    private static final String GLOB_CHARACTERS = "*?[{";

    private final Predicate<Path> allowed;
    private final Problems problems;

    /** Takes only files of which the real path is allowed. */
    InputFiles(Predicate<Path> allowed, Problems problems) {
        this.allowed = allowed;
        this.problems = problems;
    }

    /** The files of one argument, in the order of names; if there is none, a problem says why. */
    List<Source> find(String argument, Path path, InputStream standardInput) {
        if (argument.equals(STANDARD_INPUT)) {
            return List.of(new Source(STANDARD_INPUT, () -> standardInput));
        }
        if (Files.isDirectory(path)) {
            return folder(argument, path);
        }
        if (Files.exists(path)) {
            return List.of(new Source(argument, () -> Files.newInputStream(path)));
        }
        if (argument.chars().anyMatch(character -> GLOB_CHARACTERS.indexOf(character) >= 0)) {
            return glob(argument);
        }
        problem(argument, "there is no such file or folder", nearestFile(path));
        return List.of();
    }

    private void problem(String argument, String message, String hint) {
        problems.reading(argument).problem(1, message, hint);
    }

    private static String nearestFile(Path missing) {
        Path folder = missing.getParent() == null ? Path.of("") : missing.getParent();
        String name = String.valueOf(missing.getFileName());
        return Nearest.to(name, names(folder))
                .map(nearest -> "did you mean " + nearest + "?")
                .orElse("");
    }

    private List<Source> folder(String argument, Path folder) {
        List<Source> found = new ArrayList<>();
        walk(argument.replaceAll("/+$", ""), folder, new HashSet<>(), InputFiles::isManifest, found);
        if (found.isEmpty()) {
            problem(argument, "this folder holds no manifest", "manifests end with .yaml, .yml or .json");
        }
        return found;
    }

    private static boolean isManifest(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".json");
    }

    /** Each real folder is entered once, so that links that lead back do no harm; hidden entries are left out. */
    private void walk(String name, Path folder, Set<Path> entered, Predicate<Path> wanted, List<Source> found) {
        try {
            if (!entered.add(folder.toRealPath())) {
                return;
            }
        } catch (IOException unreadable) {
            problem(name, "this folder cannot be read", "is it yours to read?");
            return;
        }
        for (Path entry : entries(folder)) {
            String entryName = name.isEmpty() ? entry.getFileName().toString() : name + "/" + entry.getFileName();
            if (Files.isDirectory(entry)) {
                walk(entryName, entry, entered, wanted, found);
            } else if (Files.isRegularFile(entry) && wanted.test(entry)) {
                add(entryName, entry, found);
            }
        }
    }

    private void add(String name, Path file, List<Source> found) {
        if (allowed.test(file)) {
            found.add(new Source(name, () -> Files.newInputStream(file)));
        } else {
            problem(name, "this file is outside of the scenario's folder", "copy it into the folder");
        }
    }

    /** The names of what is in a folder, in order, without hidden entries. */
    static List<String> names(Path folder) {
        return entries(folder).stream()
                .map(entry -> entry.getFileName().toString())
                .toList();
    }

    private static List<Path> entries(Path folder) {
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            stream.forEach(entries::add);
        } catch (IOException | DirectoryIteratorException unreadable) {
            return List.of();
        }
        entries.removeIf(entry -> entry.getFileName().toString().startsWith("."));
        entries.sort(Comparator.comparing(entry -> entry.getFileName().toString()));
        return entries;
    }

    private List<Source> glob(String argument) {
        int firstSpecial = (int) argument.chars()
                .takeWhile(character -> GLOB_CHARACTERS.indexOf(character) < 0)
                .count();
        int slash = argument.lastIndexOf('/', firstSpecial);
        String base = slash < 0 ? "" : argument.substring(0, Math.max(slash, 1));
        Path folder = Path.of(base);
        List<Source> found = new ArrayList<>();
        try {
            PathMatcher matcher = folder.getFileSystem().getPathMatcher("glob:" + argument);
            if (Files.isDirectory(folder)) {
                walk(base.equals("/") ? "" : base, folder, new HashSet<>(), matcher::matches, found);
            }
        } catch (PatternSyntaxException | InvalidPathException notAGlob) {
            problem(argument, "this is neither a file nor a glob", "");
            return List.of();
        }
        if (found.isEmpty()) {
            problem(argument, "no file matches", "");
        }
        return found;
    }
}
