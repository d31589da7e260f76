package padlock.scenario.report;

import java.util.List;

/** The scenarios that there are, for a terminal. */
public final class TitlesText {

    private TitlesText() {}

    public static String of(List<Json.Title> titles, Ink ink, int width) {
        Paper paper = new Paper(ink, width);
        paper.table(
                0,
                titles.stream()
                        .map(title -> List.of(new Cell(title.name(), Tone.STRONG), Cell.of(title.title())))
                        .toList());
        return paper.toString();
    }
}
