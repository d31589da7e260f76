package padlock.ui;

import com.sun.javafx.tk.TKClipboard;
import java.io.File;
import java.lang.reflect.Constructor;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javafx.event.EventType;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.TableView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;
import javafx.scene.input.DragEvent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.TransferMode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;
import org.testfx.util.WaitForAsyncUtils;
import padlock.mesh.actor.MeshFact;
import padlock.mesh.history.CallReason;
import padlock.mesh.history.WorkloadName;
import padlock.mesh.resource.ResourceId;
import padlock.ui.file.Desk;
import padlock.ui.player.PlayerViewModel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static padlock.ui.Patience.click;
import static padlock.ui.Patience.waitUntil;
import static padlock.ui.Reading.wordsUnder;

/** What a person does to find something out, and what comes of it. */
@ExtendWith(ApplicationExtension.class)
final class DeedsTest {

    @TempDir
    private Path folder;

    private Shell shell;

    @Start
    void open(Stage stage) {
        shell = Opened.window(stage, new Desk(folder.resolve("desk")), 1366, 768);
    }

    @Stop
    void close() {
        shell.close();
    }

    @Test
    void inTls13TheClientThinksItIsConnectedAndLearnsLateThatItWasRefused(FxRobot robot) throws Exception {
        play(robot, "one-way-tls-to-a-sidecar");
        robot.type(KeyCode.F);
        robot.interact(() -> player().toMoment(Duration.ofMinutes(2)));
        stepUntilTheStoryTells(robot, CallReason.NO_CLIENT_CERTIFICATE);
        click(robot, "#story-bytes");
        waitUntil(() -> robot.lookup("#handshake-messages").tryQuery().isPresent());
        ListView<?> messages = robot.lookup("#handshake-messages").queryListView();
        robot.interact(() -> messages.getSelectionModel().select(0));
        List<String> believed = new ArrayList<>(List.of(words(robot, "#handshake-client")));
        for (int step = 1; step < messages.getItems().size(); step++) {
            click(robot, "#handshake-next");
            believed.add(words(robot, "#handshake-client"));
        }
        List<String> turns = believed.stream()
                .map(words -> words.replaceAll("\\s*\\((new|as before)\\)", ""))
                .distinct()
                .toList();
        assertThat(turns.get(turns.size() - 2)).contains("is connected over TLSv1.3");
        assertThat(turns.get(turns.size() - 1))
                .contains("thought it was connected, and learns now that it was refused: certificate_required");
        assertThat(believed.get(believed.size() - 1)).contains("(new)");
        assertThat(words(robot, "#handshake-server")).contains("refuses the other side");
    }

    @Test
    void theFolderOfAScenarioThatIsDroppedIsPlayed(FxRobot robot) throws Exception {
        drop(Opened.CATALOGUE.resolve("nearest-namespace-wins"));
        waitUntil(this::isPlaying);
        assertThat(player().played().get().run().scenario().name()).isEqualTo("nearest-namespace-wins");
    }

    @Test
    void theDumpOfAClusterThatIsDroppedIsPlayed(FxRobot robot) throws Exception {
        Path dump = Files.copy(Path.of("src/test/resources/input/dump.yaml"), folder.resolve("dump.yaml"));
        drop(dump);
        waitUntil(this::isPlaying);
        assertThat(player().atTheEnd().pods().keySet())
                .extracting(pod -> WorkloadName.of(pod).toString())
                .contains("shop/cart");
    }

    @Test
    void aFolderOfManifestsThatIsDroppedIsPlayed(FxRobot robot) throws Exception {
        Path manifests = Files.createDirectory(folder.resolve("manifests"));
        Files.copy(Path.of("src/test/resources/input/dump.yaml"), manifests.resolve("all.yaml"));
        drop(manifests);
        waitUntil(this::isPlaying);
        assertThat(player().atTheEnd().pods()).isNotEmpty();
    }

    @Test
    void aFileThatIsDroppedAndMakesNoSenseIsToldOfByPathAndLine(FxRobot robot) throws Exception {
        Path bad = Files.writeString(folder.resolve("bad.yaml"), "kind: [\n");
        drop(bad);
        waitUntil(() -> robot.lookup("#problems-list").tryQuery().isPresent());
        ListView<String> problems = robot.lookup("#problems-list").queryListView();
        assertThat(problems.getItems())
                .isNotEmpty()
                .allSatisfy(problem -> assertThat(problem).startsWith(bad + ":"));
    }

