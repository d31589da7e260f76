package padlock.golden;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** A file with what came out once and was read by a person; {@code -Dgolden.update=true} writes it anew. */
public record GoldenFile(String name) {

    private static final Path FOLDER = Path.of("src/test/resources");

    /** Compares, or writes anew; the lines of the opening comment are kept. */
    public void check(List<String> lines) {
        try {
            Path file = FOLDER.resolve(name);
            List<String> comment = Files.exists(file)
                    ? Files.readAllLines(file).stream()
                            .takeWhile(line -> line.startsWith("##"))
                            .toList()
                    : List.of("## " + name);
            if (Boolean.getBoolean("golden.update")) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, String.join("\n", comment) + "\n" + String.join("\n", lines) + "\n");
            }
            assertThat(lines)
                    .as("%s; if the change is meant, run with -Dgolden.update=true and read the difference", file)
                    .isEqualTo(Files.readAllLines(file).stream()
                            .skip(comment.size())
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
