package padlock.architecture;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A line {@code <b>Invariant:</b>} of a package-info.java is one sentence, up to its first full stop, and a test has
 * that sentence as its name. The two are compared without Javadoc's tags, and by their letters and digits alone, in
 * lower case: "A seed's run never changes." is {@code aSeedsRunNeverChanges()}, or an architecture rule
 * {@code a_seeds_run_never_changes}.
 */
final class InvariantsTest {

    private static final Pattern INVARIANT =
            Pattern.compile("<b>Invariants?:</b>(.*?)(?=<b>Invariants?:</b>|<p>|\\*/|$)", Pattern.DOTALL);

    private static final Pattern TEST = Pattern.compile("(?:\\bvoid|\\bArchRule|>)\\s+(\\w+)\\s*(?:\\(|=)");

    @Test
    void everyInvariantHasATestOfThatName() {
        SourceTree tree = SourceTree.read();
        Set<String> tests = tree.named("(.*/)?src/test/java/.*Test\\.java")
                .flatMap(InvariantsTest::testNames)
                .collect(Collectors.toSet());
        assertThat(tree.named(".*/package-info\\.java").flatMap(InvariantsTest::invariants))
                .filteredOn(invariant -> !tests.contains(invariant.name()))
                .isEmpty();
    }

    @Test
    void sentencesAndNamesMeet() {
        String comment =
                "/**\n * What it is.\n *\n * <p><b>Invariant:</b> A seed's {@link Run} never\n * changes. See there.\n"
                        + " * <p><b>Invariant:</b> Bouncy Castle stays in TLS.\n */";
        assertThat(invariants(Path.of("here"), comment).map(Invariant::name))
                .containsExactly("aseedsrunneverchanges", "bouncycastlestaysintls");
    }

    record Invariant(Path file, String sentence) {
        String name() {
            return plain(sentence);
        }
    }

    private static Stream<Invariant> invariants(Path file) {
        return invariants(file, SourceTree.text(file));
    }

    private static Stream<Invariant> invariants(Path file, String text) {
        String prose = text.replaceAll("(?m)^\\s*/?\\*+(?!/) ?", "");
        return INVARIANT.matcher(prose).results().map(match -> new Invariant(file, firstSentence(match.group(1))));
    }

    private static String firstSentence(String text) {
        return text.replaceAll("\\{@\\w+\\s+([^}]*)}", "$1")
                .replaceAll("<[^>]*>", "")
                .replaceAll("\\s+", " ")
                .strip()
                .split("(?<=\\.)(\\s|$)", 2)[0];
    }

    private static Stream<String> testNames(Path file) {
        return TEST.matcher(SourceTree.text(file)).results().map(InvariantsTest::nameOf);
    }

    private static String nameOf(MatchResult match) {
        return plain(match.group(1));
    }

    private static String plain(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }
}
