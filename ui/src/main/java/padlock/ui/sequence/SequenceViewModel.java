package padlock.ui.sequence;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import padlock.mesh.actor.MeshFact;
import padlock.mesh.actor.Side;
import padlock.mesh.history.CallEvents;
import padlock.mesh.history.CallView;
import padlock.mesh.history.ToldFlight;
import padlock.sim.Event;
import padlock.tls.capture.Node;
import padlock.ui.player.Played;
import padlock.ui.player.PlayerViewModel;
import padlock.ui.player.Wire;
import padlock.ui.player.WireViewModel;
import padlock.ui.text.Texts;

/**
 * The chart of the call that happens, in step with the time line. What the run recorded of it is drawn at once; what
 * crossed the wire follows when it has been derived.
 */
public final class SequenceViewModel {

    private static final int NONE = -1;

    private final PlayerViewModel player;
    private final WireViewModel wire;
    private final ObservableList<String> ends = FXCollections.observableArrayList();
    private final ObservableList<Item> items = FXCollections.observableArrayList();
    private final ReadOnlyIntegerWrapper current = new ReadOnlyIntegerWrapper(NONE);
    private Optional<Drawn> drawn = Optional.empty();

    /** What the chart shows of which run. */
    private record Drawn(Played run, CallView call, List<ToldFlight> flights) {}

    /**
     * A line of the chart: something that one end does, or that goes from one to another.
     *
     * @param count how many events of the run have happened by then
     * @param after since the call began
     * @param from by its place among the ends
     * @param to the same where nothing is sent
     */
    record Item(Instant at, int count, Duration after, int from, int to, String text, boolean trouble) {

        boolean isSent() {
            return from != to;
        }
    }

    public SequenceViewModel(PlayerViewModel player, WireViewModel wire) {
        this.player = player;
        this.wire = wire;
        for (ObservableValue<?> each : List.of(
                player.now(), player.selected(), player.asked(), player.played(), wire.wire(), wire.watched())) {
            each.addListener((property, before, now) -> look());
        }
        player.shown().addListener((property, before, now) -> follow());
        look();
    }

    WireViewModel wire() {
        return wire;
    }

    /** Who takes part, from left to right. */
    ObservableList<String> ends() {
        return ends;
    }

    ObservableList<Item> items() {
        return items;
    }

    /** Which line happened last, -1 before the first. */
    ReadOnlyIntegerProperty current() {
        return current.getReadOnlyProperty();
    }

    /** Takes the play head to where a line has just happened. */
    void choose(int index) {
        if (index >= 0
                && index < items.size()
                && drawn.isPresent()
                && player.asked().get().isEmpty()) {
            player.lookAt(drawn.get().call(), items.get(index).count());
        }
    }

    private void look() {
        if (!wire.watched().get()) {
            return;
        }
        Optional<Drawn> wanted =
                player.happening().map(call -> new Drawn(player.played().get(), call, flights(call)));
        if (!isDrawn(wanted)) {
            draw(wanted);
        }
        follow();
    }

    /** Runs are compared by what they are, not event by event: this is asked with each step of time. */
    private boolean isDrawn(Optional<Drawn> wanted) {
        return wanted.isEmpty() == drawn.isEmpty()
                && wanted.filter(chart -> chart.run() != drawn.get().run()
                                || chart.call() != drawn.get().call()
                                || chart.flights() != drawn.get().flights())
                        .isEmpty();
    }

    /** As far as they have been derived. */
    private List<ToldFlight> flights(CallView call) {
        return wire.wire()
                .get()
                .filter(told -> told.call().equals(call))
                .map(Wire::flights)
                .orElse(List.of());
    }

    private void draw(Optional<Drawn> wanted) {
        drawn = wanted;
        List<Item> lines = new ArrayList<>();
        List<String> names = new ArrayList<>();
        wanted.ifPresent(call -> draw(call, names, lines));
        lines.sort(Comparator.comparing(Item::at));
        ends.setAll(names);
        items.setAll(lines);
    }

