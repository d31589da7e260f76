package padlock.ui;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Region;
import padlock.mesh.policy.Reason;
import padlock.ui.certificate.CertificatesView;
import padlock.ui.certificate.CertificatesViewModel;
import padlock.ui.certificate.LedgerView;
import padlock.ui.command.Command;
import padlock.ui.command.Command.Menu;
import padlock.ui.command.Shortcut;
import padlock.ui.control.Beside;
import padlock.ui.details.DetailsView;
import padlock.ui.details.DetailsViewModel;
import padlock.ui.fault.FaultView;
import padlock.ui.fault.FaultViewModel;
import padlock.ui.file.Manuscript;
import padlock.ui.handshake.HandshakeView;
import padlock.ui.handshake.HandshakeViewModel;
import padlock.ui.matrix.MatrixView;
import padlock.ui.matrix.MatrixViewModel;
import padlock.ui.player.EventList;
import padlock.ui.player.PlayerViewModel;
import padlock.ui.player.StopsView;
import padlock.ui.player.Subject;
import padlock.ui.player.TimeBar;
import padlock.ui.player.WireViewModel;
import padlock.ui.policy.DifferencesView;
import padlock.ui.policy.PolicyView;
import padlock.ui.policy.PolicyViewModel;
import padlock.ui.sequence.SequenceView;
import padlock.ui.sequence.SequenceViewModel;
import padlock.ui.story.StoryView;
import padlock.ui.text.Texts;
import padlock.ui.topology.LinkTable;
import padlock.ui.topology.MeshLayout;
import padlock.ui.topology.TopologyView;
import padlock.ui.tour.Tour;

/** A run that is played: the mesh, what happens, why, and the time line under all of it. */
final class RunView extends BorderPane {

    private final PlayerViewModel model;
    private final PolicyViewModel policies;
    private final Consumer<Region> over;
    private final HandshakeViewModel handshake;
    private final TopologyView topology;
    private final TabPane pictures = new TabPane();
    private final TabPane details = new TabPane();
    private final AnimationTimer clock;

    /**
     * @param run runs a changed scenario beside the window
     * @param over shows something before everything else, until the person is done with it
     */
    RunView(
            PlayerViewModel model,
            PolicyViewModel policies,
            MeshLayout layout,
            Consumer<Manuscript> run,
            Consumer<Region> over) {
        this.model = model;
        this.policies = policies;
        this.over = over;
        topology = new TopologyView(model, layout, this::tellOf);
        Tab mesh = tab("player.mesh", topology);
        Tab table = tab("player.connections", new LinkTable(model));
        WireViewModel told = new WireViewModel(model, model::story, Beside.THREADS, Platform::runLater);
        handshake = new HandshakeViewModel(model, told);
        Tab bytes = tab("player.handshake", new HandshakeView(model, handshake));
        told.watched().bind(bytes.selectedProperty());
        WireViewModel drawn = new WireViewModel(model, model::happening, Beside.THREADS, Platform::runLater);
        Tab sequence = tab("player.sequence", new SequenceView(model, new SequenceViewModel(model, drawn)));
        drawn.watched().bind(sequence.selectedProperty());
        CertificatesViewModel certificates = new CertificatesViewModel(model);
        Tab lifetimes = tab("player.certificates", new CertificatesView(model, certificates));
        Tab ledger = tab("player.ledger", new LedgerView(model, certificates));
        MatrixViewModel matrix = new MatrixViewModel(model, Beside.THREADS, Platform::runLater);
        Tab grid = tab("player.matrix", new MatrixView(matrix, () -> choose("player-story")));
        matrix.watched().bind(grid.selectedProperty());
        pictures.getTabs().addAll(mesh, table, grid, sequence, bytes, lifetimes, ledger);
        mesh.setUserData(topology.picture());
        FaultView faults =
                new FaultView(new FaultViewModel(model, policies), new DifferencesView(model, policies), run);
        details.getTabs()
                .addAll(
                        tab("player.story", new StoryView(model, () -> choose("player-handshake"), this::edit)),
                        tab(
                                "player.details",
                                new DetailsView(
                                        model, new DetailsViewModel(model), () -> choose("player-story"), this::edit)),
                        tab("player.policies", new PolicyView(model, policies, run)),
                        tab("player.faults", faults),
                        tab("player.events", new EventList(model)));
        SplitPane split = new SplitPane(pictures, details);
        split.setOrientation(Orientation.HORIZONTAL);
        split.setDividerPositions(0.64);
        setCenter(split);
        setBottom(new TimeBar(model));
        clock = new AnimationTimer() {
            private long last;

            @Override
            public void handle(long nanos) {
                if (last != 0) {
                    model.tick(Duration.ofNanos(nanos - last));
                }
                last = nanos;
            }
        };
        clock.start();
    }

