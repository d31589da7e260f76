package padlock.scenario.file;

import java.io.InputStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads manifests as {@code kubectl apply} would take them: files, folders, globs and standard input; YAML or JSON. */
public final class ManifestFiles {

    private ManifestFiles() {}

    /** Reads every argument: a file, a folder (recursively, in the order of names), a glob, or {@code -}. */
    public static Loaded<Manifests> read(List<String> arguments, InputStream standardInput) {
        Problems problems = new Problems();
        ManifestReader reader = new ManifestReader(problems);
        read(arguments, standardInput, reader, problems);
        Manifests manifests = reader.manifests();
        return problems.loaded(manifests);
    }

    /** Reads the same to be judged: mistakes of single resources are findings, and the rest is read all the same. */
    public static Loaded<Reviewed> review(List<String> arguments, InputStream standardInput) {
        Problems problems = new Problems();
        Review review = new Review();
        ManifestReader reader = new ManifestReader(problems, Optional.of(review));
        read(arguments, standardInput, reader, problems);
        Manifests manifests = reader.manifests();
        return problems.loaded(review.of(manifests));
    }

    private static void read(
            List<String> arguments, InputStream standardInput, ManifestReader reader, Problems problems) {
        InputFiles files = new InputFiles(path -> true, problems);
        for (String argument : arguments) {
            try {
                read(argument, files.find(argument, Path.of(argument), standardInput), reader, problems);
            } catch (InvalidPathException notAPath) {
                problems.reading(argument).problem(1, "this is not the name of a file", "");
            }
        }
    }

    /** Reads the files that one argument named, of which one at least must hold something. */
    static void read(String argument, List<Source> sources, ManifestReader reader, Problems problems) {
        int documents = 0;
        int before = problems.count();
        for (Source source : sources) {
            Report report = problems.reading(source.path());
            for (Node document : source.documents(report)) {
                reader.read(document, report);
                documents++;
            }
        }
        if (documents == 0 && !sources.isEmpty() && problems.count() == before) {
            problems.reading(argument)
                    .problem(1, "there is no manifest in here", "it is empty, or holds only comments");
        }
    }
}
