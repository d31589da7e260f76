package padlock.scenario.report;

import java.util.List;
import padlock.scenario.MeshQuestions;

/** Who reaches whom, for a terminal: a grid, or a list where a grid would be too wide. */
public final class MatrixText {

    private static final int INDENT = 2;

    private MatrixText() {}

    public static String of(List<MeshQuestions.Row> rows, Ink ink, int width) {
        Paper paper = new Paper(ink, width);
        write(rows, paper, width);
        return paper.toString();
    }

    static void write(List<MeshQuestions.Row> rows, Paper paper, int width) {
        if (rows.isEmpty()) {
            paper.paragraph(INDENT, INDENT, Cell.weak("no workload could call a service"));
            return;
        }
        Grid grid = new Grid(rows);
        List<List<Cell>> table = grid.table();
        paper.table(INDENT, Paper.widthOf(table) + INDENT <= width ? table : grid.list());
        paper.blank();
        paper.table(INDENT, grid.legend());
    }
}