    void stop() {
        clock.stop();
    }

    /** The picture that is looked at: what its page names as one, else the page as it is. */
    Node picture() {
        Tab chosen = pictures.getSelectionModel().getSelectedItem();
        return chosen.getUserData() instanceof Node picture ? picture : chosen.getContent();
    }

    private void edit(Reason.Field field) {
        choose("player-policies");
        policies.edit(field);
    }

    /** A connection is told of by whichever page is open; of anything else only one page knows something. */
    private void tellOf(Subject subject) {
        model.pointAt(subject);
        if (!(subject instanceof Subject.OfLink)) {
            choose("player-details");
        }
    }

    /** Opens the page of this name. */
    void choose(String page) {
        Stream.of(pictures, details)
                .flatMap(pane -> pane.getTabs().stream())
                .filter(tab -> page.equals(tab.getId()))
                .forEach(tab -> tab.getTabPane().getSelectionModel().select(tab));
    }

    /** Shows the moment, the connection and the page that a stop of a tour is about. */
    void show(Tour.Stop stop) {
        model.toMoment(stop.at());
        model.links().links().stream()
                .filter(link -> link.from().toString().equals(stop.caller())
                        && link.to().startsWith("backend."))
                .findFirst()
                .ifPresent(link -> model.selected().set(Optional.of(link)));
        choose(stop.page());
    }

    /** What can be done while a run is played. */
    List<Command> commands() {
        return Stream.concat(played(), topology.commands().stream()).toList();
    }

    private Stream<Command> played() {
        return Stream.of(
                new Command(Menu.PLAY, "command.play", Shortcut.key("Space", KeyCode.SPACE), model::togglePlaying),
                new Command(Menu.PLAY, "command.step", Shortcut.key(".", KeyCode.PERIOD), model::stepForward),
                new Command(Menu.PLAY, "command.back", Shortcut.key(",", KeyCode.COMMA), model::stepBack),
                new Command(Menu.PLAY, "command.failure", Shortcut.key("F", KeyCode.F), model::toNextFailure),
                new Command(Menu.PLAY, "command.change", Shortcut.key("C", KeyCode.C), model::toNextChange),
                new Command(Menu.PLAY, "command.flight", Shortcut.key("G", KeyCode.G), handshake::nextFlight),
                new Command(Menu.PLAY, "command.flight-back", Shortcut.key("B", KeyCode.B), handshake::backFlight),
                new Command(Menu.PLAY, "command.start", Shortcut.key("Home", KeyCode.HOME), model::toStart),
                new Command(Menu.PLAY, "command.end", Shortcut.key("End", KeyCode.END), model::toEnd),
                new Command(
                        Menu.PLAY,
                        "command.stops",
                        Shortcut.control("B", KeyCode.B),
                        () -> over.accept(new StopsView(model))),
                new Command(
                        Menu.CHANGE,
                        "command.undo",
                        Shortcut.control("Z", KeyCode.Z),
                        policies.canUndo(),
                        policies::undo),
                new Command(
                        Menu.CHANGE,
                        "command.redo",
                        Shortcut.control("Y", KeyCode.Y),
                        policies.canRedo(),
                        policies::redo));
    }

    private static Tab tab(String key, Node content) {
        Tab tab = new Tab(Texts.of(key), content);
        tab.setId(Texts.id(key));
        tab.setClosable(false);
        return tab;
    }
}
