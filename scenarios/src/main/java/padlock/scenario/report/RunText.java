package padlock.scenario.report;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import padlock.scenario.MeshQuestions;
import padlock.scenario.Run;
import padlock.scenario.Scenario;

/** A run for a person at a terminal: what happened, whether that was expected, and what it left behind. */
public final class RunText {

    private static final int INDENT = 2;
    private static final int HANGING = 6;

    /** How many cells {@link #row} makes. */
    static final int COLUMNS = 7;

    private final RunReport report;
    private final int width;
    private final Paper paper;

    private RunText(RunReport report, Ink ink, int width) {
        this.report = report;
        this.width = width;
        this.paper = new Paper(ink, width);
    }

    public static String of(RunReport report, Ink ink, int width) {
        return new RunText(report, ink, width).text();
    }

    private String text() {
        header();
        timeline();
        expectations();
        ledger();
        matrix();
        summary();
        return paper.toString();
    }

    private void header() {
        Scenario scenario = report.run().scenario();
        paper.line(new Cell(scenario.title().isEmpty() ? scenario.name() : scenario.title(), Tone.STRONG));
        if (!scenario.description().isBlank()) {
            paper.line(Cell.of(scenario.description().strip().replaceAll("\\s+", " ")));
        }
        paper.line(Cell.weak(facts(report)));
    }

    /** Which run it is, in a line. */
    static String facts(RunReport report) {
        Run run = report.run();
        return run.scenario().name() + ", seed " + run.recording().seed() + ", from "
                + run.scenario().start() + " for "
                + Moments.length(
                        Duration.between(run.scenario().start(), run.recording().end()));
    }

    private void timeline() {
        paper.heading("TIMELINE");
        List<Beat> beats = Story.of(report);
        Deque<String> calls = new ArrayDeque<>(paper.rows(INDENT, callRows(beats, start())));
        for (Beat beat : beats) {
            if (beat instanceof Beat.Calls) {
                paper.ready(calls.remove());
            } else {
                paper.paragraph(INDENT, HANGING, sentence(beat, start()));
            }
        }
        if (beats.isEmpty()) {
            paper.paragraph(INDENT, INDENT, Cell.weak("nothing happened"));
        }
    }

    private Instant start() {
        return report.run().scenario().start();
    }

    private static List<List<Cell>> callRows(List<Beat> beats, Instant start) {
        List<List<Cell>> rows = new ArrayList<>();
        for (Beat beat : beats) {
            if (beat instanceof Beat.Calls calls) {
                rows.add(row(calls, start));
            }
        }
        return rows;
    }

    static List<Cell> row(Beat.Calls calls, Instant start) {
        return List.of(
                Cell.weak(when(calls.at(), calls.last(), start)),
                Cell.of(calls.traffic()),
                Cell.of(calls.from() + " → " + calls.to()),
                Cell.of(InWords.transport(calls.verdict().transport())),
                InWords.outcome(calls.verdict()),
                Cell.of(calls.status().map(String::valueOf).orElse("")),
                Cell.weak("×" + calls.count()));
    }

    /** A beat that is not about calls. */
    static Cell sentence(Beat beat, Instant start) {
        if (beat instanceof Beat.Change change) {
            String effect = change.effect().isEmpty() ? "" : ": " + change.effect();
            return new Cell(when(change.at(), change.at(), start) + "  ▶ " + change.what() + effect, Tone.STRONG);
        } else if (beat instanceof Beat.Renewal renewal) {
            return Cell.of(when(seconds(renewal.at()), seconds(renewal.last()), start) + "  ↻ "
                    + many(renewal.certificates(), "certificate") + " renewed, of "
                    + many(renewal.sidecars(), "sidecar"));
        }
        throw new AssertionError(beat);
    }

    private static Instant seconds(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS);
    }

    private static String when(Instant first, Instant last, Instant start) {
        String from = Moments.clock(Duration.between(start, first));
        return first.equals(last) ? from : from + "–" + Moments.clock(Duration.between(start, last));
    }

    static String many(int count, String thing) {
        return String.format(Locale.ROOT, "%,d %s", count, count == 1 ? thing : thing + "s");
    }

    private void expectations() {
        paper.heading("EXPECTATIONS: " + report.expectations());
        for (Run.Judged judged : report.run().expectations()) {
            Cell mark = RunReport.mark(judged.verdict());
            String words = mark.text() + " " + RunReport.word(judged.verdict()) + "  "
                    + judged.expectation().name();
            paper.paragraph(INDENT, HANGING, new Cell(words, mark.tone()));
            paper.paragraph(HANGING, HANGING, Cell.weak(judged.verdict().evidence()));
        }
    }

    private void ledger() {
        paper.heading(Ledger.HEADING.toUpperCase(Locale.ROOT));
        Ledger.write(report.run().ledger(), start(), paper);
    }

    private void matrix() {
        paper.heading("WHO REACHES WHOM AT THE END");
        Optional<List<MeshQuestions.Row>> rows = report.matrixAtTheEnd();
        rows.ifPresent(found -> MatrixText.write(found, paper, width));
        if (rows.isEmpty()) {
            paper.paragraph(INDENT, INDENT, Cell.weak("too many connections to show here; see padlock matrix"));
        }
    }

    private void summary() {
        paper.blank();
        paper.line(Cell.of(summary(report)));
        paper.line(Cell.weak("fingerprint " + report.run().recording().fingerprint()));
    }

    static String summary(RunReport report) {
        String unfinished = report.unfinished() == 0 ? "" : " (" + report.unfinished() + " more not over at the end)";
        return many(report.calls().size(), "call") + unfinished + ", " + many(report.handshakes(), "handshake")
                + ", seed " + report.run().recording().seed();
    }
}
