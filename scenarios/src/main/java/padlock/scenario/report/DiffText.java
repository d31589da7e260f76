package padlock.scenario.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import padlock.mesh.history.CallReason;
import padlock.mesh.history.CallView;
import padlock.scenario.MatrixDiff;
import padlock.scenario.MatrixDiff.Kind;

/** What a change of manifests changes, for a terminal: what breaks stands first. */
public final class DiffText {

    private static final int INDENT = 2;

    private DiffText() {}

    public static String of(MatrixDiff diff, Ink ink, int width) {
        Paper paper = new Paper(ink, width);
        for (Kind kind : Kind.values()) {
            List<MatrixDiff.Change> changes = diff.changes().stream()
                    .filter(change -> change.kind() == kind)
                    .toList();
            if (!changes.isEmpty()) {
                paper.line(new Cell(kind.text().toUpperCase(Locale.ROOT) + ": " + changes.size(), tone(kind)));
                paper.table(INDENT, changes.stream().map(DiffText::row).toList());
                paper.blank();
            }
        }
        paper.line(Cell.of(
                diff.changes().isEmpty()
                        ? "nothing changes: " + diff.unchanged() + " connections end as before"
                        : diff.unchanged() + " connections end as before"));
        return paper.toString();
    }

    private static List<Cell> row(MatrixDiff.Change change) {
        List<Cell> row = new ArrayList<>();
        row.add(Cell.of(change.connection().from() + " → "
                + change.connection().to().replace(".svc.cluster.local", "")
                + change.connection()
                        .endpoint()
                        .map(endpoint -> " at " + endpoint)
                        .orElse("")));
        row.addAll(Stream.of(side(change.before()), Cell.weak("→"), side(change.after()))
                .toList());
        row.add(Cell.weak(change.after()
                .map(CallView.Verdict::reason)
                .filter(reason -> reason != CallReason.OK)
                .map(InWords::why)
                .orElse("")));
        return row;
    }

    private static Cell side(Optional<CallView.Verdict> verdict) {
        return verdict.map(InWords::briefly).orElse(Cell.weak("not there"));
    }

    private static Tone tone(Kind kind) {
        return switch (kind) {
            case BREAKS -> Tone.BAD;
            case FIXES, UPGRADES -> Tone.GOOD;
            case DOWNGRADES -> Tone.WARNING;
            case CHANGES -> Tone.STRONG;
        };
    }
}
