package padlock.sim.recording;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import padlock.sim.ActorId;
import padlock.sim.Event;
import padlock.sim.RandomSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TimelineTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final int LENGTH = 5_000;

    private final Recording recording = recording();
    private final RandomSource random = RandomSource.of(5);
    private int folds;

    @Test
    void aTimelineShowsWhatFoldingFromTheStartShows() {
        Timeline<Long> timeline = timeline();

        for (int index : indices()) {
            assertThat(timeline.at(index)).as("at %d", index).isEqualTo(folded(index));
        }
        assertThat(timeline.end()).isEqualTo(folded(LENGTH));
        assertThat(timeline.at(0)).isEqualTo(17);
    }

    @Test
    void scrubbingFoldsAtMostOneInterval() {
        Timeline<Long> timeline = timeline();
        timeline.end();
        assertThat(folds).isEqualTo(LENGTH);

        for (int index : indices()) {
            folds = 0;
            timeline.at(index);
            assertThat(folds).as("folds for %d", index).isLessThan(Timeline.INTERVAL);
        }
    }

    @Test
    void playingForwardFoldsEveryEventOnce() {
        Timeline<Long> timeline = timeline();
        for (int index = 0; index <= LENGTH; index++) {
            timeline.at(index);
        }

        assertThat(folds).isEqualTo(LENGTH);
    }

    @Test
    void theIndexOfAnInstantCountsWhatHappenedBeforeOrAtIt() {
        Timeline<Long> timeline = timeline();

        assertThat(List.of(-1, 0, 1, 9, 10_000))
                .map(millis -> timeline.indexAt(START.plusMillis(millis)))
                .containsExactly(0, 3, 6, 30, LENGTH);
    }

    @Test
    void thereIsNoViewBeyondTheLastEvent() {
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> timeline().at(LENGTH + 1));
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> timeline().at(-1));
    }

    @Test
    void aRecordingWithoutEventsShowsTheInitialView() {
        Recording empty = new Recorder("s", 1).finish(START);
        Timeline<String> timeline = Timeline.over(empty, "initial", (view, event) -> "other");

        assertThat(timeline.end()).isEqualTo("initial");
        assertThat(timeline.indexAt(START)).isZero();
    }

    private Timeline<Long> timeline() {
        return Timeline.over(recording, 17L, (view, event) -> {
            folds++;
            return fold(view, event);
        });
    }

    private long folded(int index) {
        long view = 17;
        for (Event event : recording.events().subList(0, index)) {
            view = fold(view, event);
        }
        return view;
    }

    /** Depends on the order, and on every event. */
    private static long fold(long view, Event event) {
        return view * 31 + ((Noted) event.fact()).number();
    }

    private List<Integer> indices() {
        return IntStream.range(0, 300)
                .mapToObj(draw -> (int) random.named(draw).below(LENGTH + 1))
                .toList();
    }

    /** Three events at each instant. */
    private static Recording recording() {
        Recorder recorder = new Recorder("s", 1);
        for (int number = 0; number < LENGTH; number++) {
            Instant instant = START.plusMillis(number / 3);
            recorder.accept(new Event(number + 1, instant, new ActorId("anna"), new Noted("n", number)));
        }
        return recorder.finish(START.plusSeconds(60));
    }
}
