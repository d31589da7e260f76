package padlock.scenario.report;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

final class MomentsTest {

    @Test
    void lengthsAreAsShortAsAPersonWouldWriteThem() {
        assertThat(Stream.of("PT0.004S", "PT1S", "PT1.84S", "PT5M", "PT12M30S", "PT25H4M", "PT0S")
                        .map(Duration::parse)
                        .map(Moments::length))
                .isEqualTo(List.of("4ms", "1s", "1.8s", "5m", "12m 30s", "25h 4m", "0ms"));
    }

    @Test
    void aClockShowsMillisecondsOnlyBetweenTwoSeconds() {
        assertThat(Stream.of("PT30S", "PT25H0.25S").map(Duration::parse).map(Moments::clock))
                .isEqualTo(List.of("00:00:30", "25:00:00.250"));
    }
}
