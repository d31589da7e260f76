package padlock.scenario.report;

import java.util.List;
import java.util.Locale;
import padlock.mesh.analysis.Level;
import padlock.scenario.Message;

/** Mistakes and risks for a person at a terminal, one after the other, each with its mending. */
public final class AnalysisText {

    private static final int INDENT = 4;

    private AnalysisText() {}

    public static String of(List<Message> messages, Ink ink, int width) {
        Paper paper = new Paper(ink, width);
        for (Message message : messages) {
            Level level = message.code().level();
            String word = level.name().charAt(0) + level.name().substring(1).toLowerCase(Locale.ROOT);
            paper.line(new Cell(
                    word + " [" + message.code() + "] (" + message.resource() + " " + message.origin() + ")",
                    tone(level)));
            paper.paragraph(INDENT, INDENT, Cell.of(message.text()));
            if (!message.hint().isEmpty()) {
                paper.paragraph(INDENT, INDENT + 2, Cell.weak("→ " + message.hint()));
            }
        }
        if (!messages.isEmpty()) {
            paper.blank();
        }
        paper.line(
                messages.isEmpty()
                        ? new Cell("✓ nothing found", Tone.GOOD)
                        : Cell.of(RunText.many(count(messages, Level.ERROR), "error") + ", "
                                + RunText.many(count(messages, Level.WARNING), "warning") + ", "
                                + RunText.many(count(messages, Level.INFO), "remark")));
        return paper.toString();
    }

    private static int count(List<Message> messages, Level level) {
        return (int) messages.stream()
                .filter(message -> message.code().level() == level)
                .count();
    }

    private static Tone tone(Level level) {
        return switch (level) {
            case ERROR -> Tone.BAD;
            case WARNING -> Tone.WARNING;
            case INFO -> Tone.STRONG;
        };
    }
}
