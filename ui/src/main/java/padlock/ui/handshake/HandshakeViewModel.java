package padlock.ui.handshake;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import padlock.mesh.actor.Side;
import padlock.mesh.history.ToldFlight;
import padlock.tls.capture.Node;
import padlock.ui.player.PlayerViewModel;
import padlock.ui.player.Wire;
import padlock.ui.player.WireViewModel;

/** Steps through what crossed the wire for a call, in step with the time line. */
public final class HandshakeViewModel {

    private static final int NONE = -1;

    private final PlayerViewModel player;
    private final WireViewModel wire;
    private final ObservableList<Step> steps = FXCollections.observableArrayList();
    private final ReadOnlyIntegerWrapper chosen = new ReadOnlyIntegerWrapper(NONE);
    private final ObjectProperty<Optional<Node>> pointed = new SimpleObjectProperty<>(Optional.empty());
    private boolean stepping;

    /** @param changed whether the flight changed what is believed */
    record Belief(String words, boolean changed) {}

    public HandshakeViewModel(PlayerViewModel player, WireViewModel wire) {
        this.player = player;
        this.wire = wire;
        wire.wire().addListener((property, before, now) -> read(now));
        player.now().addListener((property, before, now) -> follow(now));
        read(wire.wire().get());
    }

    WireViewModel wire() {
        return wire;
    }

    ReadOnlyObjectProperty<Optional<Wire>> told() {
        return wire.wire();
    }

    /** Every message of the call's connections. */
    ObservableList<Step> steps() {
        return steps;
    }

    /** Which message is looked at, -1 while there is none. */
    ReadOnlyIntegerProperty chosen() {
        return chosen.getReadOnlyProperty();
    }

    Optional<Step> step() {
        int index = chosen.get();
        return index < 0 || index >= steps.size() ? Optional.empty() : Optional.of(steps.get(index));
    }

    /** The part that a person points at, in the dump or in the tree. */
    ObjectProperty<Optional<Node>> pointed() {
        return pointed;
    }

    /** Looks at a message; the play head goes to where its flight has arrived. */
    void choose(int index) {
        if (index < 0 || index >= steps.size()) {
            return;
        }
        look(index);
        Optional<Wire> told = wire.wire().get();
        if (told.isPresent() && player.asked().get().isEmpty()) {
            stepping = true;
            player.lookAt(told.get().call(), moment(steps.get(index)));
            stepping = false;
        }
    }

    void next() {
        choose(chosen.get() + 1);
    }

    void back() {
        choose(chosen.get() - 1);
    }

    /** Goes to the first message of the next flight. */
    public void nextFlight() {
        step().ifPresent(now -> choose(first(now.flight() + 1)));
    }

    /** Goes to the first message of the flight before. */
    public void backFlight() {
        step().ifPresent(now -> choose(first(now.flight() - 1)));
    }

    /** What one end believes when the flight of the chosen message has arrived. */
    Optional<Belief> belief(Side side) {
        return step().map(now -> {
            String words = words(now.told(), side);
            Optional<String> before = flights()
                    .filter(flight -> flight.connection().equals(now.told().connection()))
                    .takeWhile(flight -> flight != now.told())
                    .reduce((first, second) -> second)
                    .map(flight -> words(flight, side));
            return new Belief(words, before.filter(words::equals).isEmpty());
        });
    }

    /** The checks of certificates that the arrival of the chosen message's flight led to. */
    List<ToldFlight.Check> checks() {
        return step().map(now -> now.told().checks()).orElse(List.of());
    }

    /** The smallest part of the chosen message's record that covers a byte. */
    Optional<Node> partAt(int content, int offset) {
        return step().flatMap(now -> parts(now.record())
                .filter(part ->
                        part.content() == content && part.offset() <= offset && offset < part.offset() + part.length())
                .min(Comparator.comparingInt(Node::length)));
    }

    static Stream<Node> parts(Node node) {
        return Stream.concat(Stream.of(node), node.parts().stream().flatMap(HandshakeViewModel::parts));
    }

    private Stream<ToldFlight> flights() {
        return wire.wire().get().stream().flatMap(told -> told.flights().stream());
    }

    private static String words(ToldFlight flight, Side side) {
        return side == Side.CLIENT ? flight.clientBelieves() : flight.serverBelieves();
    }

    private void read(Optional<Wire> told) {
        chosen.set(NONE);
        steps.setAll(Step.of(told.map(Wire::flights).orElse(List.of())));
        look(steps.isEmpty() ? NONE : 0);
    }

    private void look(int index) {
        pointed.set(Optional.empty());
        chosen.set(index);
    }

    /** While the call goes on, what is looked at is what arrived last. */
    private void follow(Instant now) {
        boolean within = wire.wire()
                .get()
                .map(Wire::call)
                .filter(call -> call.ended().filter(now::isAfter).isEmpty())
                .isPresent();
        if (!stepping && within && player.asked().get().isEmpty()) {
            IntStream.range(0, steps.size())
                    .filter(index -> !moment(steps.get(index)).isAfter(now))
                    .reduce((first, second) -> second)
                    .ifPresent(this::look);
        }
    }

    private static Instant moment(Step step) {
        return step.told().arrived().orElse(step.told().at());
    }

    private int first(int flight) {
        return IntStream.range(0, steps.size())
                .filter(index -> steps.get(index).flight() == flight)
                .findFirst()
                .orElse(NONE);
    }
}
