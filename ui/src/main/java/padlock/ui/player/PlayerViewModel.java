package padlock.ui.player;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import padlock.mesh.history.CallView;
import padlock.mesh.history.Link;
import padlock.mesh.history.LinkHistory;
import padlock.mesh.history.MeshView;
import padlock.scenario.Run;
import padlock.scenario.file.Durations;
import padlock.sim.Event;

/** A run that is played: all that the views show follows from where the play head stands. */
public final class PlayerViewModel {

    /** Of the person's time: how long a picture in which nothing happens may stand. */
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(3);

    /** Of the person's time: how long a picture stands for whom motion disturbs. */
    private static final Duration A_STEP = Duration.ofSeconds(1);

    private final ReadOnlyObjectWrapper<Played> played;
    private final ReadOnlyObjectWrapper<Instant> now;
    private final ReadOnlyIntegerWrapper shown = new ReadOnlyIntegerWrapper();
    private final ReadOnlyObjectWrapper<MeshView> mesh = new ReadOnlyObjectWrapper<>(MeshView.EMPTY);
    private final BooleanProperty playing = new SimpleBooleanProperty();
    private final ObjectProperty<Speed> speed = new SimpleObjectProperty<>(Speed.TEN);
    private final ObjectProperty<Optional<Link>> selected = new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<Optional<Subject>> subject = new SimpleObjectProperty<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Wire>> asked = new ReadOnlyObjectWrapper<>(Optional.empty());
    private Optional<Look> lookedAt = Optional.empty();

    private final BooleanProperty still = new SimpleBooleanProperty();
    private Duration waited = Duration.ZERO;
    private final ObservableList<Breakpoint> stops = FXCollections.observableArrayList();

    /** How much simulated time goes by in a second of the person's. */
    public enum Speed {
        ONE(1),
        TEN(10),
        SIXTY(60),
        HOUR(3600);

        private final int factor;

        Speed(int factor) {
            this.factor = factor;
        }

        @Override
        public String toString() {
            return factor + "×";
        }
    }

    public PlayerViewModel(Run run) {
        this(Played.of(run));
    }

    public PlayerViewModel(Played run) {
        played = new ReadOnlyObjectWrapper<>(run);
        now = new ReadOnlyObjectWrapper<>(start());
        selected.addListener((property, before, link) -> {
            forgetCall();
            link.ifPresent(chosen -> subject.set(Optional.of(new Subject.OfLink(chosen))));
        });
        moveTo(start());
    }

    /** What is played; it is replaced when the person changes something and the run goes another way. */
    public ReadOnlyObjectProperty<Played> played() {
        return played.getReadOnlyProperty();
    }

    /**
     * Plays another run of the same scenario from where the play head stands, or where a change can be written first.
     */
    public void goOnWith(Played run) {
        forgetCall();
        played.set(run);
        moveTo(start().plus(Durations.roundedUp(elapsed())));
    }

    public LinkHistory links() {
        return played.get().links();
    }

    /** All events, of which the first {@link #shown()} have happened. */
    public List<Event> events() {
        return played.get().events();
    }

    public ReadOnlyObjectProperty<Instant> now() {
        return now.getReadOnlyProperty();
    }

    public ReadOnlyIntegerProperty shown() {
        return shown.getReadOnlyProperty();
    }

    /** What the mesh looks like now. */
    public ReadOnlyObjectProperty<MeshView> mesh() {
        return mesh.getReadOnlyProperty();
    }

    /** What the mesh looks like when the run is over. */
    public MeshView atTheEnd() {
        return played.get().meshes().end();
    }

    public BooleanProperty playing() {
        return playing;
    }

    public ObjectProperty<Speed> speed() {
        return speed;
    }

    /** Whether nothing shall move by itself: playing then goes on in steps, and nothing travels. */
    public BooleanProperty still() {
        return still;
    }

    /** Where playing stops by itself. */
    public ObservableList<Breakpoint> stops() {
        return stops;
    }

    /** The connection whose story is told. */
    public ObjectProperty<Optional<Link>> selected() {
        return selected;
    }

