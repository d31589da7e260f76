package padlock.ui.player;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableValue;
import padlock.mesh.history.CallView;
import padlock.mesh.history.ToldFlight;
import padlock.scenario.Scenario;
import padlock.scenario.ScenarioRunner;

/** The bytes of a call, which are derived while somebody watches and the run is not playing. */
public final class WireViewModel {

    private final PlayerViewModel player;
    private final Supplier<Optional<CallView>> call;
    private final Executor beside;
    private final Executor window;
    private final ReadOnlyObjectWrapper<Optional<Wire>> wire = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyBooleanWrapper working = new ReadOnlyBooleanWrapper();
    private final BooleanProperty watched = new SimpleBooleanProperty();

    /**
     * @param call whose bytes are wanted now
     * @param beside does what takes long
     * @param window brings what came of it back to whoever changes properties
     */
    public WireViewModel(PlayerViewModel player, Supplier<Optional<CallView>> call, Executor beside, Executor window) {
        this.player = player;
        this.call = call;
        this.beside = beside;
        this.window = window;
        for (ObservableValue<?> each :
                List.of(player.now(), player.selected(), player.asked(), player.played(), player.playing(), watched)) {
            each.addListener((property, before, now) -> look());
        }
    }

    public ReadOnlyObjectProperty<Optional<Wire>> wire() {
        return wire.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty working() {
        return working.getReadOnlyProperty();
    }

    /** Whether anybody looks at it. */
    public BooleanProperty watched() {
        return watched;
    }

    private void look() {
        if (!watched.get() || player.playing().get()) {
            return;
        }
        Optional<CallView> wanted = call.get();
        if (wanted.equals(wire.get().map(Wire::call))) {
            return;
        }
        if (wanted.isEmpty() || player.asked().get().isPresent()) {
            wire.set(player.asked().get());
        } else if (!working.get()) {
            derive(player.played().get().run().scenario(), wanted.get());
        }
    }

    private void derive(Scenario scenario, CallView call) {
        working.set(true);
        beside.execute(() -> {
            List<ToldFlight> flights = ScenarioRunner.flights(scenario, call);
            window.execute(() -> {
                working.set(false);
                wire.set(Optional.of(new Wire(call, flights)));
                look();
            });
        });
    }
}
