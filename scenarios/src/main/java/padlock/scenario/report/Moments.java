package padlock.scenario.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Stretches of time as a person writes them. */
final class Moments {

    private Moments() {}

    /** Since the start of a run: {@code 00:00:30}, or {@code 00:00:30.250} between two seconds. */
    static String clock(Duration since) {
        String seconds = String.format(
                Locale.ROOT, "%02d:%02d:%02d", since.toHours(), since.toMinutesPart(), since.toSecondsPart());
        int millis = since.toMillisPart();
        return millis == 0 ? seconds : seconds + String.format(Locale.ROOT, ".%03d", millis);
    }

    /** {@code 4ms}, {@code 1.8s}, {@code 5m}, {@code 25h 4m}. */
    static String length(Duration length) {
        if (length.compareTo(Duration.ofSeconds(1)) < 0) {
            return length.toMillis() + "ms";
        }
        if (length.compareTo(Duration.ofMinutes(1)) < 0) {
            String seconds = String.format(Locale.ROOT, "%.1f", length.toMillis() / 1000.0);
            return (seconds.endsWith(".0") ? seconds.substring(0, seconds.length() - 2) : seconds) + "s";
        }
        List<String> parts = new ArrayList<>();
        add(parts, length.toHours(), "h");
        add(parts, length.toMinutesPart(), "m");
        add(parts, length.toSecondsPart(), "s");
        return String.join(" ", parts);
    }

    private static void add(List<String> parts, long number, String unit) {
        if (number > 0) {
            parts.add(number + unit);
        }
    }
}
