package padlock.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ScheduleTest {

    @Test
    void aCallIsNeverScheduledAtOrAfterTheEndOfTheRun() {
        Schedule every = new Schedule.Every(seconds(2), Duration.ZERO, Optional.empty());
        Schedule at = new Schedule.At(List.of(seconds(1), seconds(6), seconds(7)));

        assertThat(every.within(seconds(6))).containsExactly(seconds(0), seconds(2), seconds(4));
        assertThat(at.within(seconds(6))).containsExactly(seconds(1));
    }

    @Test
    void callsBeginAtStartingAndEndBeforeUntil() {
        Schedule schedule = new Schedule.Every(seconds(2), seconds(1), Optional.of(seconds(5)));

        assertThat(schedule.within(seconds(60))).containsExactly(seconds(1), seconds(3));
    }

    @Test
    void instantsAreInOrderHoweverTheyWereWritten() {
        assertThat(new Schedule.At(List.of(seconds(40), seconds(2))).within(seconds(60)))
                .containsExactly(seconds(2), seconds(40));
    }

    @Test
    void callsWithoutADistanceAreABug() {
        assertThatThrownBy(() -> new Schedule.Every(Duration.ZERO, Duration.ZERO, Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anIntervalHoldsItsBeginningAndNotItsEnd() {
        Interval interval = new Interval(seconds(1), seconds(2));

        assertThat(interval.contains(seconds(1))).isTrue();
        assertThat(interval.contains(Duration.ofMillis(1999))).isTrue();
        assertThat(interval.contains(seconds(2))).isFalse();
    }

    private static Duration seconds(int number) {
        return Duration.ofSeconds(number);
    }
}
