package padlock.scenario.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import padlock.mesh.history.LedgerEntry;
import padlock.mesh.policy.Reason;

/** The ledger of plaintext, in the three forms in which reports have it. */
final class Ledger {

    static final String HEADING = "What crossed the wire in plaintext";
    static final String NOTHING = "not a byte";

    private static final int MOST_IN_TEXT = 40;
    private static final int INDENT = 2;
    private static final int HANGING = 6;

    private Ledger() {}

    static ObjectNode json(LedgerEntry entry) {
        ObjectNode json = Json.object()
                .put("from", entry.from().toString())
                .put("to", entry.to())
                .put("endpoint", Json.orNull(entry.endpoint()))
                .put("accepted", entry.accepted())
                .put("serverMode", Json.orNull(entry.serverMode()))
                .put("connections", entry.connections())
                .put("requestBytes", entry.requestBytes())
                .put("answerBytes", entry.answerBytes())
                .put("first", entry.first().toString())
                .put("last", entry.last().toString())
                .put("sample", entry.sample());
        json.set("because", Json.array(entry.because(), ExplainJson::because));
        return json;
    }

    static void write(List<LedgerEntry> entries, Instant start, Paper paper) {
        if (entries.isEmpty()) {
            paper.paragraph(INDENT, INDENT, Cell.weak(NOTHING));
        }
        for (LedgerEntry entry : entries.subList(0, Math.min(entries.size(), MOST_IN_TEXT))) {
            paper.paragraph(INDENT, HANGING, new Cell(what(entry, start), tone(entry)));
            paper.paragraph(HANGING, HANGING, Cell.weak(sample(entry)));
            entry.because().forEach(reason -> paper.paragraph(HANGING, HANGING + 4, Cell.weak(because(reason))));
        }
        if (entries.size() > MOST_IN_TEXT) {
            String more = String.valueOf(entries.size() - MOST_IN_TEXT);
            paper.paragraph(INDENT, INDENT, Cell.weak(more + " more; --output json has all"));
        }
    }

    static void write(List<LedgerEntry> entries, Instant start, Page page) {
        if (entries.isEmpty()) {
            page.paragraph(Cell.weak(NOTHING));
            return;
        }
        page.beginTable();
        for (LedgerEntry entry : entries) {
            List<String> reasons = entry.because().stream().map(Ledger::because).toList();
            page.row(List.of(
                    new Cell(what(entry, start), tone(entry)),
                    Cell.of(sample(entry)),
                    Cell.weak(String.join("; ", reasons))));
        }
        page.endTable();
    }

    private static Tone tone(LedgerEntry entry) {
        return entry.accepted() ? Tone.WARNING : Tone.PLAIN;
    }

    private static String what(LedgerEntry entry, Instant start) {
        List<String> parts = new ArrayList<>();
        parts.add(entry.from() + " → " + entry.to());
        parts.add(RunText.many(entry.connections(), "connection"));
        parts.add(
                String.format(Locale.ROOT, "%,d bytes asked, %,d answered", entry.requestBytes(), entry.answerBytes()));
        parts.add(clock(start, entry.first()) + "–" + clock(start, entry.last()));
        parts.add(
                entry.accepted()
                        ? entry.serverMode().map(mode -> "taken, " + mode).orElse("taken, no sidecar there")
                        : entry.serverMode().map(mode -> "refused, " + mode).orElse("refused"));
        return String.join(", ", parts);
    }

    private static String clock(Instant start, Instant at) {
        return Moments.clock(Duration.between(start, at));
    }

    private static String sample(LedgerEntry entry) {
        return entry.sample().isEmpty() ? "no request in plaintext, an answer alone" : "“" + entry.sample() + "”";
    }

    private static String because(Reason reason) {
        return reason.question() + ": " + reason.answer() + " (" + reason.rule() + "), "
                + reason.decidedBy()
                        .map(field -> field.resource() + "  " + field.origin())
                        .orElse("the default");
    }
}
