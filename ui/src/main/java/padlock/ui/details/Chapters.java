package padlock.ui.details;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import padlock.mesh.policy.Explained;
import padlock.mesh.policy.Reason;
import padlock.ui.story.Story;
import padlock.ui.story.Story.Line;
import padlock.ui.text.Texts;

/** Chapters as they are collected: those without lines are left out, and none is longer than anybody reads. */
final class Chapters {

    private static final int LONGEST = 24;

    private final List<Story.Chapter> told = new ArrayList<>();

    Chapters add(String key, Stream<Line> lines) {
        List<Line> all = lines.toList();
        if (all.size() > LONGEST) {
            List<Line> first = new ArrayList<>(all.subList(0, LONGEST));
            first.add(Line.plain(Texts.of("details.more", all.size() - LONGEST)));
            told.add(new Story.Chapter(Texts.of(key), first));
        } else if (!all.isEmpty()) {
            told.add(new Story.Chapter(Texts.of(key), all));
        }
        return this;
    }

    List<Story.Chapter> told() {
        return List.copyOf(told);
    }

    /** A sentence with the reason that decided, where there is one. */
    static Line because(String text, Explained<?> explained) {
        return because(text, explained.reasons());
    }

    static Line because(String text, List<Reason> reasons) {
        return reasons.stream()
                .filter(reason -> reason.decidedBy().isPresent())
                .findFirst()
                .or(() -> reasons.stream().findFirst())
                .map(reason -> Line.because(text, reason))
                .orElseGet(() -> Line.plain(text));
    }

    /** How a client's sidecar is told to speak, in words. */
    static String sends(Explained<?> upstream) {
        String answer = upstream.reasons().stream()
                .reduce((first, second) -> second)
                .map(Reason::answer)
                .orElse("");
        return Texts.orElse("details.sends." + answer, answer);
    }

    static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
