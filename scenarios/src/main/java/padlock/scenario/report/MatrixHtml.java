package padlock.scenario.report;

import java.util.List;
import padlock.scenario.MeshQuestions;

/** Who reaches whom, as a page. */
public final class MatrixHtml {

    private MatrixHtml() {}

    public static String of(List<MeshQuestions.Row> rows) {
        Page page = new Page("Who reaches whom");
        write(rows, page);
        if (!rows.isEmpty()) {
            page.heading("Every connection");
            page.table(new Grid(rows).list());
        }
        return page.toString();
    }

    static void write(List<MeshQuestions.Row> rows, Page page) {
        if (rows.isEmpty()) {
            page.paragraph(Cell.weak("No workload could call a service."));
            return;
        }
        Grid grid = new Grid(rows);
        page.table(grid.table());
        page.beginTable();
        grid.legend().forEach(page::row);
        page.endTable();
    }
}
