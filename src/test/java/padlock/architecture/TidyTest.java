package padlock.architecture;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The tidiness of the sources themselves. */
final class TidyTest {

    private static final String WRITTEN_BY_HAND = ".*\\.(java|ya?ml|md|sh|xml|cmd)|padlock|\\.ci/run";

    private static final int LONGEST_FILE = 600;

    private static SourceTree tree;

    @BeforeAll
    static void read() {
        tree = SourceTree.read();
        assertThat(tree.files()).as("files from the root of the repository").contains(Path.of("pom.xml"));
    }

    @Test
    void noTabs() {
        assertThat(lines(WRITTEN_BY_HAND, "\t")).isEmpty();
    }

    @Test
    void noTrailingWhitespace() {
        assertThat(lines(WRITTEN_BY_HAND, "[ \t]$")).isEmpty();
    }

    @Test
    void everyFileEndsWithOneNewline() {
        assertThat(tree.named(WRITTEN_BY_HAND)
                        .filter(file -> !SourceTree.text(file).matches("(?s)(|.*[^\n]\r?\n)")))
                .isEmpty();
    }

    @Test
    void nothingIsLeftForLater() {
        assertThat(lines(WRITTEN_BY_HAND, "\\b(TO[D]O|FIX[M]E|XX[X])\\b")).isEmpty();
    }

    @Test
    void noCodeInComments() {
        assertThat(lines(".*\\.java", "^\\s*//(.*\\bSystem\\.(out|err)\\b|.*\\w\\(.*\\);$|\\s*(import|return) .*;$)"))
                .isEmpty();
    }

    @Test
    void noAuthors() {
        assertThat(lines(".*\\.java", "@autho[r]\\b")).isEmpty();
    }

    @Test
    void noPathsOfOneMachine() {
        assertThat(lines(WRITTEN_BY_HAND, "(?<![\\w.$}{])(/(home|Users)/\\w|/(root|work|tmp/wt)/|[A-Z]:\\\\Users)"))
                .isEmpty();
    }

    @Test
    void noFileIsTooLongToReadAtOnce() {
        assertThat(tree.named(WRITTEN_BY_HAND)
                        .filter(file -> SourceTree.text(file).lines().count() > LONGEST_FILE))
                .isEmpty();
    }

    @Test
    void everyPackageSaysWhatItIs() {
        assertThat(tree.named("(.*/)?src/main/java/.*\\.java")
                        .map(Path::getParent)
                        .distinct()
                        .filter(folder -> !Files.exists(folder.resolve("package-info.java"))))
                .isEmpty();
    }

    private static List<String> lines(String files, String pattern) {
        Pattern bad = Pattern.compile(pattern);
        List<String> found = new ArrayList<>();
        tree.named(files).forEach(file -> {
            List<String> lines = SourceTree.text(file).lines().toList();
            IntStream.range(0, lines.size())
                    .filter(index -> bad.matcher(lines.get(index)).find())
                    .forEach(index -> found.add(SourceTree.unix(file) + ":" + (index + 1) + ": " + lines.get(index)));
        });
        return found;
    }
}
