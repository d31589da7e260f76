package padlock.ui.story;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import padlock.mesh.actor.AccessLogEntry;
import padlock.mesh.history.CallResult;
import padlock.mesh.history.CallView;
import padlock.mesh.policy.Reason;
import padlock.mesh.resource.Resource;
import padlock.ui.player.Subject;
import padlock.ui.text.Texts;

/**
 * One call in chapters, each of which has a heading and some lines.
 *
 * @param failed whether the call did not succeed
 */
public record Story(String title, boolean failed, List<Chapter> chapters) {

    /** A part of the story. */
    public record Chapter(String heading, List<Line> lines) {
        public Chapter {
            lines = List.copyOf(lines);
        }
    }

    /**
     * A line of a chapter.
     *
     * @param note what stands smaller under it; may be empty
     * @param literal whether somebody printed exactly this
     * @param decidedBy the field that the note is about, if there is one
     * @param about what the text is about, if that can be pointed at
     */
    public record Line(
            String text, String note, boolean literal, Optional<Reason.Field> decidedBy, Optional<Subject> about) {

        Line(String text, String note, boolean literal) {
            this(text, note, literal, Optional.empty(), Optional.empty());
        }

        /** A sentence by itself. */
        public static Line plain(String text) {
            return new Line(text, "", false);
        }

        /** A sentence that leads to what it is about. */
        public static Line about(Subject subject, String text) {
            return new Line(text, "", false, Optional.empty(), Optional.of(subject));
        }

        /** A sentence, and under it which field of which resource decided so, and what was passed over. */
        public static Line because(String text, Reason reason) {
            return new Line(text, note(reason), false, reason.decidedBy(), Optional.empty());
        }

        /** A sentence, and under it where that is written. */
        public static Line written(String text, Resource resource) {
            Reason.Field field =
                    new Reason.Field(resource.id(), resource.metadata().origin());
            return new Line(
                    text,
                    Texts.of("story.written", field.resource(), field.origin()),
                    false,
                    Optional.of(field),
                    Optional.empty());
        }

        private static String note(Reason reason) {
            String where = reason.decidedBy()
                    .map(field -> Texts.of("story.by", field.resource(), field.origin(), reason.rule()))
                    .orElseGet(() -> Texts.of("story.default", reason.rule()));
            StringBuilder note = new StringBuilder(where);
            reason.ignored()
                    .forEach(ignored -> note.append('\n')
                            .append(Texts.of(
                                    "story.ignored",
                                    ignored.field().resource(),
                                    ignored.field().origin(),
                                    ignored.why())));
            return note.toString();
        }
    }

    public Story {
        chapters = List.copyOf(chapters);
    }

    static Story of(CallView call) {
        Map<String, List<Line>> chapters = new LinkedHashMap<>();
        chapters.put("story.verdict", verdict(call));
        chapters.put("story.because", call.because().stream().map(Story::reason).toList());
        chapters.put("story.identities", identities(call));
        chapters.put("story.handshake", handshake(call));
        chapters.put("story.printed", literal(call.printed()));
        chapters.put("story.client-log", literal(call.clientLog().map(AccessLogEntry::line)));
        chapters.put("story.server-log", literal(call.serverLog().map(AccessLogEntry::line)));
        chapters.put("story.meaning", meanings(call));
        List<Chapter> told = new ArrayList<>();
        chapters.forEach((key, lines) -> {
            if (!lines.isEmpty()) {
                told.add(new Chapter(Texts.of(key), lines));
            }
        });
        String title = Texts.of("story.title", call.from().instance(), call.target());
        return new Story(title, call.verdict().result() != CallResult.SUCCEEDED, told);
    }

    private static List<Line> verdict(CallView call) {
        CallView.Verdict verdict = call.verdict();
        List<Line> lines = new ArrayList<>();
        lines.add(Line.plain(Texts.of(
                "story.result",
                Texts.of("result." + verdict.result().text()),
                Texts.of("transport." + verdict.transport().text()))));
        lines.add(Line.plain(Texts.orElse(
                "reason." + verdict.reason().text(), verdict.reason().text())));
        verdict.refusedBy()
                .ifPresent(side -> lines.add(
                        Line.plain(Texts.of("story.refused-by." + side.name().toLowerCase(Locale.ROOT)))));
        return lines;
    }

    private static Line reason(Reason reason) {
        return Line.because(reason.question() + ": " + reason.answer(), reason);
    }

    private static List<Line> identities(CallView call) {
        List<Line> lines = new ArrayList<>();
        call.clientIdentity().ifPresent(id -> lines.add(Line.plain(Texts.of("story.client-identity", id))));
        call.serverIdentity().ifPresent(id -> lines.add(Line.plain(Texts.of("story.server-identity", id))));
        return lines;
    }

    private static List<Line> handshake(CallView call) {
        return call.handshake().stream()
                .map(handshake -> Line.plain(Texts.of(
                        handshake.reused() ? "story.handshake.reused" : "story.handshake.new",
                        handshake.version(),
                        handshake.cipherSuite(),
                        handshake.group().orElse("–"))))
                .toList();
    }

    private static List<Line> meanings(CallView call) {
        String all = Stream.of(
                        call.printed(),
                        call.clientLog().map(AccessLogEntry::line),
                        call.serverLog().map(AccessLogEntry::line))
                .flatMap(Optional::stream)
                .collect(Collectors.joining("\n"));
        return OddWords.in(all).stream()
                .map(odd -> new Line(odd, OddWords.meaning(odd), false))
                .toList();
    }

    private static List<Line> literal(Optional<String> text) {
        return text.stream().map(words -> new Line(words, "", true)).toList();
    }
}
