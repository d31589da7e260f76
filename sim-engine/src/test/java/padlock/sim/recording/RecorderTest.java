package padlock.sim.recording;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import padlock.sim.Actor;
import padlock.sim.ActorId;
import padlock.sim.Event;
import padlock.sim.Fact;
import padlock.sim.Simulation;
import padlock.sim.SimulationOptions;
import padlock.sim.network.Latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class RecorderTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final ActorId ANNA = new ActorId("anna");
    private static final ActorId BERT = new ActorId("bert");

    @Test
    void equalEventsHaveEqualFingerprints() {
        assertThat(recording(event(1, "a"), event(2, "b")).fingerprint())
                .isEqualTo(recording(event(1, "a"), event(2, "b")).fingerprint());
        assertThat(List.of(
                        recording(),
                        recording(event(1, "a")),
                        recording(event(2, "a")),
                        recording(event(1, "b")),
                        recording(event(1, "a"), event(1, "b")),
                        recording(event(1, "b"), event(1, "a")),
                        recording(new Event(1, START.plusMillis(2), ANNA, new Noted("a", 1))),
                        recording(new Event(1, START.plusMillis(1), BERT, new Noted("a", 1)))))
                .extracting(Recording::fingerprint)
                .doesNotHaveDuplicates();
    }

    /** Whoever changes this fingerprint changes the format, and its version with it. */
    @Test
    void fingerprintsAreTheSameForEver() {
        assertThat(recording(event(1, "a"), event(2, "b")).fingerprint())
                .isEqualTo("52d6fe94fda587add680d581b48b40f76ea1b575f39e988d957edaf52397a908");
    }

    @Test
    void aRunHasOneFingerprintPerSeed() {
        assertThat(run(1).fingerprint()).isEqualTo(run(1).fingerprint()).isNotEqualTo(run(2).fingerprint());
    }

    @Test
    void aRecordingKnowsWhereItComesFrom() {
        Recorder recorder = new Recorder("strict-migration", 7);
        recorder.accept(event(1, "a"));
        Recording recording = recorder.finish(START.plusSeconds(1));

        assertThat(recording.scenario()).isEqualTo("strict-migration");
        assertThat(recording.seed()).isEqualTo(7);
        assertThat(recording.events()).containsExactly(event(1, "a"));
        assertThat(recording.end()).isEqualTo(START.plusSeconds(1));
    }

    @Test
    void aFinishedRecordingStaysAsItIs() {
        Recorder recorder = new Recorder("s", 1);
        recorder.accept(event(1, "a"));
        Recording before = recorder.finish(START.plusSeconds(1));
        recorder.accept(event(2, "b"));

        assertThat(before.events()).containsExactly(event(1, "a"));
        assertThat(before.fingerprint()).isEqualTo(recording(event(1, "a")).fingerprint());
        assertThat(recorder.finish(START.plusSeconds(1)).fingerprint())
                .isEqualTo(recording(event(1, "a"), event(2, "b")).fingerprint());
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> before.events().add(event(3, "c")));
    }

    @Test
    void eventsAreTakenDownInTheirOrder() {
        assertThatIllegalArgumentException().isThrownBy(() -> recording(event(2, "a"), event(1, "b")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> recording(event(1, "a"), new Event(2, START, ANNA, new Noted("earlier", 1))));
        assertThatIllegalArgumentException().isThrownBy(() -> {
            Recorder recorder = new Recorder("s", 1);
            recorder.accept(event(1, "a"));
            recorder.finish(START);
        });
    }

    @Test
    void aFactWithoutCanonicalFormIsRefusedAtOnce() {
        record Nameless(Object thing) implements Fact {}

        assertThatIllegalArgumentException()
                .isThrownBy(() -> recording(new Event(1, START, ANNA, new Nameless(new Object()))))
                .withMessageContaining("java.lang.Object");
    }

    private static Event event(long step, String text) {
        return new Event(step, START.plusMillis(step), ANNA, new Noted(text, step));
    }

    private static Recording recording(Event... events) {
        Recorder recorder = new Recorder("s", 1);
        List.of(events).forEach(recorder);
        return recorder.finish(START.plusSeconds(1));
    }

    private static Recording run(long seed) {
        Recorder recorder = new Recorder("pingpong", seed);
        Simulation simulation = new Simulation(
                new SimulationOptions(
                        seed, START, 1000, List.of(Latency.uniform(Duration.ofMillis(1), Duration.ofMillis(9)))),
                recorder);
        simulation.start(ANNA, answering(BERT));
        simulation.start(BERT, answering(ANNA));
        simulation.schedule(START, ANNA, new Noted("ball", 0));
        simulation.runUntil(START.plusSeconds(1));
        return recorder.finish(simulation.instant());
    }

    private static Actor answering(ActorId other) {
        return (message, context) -> {
            Noted noted = (Noted) message;
            context.record(noted);
            context.send(other, "court", new Noted(noted.text(), noted.number() + 1));
        };
    }
}
