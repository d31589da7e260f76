package padlock.sim.recording;

import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import padlock.sim.ActorId;
import padlock.sim.Event;

import static org.assertj.core.api.Assertions.assertThat;

/** What a recording tells of instants. */
final class RecordingTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void anInstantCountsTheEventsUntilItAlsoWhereManySegmentsAreInAFile() {
        Recorder recorder = new Recorder("s", 1);
        int many = LongList.SEGMENT * (LongList.LATEST + 3) + 17;
        for (int number = 0; number < many; number++) {
            recorder.accept(new Event(number + 1, at(number), new ActorId("anna"), new Noted("n", number)));
        }
        Recording recording = recorder.finish(at(many));
        List<Instant> instants = LongStream.range(0, 400)
                .mapToObj(draw ->
                        START.plusMillis(draw * 7919 % (many / 700 + 3) - 1).plusNanos(draw % 2))
                .toList();
        List<Instant> happened = recording.events().stream().map(Event::at).toList();
        assertThat(instants)
                .allSatisfy(instant -> assertThat((long) recording.until(instant))
                        .as("until %s", instant)
                        .isEqualTo(happened.stream()
                                .filter(at -> !at.isAfter(instant))
                                .count()));
    }

    /** More events than a segment holds happen at once now and then. */
    private static Instant at(int number) {
        return START.plusMillis(number / 700);
    }
}
