package padlock.ui;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import padlock.mesh.actor.Wiretap;
import padlock.ui.text.Texts;

/**
 * How far something that takes long has come, from the first file to the picture; it can be ended anywhere on the way.
 */
final class RunProgress implements Wiretap {

    private final Consumer<Part> begun;
    private volatile Part part = Part.ANYTHING;
    private volatile double share = -1;
    private volatile boolean cancelled;
    private volatile Instant start = Instant.MAX;
    private volatile Duration length = Duration.ZERO;

    /** What is done one after the other. */
    enum Part {
        ANYTHING("shell.working"),
        READING("shell.reading"),
        RUNNING("shell.running"),
        TELLING("shell.telling"),
        DRAWING("shell.drawing");

        private final String key;

        Part(String key) {
            this.key = key;
        }

        String words() {
            return Texts.of(key);
        }
    }

    RunProgress() {
        this(part -> {});
    }

    /** @param begun is told of each part as it begins */
    RunProgress(Consumer<Part> begun) {
        this.begun = begun;
    }

    /**
     * Begins a part of which nobody can say yet how far it has come.
     *
     * @throws CancellationException once the person does not want to wait any more
     */
    void begin(Part next) {
        part = next;
        share = -1;
        begun.accept(next);
        check();
    }

    /** A run begins that will last so long. */
    void beginRun(Instant at, Duration lasting) {
        start = at;
        length = lasting;
        begin(Part.RUNNING);
    }

    /** A recorded run is looked through, so far from 0 to 1. */
    void telling(double looked) {
        if (part != Part.TELLING) {
            begin(Part.TELLING);
        }
        check();
        share = looked;
    }

    Part part() {
        return part;
    }

    /** From 0 to 1; negative while nobody can say. */
    double share() {
        return share;
    }

    void cancel() {
        cancelled = true;
    }

    boolean isCancelled() {
        return cancelled;
    }

    /** @throws CancellationException once the person does not want to wait any more */
    void check() {
        if (cancelled) {
            throw new CancellationException();
        }
    }

    @Override
    public void saw(Flight flight) {
        check();
        share = Math.max(0, Duration.between(start, flight.at()).toMillis() / (double) Math.max(1, length.toMillis()));
    }
}
