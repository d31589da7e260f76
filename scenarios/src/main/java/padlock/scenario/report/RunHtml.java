package padlock.scenario.report;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import padlock.scenario.MeshQuestions;
import padlock.scenario.Run;
import padlock.scenario.Scenario;

/** A run as a page. */
public final class RunHtml {

    private RunHtml() {}

    public static String of(RunReport report) {
        Scenario scenario = report.run().scenario();
        Page page = new Page(scenario.title().isEmpty() ? scenario.name() : scenario.title());
        page.paragraph(Cell.of(scenario.description()));
        page.paragraph(Cell.weak(RunText.facts(report)));
        timeline(report, page);
        expectations(report, page);
        page.heading(Ledger.HEADING);
        Ledger.write(report.run().ledger(), scenario.start(), page);
        page.heading("Who reaches whom at the end");
        Optional<List<MeshQuestions.Row>> rows = report.matrixAtTheEnd();
        rows.ifPresent(found -> MatrixHtml.write(found, page));
        if (rows.isEmpty()) {
            page.paragraph(Cell.weak("Too many connections to show here; see padlock matrix."));
        }
        page.paragraph(Cell.of(RunText.summary(report)));
        page.paragraph(Cell.weak("fingerprint " + report.run().recording().fingerprint()));
        return page.toString();
    }

    private static void timeline(RunReport report, Page page) {
        Instant start = report.run().scenario().start();
        page.heading("Timeline");
        page.beginTable();
        for (Beat beat : Story.of(report)) {
            if (beat instanceof Beat.Calls calls) {
                page.row(RunText.row(calls, start));
            } else {
                page.wideRow(RunText.sentence(beat, start), RunText.COLUMNS);
            }
        }
        page.endTable();
    }

    private static void expectations(RunReport report, Page page) {
        page.heading("Expectations: " + report.expectations());
        page.beginTable();
        for (Run.Judged judged : report.run().expectations()) {
            Cell mark = RunReport.mark(judged.verdict());
            page.row(List.of(
                    new Cell(mark.text() + " " + RunReport.word(judged.verdict()), mark.tone()),
                    Cell.of(judged.expectation().name()),
                    Cell.weak(judged.verdict().evidence())));
        }
        page.endTable();
    }
}