    /** What the person pointed at last, of which everything is told that it knows now. */
    public ObjectProperty<Optional<Subject>> subject() {
        return subject;
    }

    /** Points at something; a connection has its story told as well. */
    public void pointAt(Subject chosen) {
        if (chosen instanceof Subject.OfLink link) {
            selected.set(Optional.of(link.link()));
        }
        subject.set(Optional.of(chosen));
    }

    /**
     * The call whose story is told: one that was asked for beside the run; one that is looked at while it goes on; else
     * the last call of the chosen connection that is over now.
     */
    public Optional<CallView> story() {
        return asked.get()
                .map(Wire::call)
                .or(() -> lookedAt.filter(look -> look.reaches(now.get())).map(Look::call))
                .or(() -> selected.get().flatMap(link -> links().last(link, now.get())));
    }

    /** The call that happens: one that goes on over the chosen connection now, else the one whose story is told. */
    public Optional<CallView> happening() {
        return asked.get().isPresent() || isLookedAt()
                ? story()
                : selected.get().flatMap(link -> links().going(link, now.get())).or(this::story);
    }

    private boolean isLookedAt() {
        return lookedAt.filter(look -> look.reaches(now.get())).isPresent();
    }

    /** A call that is no part of the run, and what crossed the wire for it; empty once a connection is chosen. */
    public ReadOnlyObjectProperty<Optional<Wire>> asked() {
        return asked.getReadOnlyProperty();
    }

    /** Tells of a call that is no part of the run. */
    public void tell(Wire call) {
        asked.set(Optional.of(call));
    }

    /** Goes to an instant of a call, which is told while the play head stands in it. */
    public void lookAt(CallView call, Instant at) {
        look(call, at);
        pauseAt(at);
    }

    /** Goes to where so many events have just happened, in a call that is told while the play head stands in it. */
    public void lookAt(CallView call, int count) {
        look(call, events().get(count - 1).at());
        toEvent(count - 1);
    }

    private void look(CallView call, Instant at) {
        lookedAt = Optional.of(new Look(call, at.isBefore(call.at()) ? at : call.at()));
    }

    /**
     * A call that a person looks at.
     *
     * @param from when it began, or the connection that serves it
     */
    private record Look(CallView call, Instant from) {
        boolean reaches(Instant now) {
            return !now.isBefore(from) && call.ended().filter(now::isAfter).isEmpty();
        }
    }

    private void forgetCall() {
        lookedAt = Optional.empty();
        asked.set(Optional.empty());
    }

    /** Time since the start of the scenario. */
    public Duration elapsed() {
        return Duration.between(start(), now.get());
    }

    public Duration length() {
        return Duration.between(start(), end());
    }

    /** Where the play head stands between start (0) and end (1). */
    public double progress() {
        return share(shown.get());
    }

    /**
     * Where a mark lies between start (0) and end (1). The scale is that of events, not of hours: a day in which
     * nothing happens takes no room.
     */
    public double fraction(Mark mark) {
        return share(mark.count());
    }

    public void seek(double fraction) {
        int first = played.get().first();
        int index = first + (int) Math.round((events().size() - first) * Math.min(1, Math.max(0, fraction)));
        if (index >= events().size()) {
            moveTo(end());
        } else {
            show(
                    index,
                    index == first ? start() : latest(events().get(index - 1).at(), start()));
        }
    }

    /**
     * So much of the person's time has gone by: moves the play head while it plays, leaves out the hours in which
     * nothing happens, and stops at the end.
     */
    public void tick(Duration real) {
        waited = playing.get() ? waited.plus(real) : Duration.ZERO;
        if (!playing.get() || still.get() && waited.compareTo(A_STEP) < 0) {
            return;
        }
        Instant next = now.get().plus(waited.multipliedBy(speed.get().factor));
        waited = Duration.ZERO;
        boolean quiet = shown.get() < events().size()
                && events().get(shown.get()).at().isAfter(next.plus(LONGEST_SILENCE.multipliedBy(speed.get().factor)));
        Instant target = quiet ? events().get(shown.get()).at() : next;
        int wanted = played.get().meshes().indexAt(target);
        int until = Math.min(wanted, shown.get() + looked(wanted - shown.get()));
        OptionalInt stop = stop(until);
        if (stop.isPresent()) {
            playing.set(false);
            showAfter(stop.getAsInt());
        } else if (until < wanted) {
            showAfter(until);
        } else {
            moveTo(target);
        }
        if (!now.get().isBefore(end())) {
            playing.set(false);
        }
    }

