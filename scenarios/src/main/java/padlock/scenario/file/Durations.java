package padlock.scenario.file;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import padlock.mesh.actor.Span;
import padlock.scenario.Interval;

/** Durations as scenario files write them: one whole number and one unit. */
public final class Durations {

    public static final String HINT = "durations are 250ms, 10s, 5m, 24h, 7d";

    static final Pattern FORM = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");
    private static final String TO = "..";
    private static final long LARGEST_NUMBER = 1_000_000_000;

    private Durations() {}

    public static Optional<Duration> parse(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches() ? Optional.of(of(Long.parseLong(form.group(1)), form.group(2))) : Optional.empty();
    }

    /** As scenario files write it, rounded up to what they can say. */
    public static String text(Duration duration) {
        long millis = duration.toMillis() + (duration.getNano() % 1_000_000 > 0 ? 1 : 0);
        if (millis % 1000 > 0 && millis < LARGEST_NUMBER) {
            return millis + "ms";
        }
        long seconds = millis / 1000 + (millis % 1000 > 0 ? 1 : 0);
        return seconds % 60 == 0 && seconds > 0 ? seconds / 60 + "m" : seconds + "s";
    }

    /** The shortest duration that is no shorter, and that scenario files can say. */
    public static Duration roundedUp(Duration duration) {
        return parse(text(duration)).orElseThrow();
    }

    private static Duration of(long number, String unit) {
        return switch (unit) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            case "d" -> Duration.ofDays(number);
            default -> throw new AssertionError(unit);
        };
    }

    /** {@code 200ms..2s}, or one duration that leaves nothing to chance. */
    static Optional<Span> span(String text) {
        int to = text.indexOf(TO);
        Optional<Duration> low = parse(to < 0 ? text : text.substring(0, to));
        Optional<Duration> high = parse(to < 0 ? text : text.substring(to + TO.length()));
        return low.flatMap(
                from -> high.filter(until -> until.compareTo(from) >= 0).map(until -> new Span(from, until)));
    }

    /** {@code 33s..2m}, which is not empty. */
    static Optional<Interval> interval(String text) {
        return Optional.of(text)
                .filter(range -> range.contains(TO))
                .flatMap(Durations::span)
                .filter(span -> span.high().compareTo(span.low()) > 0)
                .map(span -> new Interval(span.low(), span.high()));
    }
}
