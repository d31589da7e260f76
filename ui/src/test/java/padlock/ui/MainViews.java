package padlock.ui;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.TabPane;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;
import padlock.mesh.actor.MeshFact;
import padlock.ui.file.Desk;
import padlock.ui.player.PlayerViewModel;

/** The main views of the window, and how a person gets to each. */
final class MainViews {

    /** To add a view to the pictures in {@code docs/images} and to the test that nothing is cut off, add a line. */
    static final List<MainView> ALL = List.of(
            new MainView("welcome", window -> {}),
            new MainView("mesh", window -> window.article().type(KeyCode.F)),
            new MainView(
                    "twelve-services",
                    window -> window.scenario("shop-goes-strict").type(KeyCode.F)),
            new MainView("details", window -> window.article().type(KeyCode.F).pointAt("my-app-namespace/backend")),
            new MainView(
                    "messages",
                    window -> window.article()
                            .control(KeyCode.M)
                            .type(KeyCode.C)
                            .stepTo(MeshFact.ConfigPushed.class)
                            .pointAtNode("#mesh-control-plane")
                            .await(".courier")),
            new MainView("collapsed", window -> window.article().type(KeyCode.F, KeyCode.A)),
            new MainView(
                    "connections", window -> window.article().type(KeyCode.F).choose("player-connections")),
            new MainView(
                    "handshake",
                    window -> window.article()
                            .type(KeyCode.F)
                            .choose("player-handshake")
                            .await("#handshake-detail")),
            new MainView(
                    "matrix",
                    window -> window.article()
                            .type(KeyCode.F)
                            .choose("player-matrix")
                            .await(".matrix-cell.state-failed")),
            new MainView(
                    "sequence",
                    window -> window.article()
                            .type(KeyCode.F)
                            .choose("player-sequence")
                            .await("#sequence-list")),
            new MainView(
                    "certificates", window -> window.article().type(KeyCode.F).choose("player-certificates")),
            new MainView("ledger", window -> window.article().type(KeyCode.F).choose("player-ledger")),
            new MainView(
                    "policies",
                    window -> window.article()
                            .type(KeyCode.F)
                            .choose("player-policies")
                            .editPolicy()),
            new MainView("faults", window -> window.article().type(KeyCode.F).choose("player-faults")),
            new MainView("stops", window -> window.article().type(KeyCode.F).control(KeyCode.B)),
            new MainView("events", window -> window.article().type(KeyCode.F).choose("player-events")),
            new MainView("tour", window -> window.tour(4)),
            new MainView("keys", window -> window.article().type(KeyCode.F1)));

    /** A view by its name, and the way to it from the first page. */
    record MainView(String name, Way way) {

        @Override
        public String toString() {
            return name;
        }
    }

    /** What a person does to see something. */
    interface Way {
        void go(MainViews window) throws Exception;
    }

    private final FxRobot robot = new FxRobot();
    private final Stage stage;
    private Shell shell;

    private MainViews(Stage stage) {
        this.stage = stage;
    }

    /** A window of this size, whose type is so many pixels larger than it is by itself. */
    static Scene show(MainView view, Look look, double width, double height, int larger) throws Exception {
        Stage stage = FxToolkit.registerPrimaryStage();
        MainViews window = new MainViews(stage);
        window.robot.interact(() -> window.open(look, width, height));
        for (int times = 0; times < larger; times++) {
            window.robot.interact(
                    () -> window.robot.lookup("#shell-larger").queryButton().fire());
        }
        view.way().go(window);
        window.robot.interact(stage.getScene().getRoot()::requestFocus);
        window.settle();
        return stage.getScene();
    }

    private void open(Look look, double width, double height) {
        shell = Opened.window(stage, desk(), width, height);
        look.wear(stage.getScene());
    }

    /** What is remembered of one window is nothing to the next. */
    private static Desk desk() {
        try {
            return new Desk(Files.createTempDirectory("desk"));
        } catch (IOException diskIsFull) {
            throw new UncheckedIOException(diskIsFull);
        }
    }

    /** Takes the tour, so many stops far. */
    MainViews tour(int stops) throws Exception {
        robot.interact(() -> robot.lookup("#welcome-tour").queryButton().fire());
        Patience.waitUntil(() -> robot.lookup("#tour-next").tryQuery().isPresent());
        for (int stop = 0; stop < stops; stop++) {
            robot.interact(() -> robot.lookup("#tour-next").queryButton().fire());
            settle();
        }
        return this;
    }

    MainViews article() throws Exception {
        robot.interact(() -> robot.lookup("#welcome-article").queryButton().fire());
        return opened();
    }

    /** Opens a scenario of the catalogue. */
    MainViews scenario(String name) throws Exception {
        robot.interact(() -> shell.open(List.of(Opened.CATALOGUE.resolve(name).toFile())));
        return opened();
    }

    private MainViews opened() throws Exception {
        Patience.waitUntil(() -> robot.lookup("#time-slider").tryQuery().isPresent());
        settle();
        return this;
    }

    MainViews await(String shown) throws Exception {
        Patience.waitUntil(() -> robot.lookup(shown).tryQuery().isPresent());
        settle();
        return this;
    }

    MainViews type(KeyCode... keys) {
        robot.type(keys);
        settle();
        return this;
    }

    /** Types a key while the control key is held. */
    MainViews control(KeyCode key) {
        robot.press(KeyCode.CONTROL).type(key).release(KeyCode.CONTROL);
        settle();
        return this;
    }

    static void select(FxRobot robot, String page) {
        robot.lookup(".tab-pane").queryAllAs(TabPane.class).stream()
                .flatMap(pane -> pane.getTabs().stream())
                .filter(tab -> page.equals(tab.getId()))
                .forEach(tab -> tab.getTabPane().getSelectionModel().select(tab));
    }

    /** Chooses the page with this name. */
    MainViews choose(String page) {
        robot.interact(() -> select(robot, page));
        settle();
        return this;
    }

    /** Goes on by event until something of this kind has just happened. */
    MainViews stepTo(Class<? extends MeshFact> kind) {
        robot.interact(() -> {
            PlayerViewModel player = shell.playing().orElseThrow();
            do {
                player.stepForward();
            } while (!kind.isInstance(
                    player.events().get(player.shown().get() - 1).fact()));
        });
        settle();
        return this;
    }

    /** Points at a workload in the picture. */
    MainViews pointAt(String workload) throws Exception {
        return pointAt(robot.lookup((Node each) -> ("workload " + workload).equals(each.getId()))
                .query());
    }

    /** Points at what style sheets select so. */
    MainViews pointAtNode(String selector) throws Exception {
        return pointAt(robot.lookup(selector).<Node>query());
    }

    private MainViews pointAt(Node node) throws Exception {
        robot.interact(node::requestFocus);
        robot.type(KeyCode.ENTER);
        return await("#details-page");
    }

    /** Puts the first policy in force into the editor. */
    MainViews editPolicy() {
        robot.interact(() ->
                robot.lookup("#policy-list").queryListView().getSelectionModel().select(0));
        settle();
        return this;
    }

    private void settle() {
        WaitForAsyncUtils.waitForFxEvents(10);
    }
}