    /** Of so many events, how many can be looked at for a stop without a stutter. */
    private int looked(int events) {
        return Math.min(
                events, stops.stream().mapToInt(Breakpoint::atOnce).min().orElse(events));
    }

    private OptionalInt stop(int until) {
        return stops.stream()
                .map(breakpoint -> breakpoint.within(played.get(), shown.get(), until))
                .flatMapToInt(OptionalInt::stream)
                .min();
    }

    /** Plays or pauses; at the end, plays from the start. */
    public void togglePlaying() {
        if (!playing.get() && !now.get().isBefore(end())) {
            moveTo(start());
        }
        playing.set(!playing.get());
    }

    /** Goes to where so much time has gone by since the start. */
    public void toMoment(Duration elapsed) {
        pauseAt(start().plus(elapsed));
    }

    public void toStart() {
        pauseAt(start());
    }

    public void toEnd() {
        pauseAt(end());
    }

    /** Goes to the next event, however close it is. */
    public void stepForward() {
        playing.set(false);
        if (shown.get() < events().size()) {
            show(shown.get() + 1, events().get(shown.get()).at());
        }
    }

    /** Takes the last event back. */
    public void stepBack() {
        playing.set(false);
        if (shown.get() > played.get().first()) {
            showAfter(shown.get() - 1);
        }
    }

    /** Goes to the next connection that begins to fail, and chooses it. */
    public void toNextFailure() {
        toNext(Mark.Kind.FAILURE);
    }

    public void toNextChange() {
        toNext(mark -> mark.kind() == Mark.Kind.CHANGE || mark.kind() == Mark.Kind.FAULT);
    }

    /** Goes to the next mark of a kind, if there is one. */
    public void toNext(Mark.Kind kind) {
        toNext(mark -> mark.kind() == kind);
    }

    /** Goes back to the last mark of a kind before this moment, if there is one. */
    public void toPrevious(Mark.Kind kind) {
        played.get().marks().stream()
                .filter(mark -> mark.kind() == kind && mark.at().isBefore(now.get()))
                .reduce((first, second) -> second)
                .ifPresent(this::toMark);
    }

    /** Goes to where an event has just happened. */
    public void toEvent(int index) {
        playing.set(false);
        showAfter(index + 1);
    }

    /** Goes to a mark, and chooses the connection that it is about. */
    public void toMark(Mark mark) {
        pauseAt(mark.at());
        mark.link().ifPresent(link -> selected.set(Optional.of(link)));
    }

    private void toNext(Predicate<Mark> wanted) {
        played.get().marks().stream()
                .filter(wanted.and(mark -> mark.at().isAfter(now.get())))
                .findFirst()
                .ifPresent(this::toMark);
    }

    private Instant start() {
        return played.get().start();
    }

    private Instant end() {
        return played.get().end();
    }

    private double share(int index) {
        int first = played.get().first();
        return Math.min(1, Math.max(0, (index - first) / (double) Math.max(1, events().size() - first)));
    }

    /** Goes to an instant. */
    public void toInstant(Instant at) {
        pauseAt(at);
    }

    private void pauseAt(Instant at) {
        playing.set(false);
        moveTo(at);
    }

    private void moveTo(Instant at) {
        Instant within = at.isAfter(end()) ? end() : latest(at, start());
        show(played.get().meshes().indexAt(within), within);
    }

    /** Goes to where so many events have just happened. */
    private void showAfter(int count) {
        show(count, latest(events().get(count - 1).at(), start()));
    }

    private void show(int count, Instant at) {
        shown.set(count);
        mesh.set(played.get().meshes().at(count));
        now.set(at);
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
