package padlock.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** When calls are made, measured from the start of the run. */
public sealed interface Schedule {

    /** The instants before the end of a run of this length, in order. */
    List<Duration> within(Duration length);

    /** At {@code starting} and then at equal distances, before {@code until}. */
    record Every(Duration every, Duration starting, Optional<Duration> until) implements Schedule {

        public Every {
            if (every.isNegative() || every.isZero()) {
                throw new IllegalArgumentException("calls every " + every + " never end");
            }
        }

        @Override
        public List<Duration> within(Duration length) {
            Duration end = until.filter(bound -> bound.compareTo(length) < 0).orElse(length);
            return Stream.iterate(starting, instant -> instant.compareTo(end) < 0, instant -> instant.plus(every))
                    .toList();
        }
    }

    /** At these instants, in order. */
    record At(List<Duration> instants) implements Schedule {

        public At {
            instants = instants.stream().sorted().toList();
        }

        @Override
        public List<Duration> within(Duration length) {
            return instants.stream()
                    .filter(instant -> instant.compareTo(length) < 0)
                    .toList();
        }
    }
}
