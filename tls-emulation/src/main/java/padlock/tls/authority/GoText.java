package padlock.tls.authority;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Durations and instants as Go prints them, because a real authority's messages have them so. */
final class GoText {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss '+0000 UTC'", Locale.ROOT);

    private GoText() {}

    static String of(Duration duration) {
        return duration.toHours() + "h" + duration.toMinutesPart() + "m" + duration.toSecondsPart() + "s";
    }

    static String of(Instant instant) {
        return TIME.format(instant.atOffset(ZoneOffset.UTC));
    }
}