    @Test
    void theEventsAreSearchedAndOneOfThemIsGoneTo(FxRobot robot) throws Exception {
        play(robot, "article");
        robot.interact(() -> MainViews.select(robot, "player-events"));
        String all = words(robot, "#events-count");
        click(robot, "#events-search");
        robot.write("chain reset");
        waitUntil(() -> !words(robot, "#events-count").equals(all));
        ListView<Integer> list = robot.lookup("#events-list").queryListView();
        assertThat(list.getItems())
                .isNotEmpty()
                .allSatisfy(event -> assertThat(player().played().get().line(event))
                        .contains("chain")
                        .contains("reset"));
        int first = list.getItems().get(0);
        robot.interact(() -> {
            list.getSelectionModel().select(0);
            list.requestFocus();
        });
        robot.type(KeyCode.ENTER);
        waitUntil(() -> player().shown().get() == first + 1);
        click(robot, "#events-search");
        robot.type(KeyCode.ESCAPE);
        waitUntil(() -> words(robot, "#events-count").equals(all));
        assertThat(list.getItems()).contains(first);
    }

    @Test
    void playingStopsWhereAPolicyTakesEffectOnAWorkload(FxRobot robot) throws Exception {
        play(robot, "article");
        robot.press(KeyCode.CONTROL).type(KeyCode.B).release(KeyCode.CONTROL);
        ComboBox<ResourceId> policy = robot.lookup("#stop-policy").queryComboBox();
        ComboBox<WorkloadName> workload = robot.lookup("#stop-workload").queryComboBox();
        WorkloadName backend = new WorkloadName("my-app-namespace", "backend");
        robot.interact(() -> {
            policy.setValue(new ResourceId("PeerAuthentication", "istio-system", "default"));
            workload.setValue(backend);
        });
        click(robot, "#stop-add-in-effect");
        robot.type(KeyCode.ESCAPE);
        robot.interact(() -> player().speed().set(PlayerViewModel.Speed.HOUR));
        click(robot, "#time-play");
        waitUntil(() -> !player().playing().get());
        assertThat(player().elapsed()).isBetween(Duration.ofMinutes(2), Duration.ofSeconds(123));
        assertThat(player().events().get(player().shown().get() - 1).fact())
                .isInstanceOfSatisfying(
                        MeshFact.ConfigApplied.class,
                        applied ->
                                assertThat(WorkloadName.of(applied.sidecar())).isEqualTo(backend));
    }

    @Test
    void theMatrixIsFilteredSortedAndCopiedAsCsv(FxRobot robot) throws Exception {
        play(robot, "article");
        robot.type(KeyCode.F);
        robot.interact(() -> MainViews.select(robot, "player-matrix"));
        waitUntil(() ->
                robot.lookup(".table-cell.matrix-cell.state-failed").tryQuery().isPresent());
        TableView<?> grid = robot.lookup("#matrix-grid").queryTableView();
        List<String> before = clients(grid);
        assertThat(before).hasSizeGreaterThan(2).isSorted();
        Node heading = robot.from(grid).lookup("From").query();
        robot.clickOn(heading).clickOn(heading);
        assertThat(clients(grid))
                .containsExactlyElementsOf(before.stream()
                        .sorted((one, other) -> other.compareTo(one))
                        .toList());
        click(robot, "#matrix-from");
        robot.write("cron");
        waitUntil(() -> clients(grid).equals(List.of("legacy/cron")));
        click(robot, "#matrix-copy");
        List<String> copied = WaitForAsyncUtils.waitForAsyncFx(
                        10_000, () -> Clipboard.getSystemClipboard().getString())
                .lines()
                .toList();
        assertThat(copied).hasSizeGreaterThan(2);
        assertThat(copied.get(0)).contains(",");
        assertThat(copied.subList(1, copied.size()))
                .allSatisfy(line -> assertThat(line).startsWith("legacy/cron,"));
    }

