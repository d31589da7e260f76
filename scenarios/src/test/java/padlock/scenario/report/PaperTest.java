package padlock.scenario.report;

import java.util.List;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

final class PaperTest {

    private static final String LONG = "a sentence that goes on ".repeat(9).strip();

    @Test
    void noTextIsWiderThanItMayBe() {
        for (int width = 60; width <= 120; width += 7) {
            assertThat(written(Ink.NONE, width).lines()).allMatch(line -> line.length() <= 120);
            int limit = width;
            assertThat(written(Ink.NONE, width).lines().map(String::length)).allMatch(length -> length <= limit);
        }
    }

    @Test
    void colourNeverStandsAlone() {
        String colourless = written(Ink.ANSI, 80).replaceAll("\u001b\\[[0-9]+m", "");
        assertThat(written(Ink.ANSI, 80)).contains("\u001b[31mfailed\u001b[0m");
        assertThat(colourless).isEqualTo(written(Ink.NONE, 80));
    }

    @Test
    void columnsAreAlignedAndLinesEndWithTheirLastWord() {
        Paper paper = new Paper(Ink.NONE, 80);
        paper.table(
                2,
                List.of(
                        List.of(Cell.of("a"), Cell.of("bcd"), Cell.of("")),
                        List.of(Cell.of("efgh"), Cell.of("i"), Cell.of("j"))));
        assertThat(paper).hasToString("  a     bcd\n  efgh  i    j\n");
    }

    @Test
    void aParagraphIsBrokenBetweenWordsAndAWordWhereItMust() {
        Paper paper = new Paper(Ink.NONE, 10);
        paper.paragraph(0, 2, Cell.of("one two three abcdefghijklm"));
        assertThat(paper).hasToString("one two\n  three\n  abcdefgh\n  ijklm\n");
    }

    private static String written(Ink ink, int width) {
        Paper paper = new Paper(ink, width);
        paper.heading("HEADING");
        paper.paragraph(2, 6, new Cell(LONG, Tone.WARNING));
        paper.paragraph(2, 6, Cell.of("x".repeat(300)));
        paper.table(
                2,
                List.of(
                        List.of(Cell.of("short"), Cell.of(LONG), new Cell("failed", Tone.BAD)),
                        List.of(Cell.of(LONG), Cell.of("short"), new Cell("fine", Tone.GOOD))));
        return paper.toString();
    }
}
