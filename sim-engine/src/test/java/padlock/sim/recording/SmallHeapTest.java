package padlock.sim.recording;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import padlock.sim.ActorId;
import padlock.sim.Event;
import padlock.sim.Fact;

import static org.assertj.core.api.Assertions.assertThat;

/** A million events in a heap that could never hold them. */
class SmallHeapTest {

    private static final int MANY = 1_000_000;
    private static final String HEAP = "-Xmx24m";

    /** A fact of the usual size. */
    record Renewed(String workload, String serialNumber, Instant notAfter) implements Fact {}

    @Test
    void aMillionEventsAreRecordedFoldedAndSoughtInASmallHeap() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        HEAP,
                        "-cp",
                        System.getProperty("java.class.path"),
                        SmallHeapTest.class.getName())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();

        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said).isEqualTo("1000000 events, at 500000: 500000, at 250: 250, at the end: 1000000");
    }

    /** What the child does. */
    public static void main(String... none) {
        Recorder recorder = new Recorder("many", 1);
        Instant start = Instant.parse("2026-01-01T00:00:00Z");
        for (int step = 1; step <= MANY; step++) {
            Fact fact =
                    new Renewed("shop/cart#" + step % 100, "serial number " + step * 7919L, start.plusSeconds(step));
            recorder.accept(new Event(step, start.plusSeconds(step), new ActorId("actor " + step % 100), fact));
        }
        Recording recording = recorder.finish(start.plusSeconds(MANY));
        Timeline<Integer> timeline = Timeline.over(recording, 0, (count, event) -> count + 1);
        long folded = recording.events().stream()
                .filter(event -> event.fact() instanceof Renewed)
                .count();
        System.out.println(folded + " events, at 500000: " + timeline.at(500_000) + ", at 250: " + timeline.at(250)
                + ", at the end: " + timeline.end());
    }
}
