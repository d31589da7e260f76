package padlock.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files of the repository that people write, by their path from its root. */
record SourceTree(List<Path> files) {

    private static final List<String> BUILT = List.of("target", ".padlock", ".git", ".idea", ".vscode");

    /** What git knows or would add; without git, whatever is not built. */
    static SourceTree read() {
        try {
            Process git = new ProcessBuilder("git", "ls-files", "--cached", "--others", "--exclude-standard", "-z")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String listed = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (git.waitFor() == 0 && !listed.isEmpty()) {
                return new SourceTree(existing(Stream.of(listed.split("\0")).map(Path::of)));
            }
        } catch (IOException noGit) {
            return walk();
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
        return walk();
    }

    Stream<Path> named(String pattern) {
        return files.stream().filter(file -> unix(file).matches(pattern));
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(file.toString(), unreadable);
        }
    }

    static String unix(Path file) {
        return file.toString().replace('\\', '/');
    }

    private static SourceTree walk() {
        try (Stream<Path> all = Files.walk(Path.of(""))) {
            return new SourceTree(existing(
                    all.filter(file -> BUILT.stream().noneMatch(built -> contains(file, built)))));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static boolean contains(Path file, String folder) {
        for (Path part : file) {
            if (part.toString().equals(folder)) {
                return true;
            }
        }
        return false;
    }

    private static List<Path> existing(Stream<Path> paths) {
        return paths.filter(Files::isRegularFile).distinct().sorted().toList();
    }
}
