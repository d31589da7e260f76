package padlock.ui;

import java.util.Optional;
import java.util.stream.Stream;
import javafx.css.PseudoClass;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.ListCell;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;

import static org.assertj.core.api.Assertions.assertThat;
import static padlock.ui.Patience.waitUntil;

/** The list of events and the sequence chart stay in step with the play head, and move it. */
final class InStepTest {

    private static final String SEQUENCE = "#sequence-list";
    private static final String EVENTS = "#events-list";

    private final FxRobot robot = new FxRobot();

    @Test
    void theChartMarksTheLineThatHappenedLastInSightAndAClickOnALineGoesThereAndBack() throws Exception {
        open(0);
        int last = current(SEQUENCE).orElseThrow().getIndex();
        assertThat(isWhollyInSight(current(SEQUENCE).orElseThrow(), SEQUENCE)).isTrue();
        String end = clock();
        robot.clickOn(cell(SEQUENCE, last - 2).orElseThrow());
        waitUntil(() -> isCurrent(SEQUENCE, last - 2));
        assertThat(clock()).isNotEqualTo(end);
        assertThat(isToCome(SEQUENCE, last - 2)).isFalse();
        assertThat(isToCome(SEQUENCE, last - 1)).isTrue();
        robot.clickOn(cell(SEQUENCE, last).orElseThrow());
        waitUntil(() -> isCurrent(SEQUENCE, last));
        assertThat(clock()).isEqualTo(end);
        assertThat(isToCome(SEQUENCE, last - 1)).isFalse();
    }

    @Test
    void theChartAndTheEventsGoOnWithEachStepOfThePlayHead() throws Exception {
        open(7);
        robot.interact(() -> MainViews.select(robot, "player-events"));
        waitUntil(() -> current(EVENTS).isPresent());
        int line = current(SEQUENCE).orElseThrow().getIndex();
        String event = current(EVENTS).orElseThrow().getText();
        robot.type(KeyCode.COMMA);
        waitUntil(() -> isCurrent(SEQUENCE, line - 1));
        waitUntil(() ->
                current(EVENTS).filter(cell -> !cell.getText().equals(event)).isPresent());
        int now = current(EVENTS).orElseThrow().getIndex();
        assertThat(isWhollyInSight(current(EVENTS).orElseThrow(), EVENTS)).isTrue();
        assertThat(isToCome(EVENTS, now)).isFalse();
        assertThat(isToCome(EVENTS, now + 1)).isTrue();
        assertThat(cell(EVENTS, now + 1).orElseThrow().getText()).isEqualTo(event);
        robot.type(KeyCode.PERIOD);
        waitUntil(() -> isCurrent(SEQUENCE, line));
        waitUntil(() ->
                current(EVENTS).filter(cell -> cell.getText().equals(event)).isPresent());
    }

    private void open(int larger) throws Exception {
        MainViews.show(
                new MainViews.MainView(
                        "sequence",
                        window -> window.article()
                                .type(KeyCode.F)
                                .choose("player-sequence")
                                .await(SEQUENCE + " .list-cell:current")),
                Look.LIGHT,
                1366,
                768,
                larger);
        waitUntil(() -> !robot.lookup("#sequence-sent-later").query().isVisible());
    }

    private Optional<ListCell<?>> current(String list) {
        return cells(list).filter(cell -> has(cell, "current")).findFirst();
    }

    private boolean isCurrent(String list, int index) {
        return current(list).filter(cell -> cell.getIndex() == index).isPresent();
    }

    private boolean isToCome(String list, int index) {
        return has(cell(list, index).orElseThrow(), "to-come");
    }

    private Optional<ListCell<?>> cell(String list, int index) {
        return cells(list).filter(cell -> cell.getIndex() == index).findFirst();
    }

    private Stream<ListCell<?>> cells(String list) {
        return robot.lookup(list + " .list-cell").queryAllAs(ListCell.class).stream()
                .<ListCell<?>>map(cell -> cell)
                .filter(cell -> cell.isVisible() && !cell.isEmpty());
    }

    private static boolean has(Node node, String state) {
        return node.getPseudoClassStates().contains(PseudoClass.getPseudoClass(state));
    }

    private boolean isWhollyInSight(Node cell, String list) {
        Node frame = robot.lookup(list).query();
        Bounds room = frame.localToScene(frame.getLayoutBounds());
        Bounds line = cell.localToScene(cell.getLayoutBounds());
        return line.getMinY() > room.getMinY() - 1 && line.getMaxY() < room.getMaxY() + 1;
    }

    private String clock() {
        return robot.lookup("#time-clock").queryLabeled().getText();
    }
}
