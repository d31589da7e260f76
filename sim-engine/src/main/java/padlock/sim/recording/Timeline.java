package padlock.sim.recording;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import padlock.sim.Event;

/**
 * A view of a recording at any of its events, folded from the nearest checkpoint.
 *
 * <p>The fold has to return a new value and leave the old one as it is. Checkpoints come into being as somebody first
 * passes by, hence one timeline belongs to one thread.
 */
public final class Timeline<V> {

    /** How many events lie between two checkpoints: few to fold again, and few views to keep. */
    static final int INTERVAL = 512;

    private final Recording recording;
    private final List<Event> events;
    private final BiFunction<V, Event, V> fold;
    private final List<V> checkpoints = new ArrayList<>();
    private int lastIndex;
    private V last;

    private Timeline(Recording recording, V initial, BiFunction<V, Event, V> fold) {
        this.recording = recording;
        this.events = recording.events();
        this.fold = fold;
        this.checkpoints.add(initial);
        this.last = initial;
    }

    public static <V> Timeline<V> over(Recording recording, V initial, BiFunction<V, Event, V> fold) {
        return new Timeline<>(recording, initial, fold);
    }

    /** The view after the first so many events; at 0 it is the initial one. */
    public V at(int index) {
        Objects.checkIndex(index, events.size() + 1);
        int checkpoint = Math.min(index / INTERVAL, checkpoints.size() - 1);
        // Playing forward goes on from where it was: one event a step, not half an interval.
        if (lastIndex > index || lastIndex < checkpoint * INTERVAL) {
            lastIndex = checkpoint * INTERVAL;
            last = checkpoints.get(checkpoint);
        }
        while (lastIndex < index) {
            advance();
        }
        return last;
    }

    /** The view after the last event. */
    public V end() {
        return at(events.size());
    }

    /** How many events happened before or at an instant: {@code at(indexAt(t))} is the view once {@code t} is over. */
    public int indexAt(Instant instant) {
        return recording.until(instant);
    }

    private void advance() {
        last = fold.apply(last, events.get(lastIndex));
        lastIndex++;
        if (lastIndex == checkpoints.size() * INTERVAL) {
            checkpoints.add(last);
        }
    }
}
