package padlock.ui.control;

import java.time.Duration;
import java.util.Locale;

/** Simulated time as it is written everywhere in the window. */
public final class Moments {

    private Moments() {}

    /** Hours, minutes, seconds and milliseconds, as far as there are any. */
    public static String words(Duration time) {
        return time.toHours() > 0
                ? String.format(Locale.ROOT, "%d:%02d:%02d", time.toHours(), time.toMinutesPart(), time.toSecondsPart())
                : String.format(
                        Locale.ROOT, "%d:%02d.%03d", time.toMinutes(), time.toSecondsPart(), time.toMillis() % 1000);
    }
}