    private void draw(Drawn told, List<String> names, List<Item> lines) {
        CallView call = told.call();
        List<Event> all = told.run().events();
        List<Event> events = player.asked().get().isPresent()
                ? List.of()
                : CallEvents.of(call, told.run().run().recording());
        Optional<String> asks = doing(events, MeshFact.CallStarted.class);
        String client = doing(events, MeshFact.ConnectionRequested.class)
                .or(() -> doing(events, MeshFact.ConnectionReused.class))
                .or(() -> asks)
                .orElse(call.from().instance().toString());
        String server = events.stream()
                .map(event -> player.played().get().words().actor(event.actor()))
                .filter(actor ->
                        !actor.equals(client) && asks.filter(actor::equals).isEmpty())
                .findFirst()
                .or(() -> call.route().map(route -> serverOf(route, call)))
                .orElse(call.target().host());
        asks.ifPresent(name -> add(name, names));
        add(client, names);
        add(server, names);
        int count = until(call.at().minusNanos(1));
        for (Event event : events) {
            while (all.get(count) != event) {
                count++;
            }
            String actor = player.played().get().words().actor(event.actor());
            add(actor, names);
            int end = names.indexOf(actor);
            lines.add(new Item(
                    event.at(),
                    count + 1,
                    Duration.between(call.at(), event.at()),
                    end,
                    end,
                    actor + " " + player.played().get().words().sentence(event.fact()),
                    isTrouble(event)));
        }
        told.flights().stream()
                .filter(flight -> !flight.at().isBefore(call.at()))
                .forEach(flight -> {
                    boolean fromClient = flight.from() == Side.CLIENT;
                    lines.add(new Item(
                            flight.at(),
                            until(flight.at()),
                            Duration.between(call.at(), flight.at()),
                            names.indexOf(fromClient ? client : server),
                            names.indexOf(fromClient ? server : client),
                            words(flight),
                            flight.arrived().isEmpty()));
                });
    }

    private static String serverOf(CallView.Route route, CallView call) {
        boolean sidecar = call.server().filter(CallView.Server::sidecar).isPresent();
        return sidecar
                ? Texts.of("sequence.sidecar", route.endpoint())
                : route.endpoint().toString();
    }

    private static void add(String name, List<String> names) {
        if (!names.contains(name)) {
            names.add(name);
        }
    }

    private Optional<String> doing(List<Event> events, Class<? extends MeshFact> what) {
        return events.stream()
                .filter(event -> what.isInstance(event.fact()))
                .findFirst()
                .map(event -> player.played().get().words().actor(event.actor()));
    }

    private static boolean isTrouble(Event event) {
        return event.fact() instanceof MeshFact.HandshakeRefused
                || event.fact() instanceof MeshFact.FilterChainMissing
                || event.fact() instanceof MeshFact.GatewayServerMissing
                || event.fact() instanceof MeshFact.AlertArrivedLate
                || event.fact() instanceof MeshFact.CertificateMissing
                || event.fact() instanceof MeshFact.ProtocolError
                || event.fact() instanceof MeshFact.ConnectionRefused;
    }

    /** What a flight holds, as far as it can be read. */
    private static String words(ToldFlight flight) {
        String holds =
                flight.flight().tree().stream().map(SequenceViewModel::words).collect(Collectors.joining(", "));
        int bytes = flight.flight().contents().get(0).bytes().length;
        return Texts.of(flight.arrived().isPresent() ? "sequence.flight" : "sequence.unread", holds, bytes);
    }

    private static String words(Node record) {
        return record.parts().stream()
                .filter(part -> !part.parts().isEmpty())
                .map(part -> part.value().isEmpty() || part.name().startsWith("Certificate")
                        ? part.name()
                        : part.name() + " " + part.value())
                .reduce((one, other) -> one + ", " + other)
                .orElse(record.name().equals("record") ? record.value() : record.name() + " " + record.value());
    }

    /** How many events have happened by an instant; of a call beside the run, all that it needs. */
    private int until(Instant at) {
        return player.asked().get().isPresent()
                ? 0
                : player.played().get().run().recording().until(at);
    }

    private void follow() {
        current.set(IntStream.range(0, items.size())
                .filter(index -> items.get(index).count() <= player.shown().get())
                .reduce((first, second) -> second)
                .orElse(NONE));
    }
}