    @Test
    void whoseLineItIsStaysInSightWhenTheMatrixIsScrolledSideways(FxRobot robot) throws Exception {
        play(robot, "article");
        robot.type(KeyCode.F);
        robot.interact(() -> MainViews.select(robot, "player-matrix"));
        waitUntil(() ->
                robot.lookup(".table-cell.matrix-cell.state-failed").tryQuery().isPresent());
        robot.interact(() -> robot.window(shell).setWidth(700));
        Node grid = robot.lookup("#matrix-grid").query();
        ScrollBar bar = grid.lookupAll(".scroll-bar").stream()
                .map(ScrollBar.class::cast)
                .filter(each -> each.getOrientation() == Orientation.HORIZONTAL)
                .findFirst()
                .orElseThrow();
        waitUntil(bar::isVisible);
        Node heading = robot.from(grid).lookup("From").query();
        Node name = robot.from(grid).lookup("legacy/cron").query();
        double headingBefore = left(heading);
        double nameBefore = left(name);
        robot.interact(() -> bar.setValue(bar.getMax()));
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(bar.getValue()).isGreaterThan(20);
        assertThat(left(heading)).isCloseTo(headingBefore, within(1.0));
        assertThat(left(name)).isCloseTo(nameBefore, within(1.0));
    }

    private static double left(Node node) {
        return node.localToScene(node.getBoundsInLocal()).getMinX();
    }

    @Test
    void theOtherReadingOfPrecedenceIsSwitchedToAndItsDifferencesAreShown(FxRobot robot) throws Exception {
        play(robot, "mesh-strict-is-no-floor");
        robot.type(KeyCode.C);
        assertThat(player().elapsed()).isEqualTo(Duration.ofMinutes(1));
        click(robot, "Policies");
        assertThat(words(robot, "#policy-precedence")).isEqualTo("The narrowest wins");
        click(robot, "#policy-precedence");
        waitUntil(() -> words(robot, "#policy-precedence").equals("The strictest wins"));
        assertThat(wordsUnder(robot, "#policy-differences"))
                .contains("guests/phone > diary.team.svc.cluster.local:8080 > team/diary: plaintext → failed");
        robot.press(KeyCode.CONTROL).type(KeyCode.Z).release(KeyCode.CONTROL);
        waitUntil(() -> words(robot, "#policy-precedence").equals("The narrowest wins"));
        assertThat(wordsUnder(robot, "#policy-differences")).contains("failed → plaintext");
    }

    private void play(FxRobot robot, String scenario) throws Exception {
        robot.interact(
                () -> shell.open(List.of(Opened.CATALOGUE.resolve(scenario).toFile())));
        waitUntil(() -> isPlaying() && robot.lookup("#time-slider").tryQuery().isPresent());
    }

    private void stepUntilTheStoryTells(FxRobot robot, CallReason reason) {
        while (player().story()
                .filter(call -> call.verdict().reason() == reason)
                .isEmpty()) {
            int before = player().shown().get();
            robot.type(KeyCode.PERIOD);
            assertThat(player().shown().get()).isGreaterThan(before);
        }
    }

    /** Lets go of a file over the window, as the desktop does. */
    private void drop(Path path) {
        WaitForAsyncUtils.waitForAsyncFx(10_000, () -> {
            Dragboard board = board(path.toFile());
            shell.fireEvent(event(DragEvent.DRAG_OVER, board));
            shell.fireEvent(event(DragEvent.DRAG_DROPPED, board));
            return board;
        });
    }

    private static DragEvent event(EventType<DragEvent> type, Dragboard board) {
        return new DragEvent(type, board, 400, 300, 400, 300, TransferMode.COPY, null, null, null);
    }

    /** Nobody can drag from a desktop that is not there: this is what would be dragged. */
    private static Dragboard board(File file) throws Exception {
        Object content = Proxy.newProxyInstance(
                DeedsTest.class.getClassLoader(),
                new Class<?>[] {TKClipboard.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "hasContent" -> DataFormat.FILES.equals(arguments[0]);
                    case "getContent" -> DataFormat.FILES.equals(arguments[0]) ? List.of(file) : null;
                    case "getContentTypes" -> Set.of(DataFormat.FILES);
                    case "getTransferModes" -> Set.of(TransferMode.COPY);
                    default -> null;
                });
        Constructor<Dragboard> constructor = Dragboard.class.getDeclaredConstructor(TKClipboard.class);
        constructor.setAccessible(true);
        return constructor.newInstance(content);
    }

    private boolean isPlaying() {
        return shell.playing().isPresent();
    }

    private PlayerViewModel player() {
        return shell.playing().orElseThrow();
    }

    private static List<String> clients(TableView<?> grid) {
        return grid.getItems().stream()
                .map(line -> String.valueOf(
                        grid.getColumns().get(0).getCellData(grid.getItems().indexOf(line))))
                .toList();
    }

    private static String words(FxRobot robot, String label) {
        return robot.lookup(label).queryLabeled().getText();
    }
}
