package padlock.sim.recording;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import padlock.sim.Event;

/** Takes down the events of a run as they happen; of a long run, most of them in a temporary file. */
public final class Recorder implements Consumer<Event> {

    /** Changes with the canonical form, so that fingerprints of two forms are never mistaken for one another. */
    private static final String FORMAT = "padlock recording 1\n";

    private final String scenario;
    private final long seed;
    private final LongList<Event> events = new LongList<>();
    private final List<Instant> segments = new ArrayList<>();
    private Optional<Event> last = Optional.empty();
    private final MessageDigest digest = sha256();
    private final StringBuilder line = new StringBuilder();

    public Recorder(String scenario, long seed) {
        this.scenario = scenario;
        this.seed = seed;
        digest.update(FORMAT.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Adds the next event.
     *
     * @throws IllegalArgumentException when it lies before the last one, or its fact has no canonical form
     */
    @Override
    public void accept(Event event) {
        requireOrder(event);
        line.setLength(0);
        CanonicalForm.append(event, line);
        line.append('\n');
        digest.update(line.toString().getBytes(StandardCharsets.UTF_8));
        if (events.size() % LongList.SEGMENT == 0) {
            segments.add(event.at());
        }
        events.add(event);
        last = Optional.of(event);
    }

    /** What was recorded so far, of a run that ended at the given instant. */
    public Recording finish(Instant end) {
        last.filter(event -> end.isBefore(event.at())).ifPresent(event -> {
            throw new IllegalArgumentException("a run with an event at " + event.at() + " did not end at " + end);
        });
        return new Recording(scenario, seed, events.soFar(), List.copyOf(segments), fingerprint(), end);
    }

    private void requireOrder(Event event) {
        last.filter(before -> event.step() < before.step() || event.at().isBefore(before.at()))
                .ifPresent(before -> {
                    throw new IllegalArgumentException(event + " comes after " + before);
                });
    }

    private String fingerprint() {
        try {
            return HexFormat.of().formatHex(((MessageDigest) digest.clone()).digest());
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
