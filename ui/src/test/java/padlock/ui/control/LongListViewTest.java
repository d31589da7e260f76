package padlock.ui.control;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javafx.scene.Scene;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

import static org.assertj.core.api.Assertions.assertThat;

/** A long list shows the lines in sight, and every key and the bar lead to the others. */
@ExtendWith(ApplicationExtension.class)
final class LongListViewTest {

    private static final List<Integer> EVEN =
            IntStream.range(0, 500_000).map(i -> 2 * i).boxed().toList();

    private final List<Integer> wentTo = new ArrayList<>();
    private LongListView list;

    @Start
    void open(Stage stage) {
        list = new LongListView("long", item -> "line " + item, wentTo::add);
        stage.setScene(new Scene(list, 400, 300));
        stage.show();
        list.setItems(EVEN);
    }

    @Test
    void onlyTheLinesInSightAreThere(FxRobot robot) {
        assertThat(rows(robot)).startsWith(0, 2, 4).hasSizeBetween(5, 12);
    }

    @Test
    void theKeysLeadBeyondTheLinesInSight(FxRobot robot) {
        robot.clickOn("line 0").type(KeyCode.END);
        assertThat(rows(robot)).endsWith(999_996, 999_998);
        robot.type(KeyCode.UP);
        assertThat(selected(robot)).isEqualTo(999_996);
        robot.type(KeyCode.PAGE_UP);
        assertThat(rows(robot)).doesNotContain(999_998).contains(selected(robot));
        robot.type(KeyCode.HOME, KeyCode.DOWN, KeyCode.ENTER);
        assertThat(wentTo).containsExactly(2);
    }

    @Test
    void goingDownLineByLineTurnsTheLinesOver(FxRobot robot) {
        int fit = rows(robot).size();
        robot.clickOn("line 0");
        for (int times = 0; times < fit + 3; times++) {
            robot.type(KeyCode.DOWN);
        }
        assertThat(selected(robot)).isEqualTo(2 * (fit + 3));
        assertThat(rows(robot)).contains(selected(robot)).hasSize(fit);
    }

    @Test
    void whatHasHappenedLastIsInSightAndWhatFollowsIsDimmed(FxRobot robot) {
        robot.interact(() -> list.follow(500_001));
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(rows(robot)).contains(500_000, 500_002);
        assertThat(dimmed(robot, "line 500000")).isFalse();
        assertThat(dimmed(robot, "line 500002")).isTrue();
    }

    @Test
    void fewItemsStandFromTheTop(FxRobot robot) {
        robot.interact(() -> list.follow(900_000));
        robot.interact(() -> list.setItems(List.of(4, 8)));
        assertThat(rows(robot)).containsExactly(4, 8);
        robot.interact(() -> list.setItems(List.of()));
        assertThat(rows(robot)).isEmpty();
    }

    private static boolean dimmed(FxRobot robot, String words) {
        return robot.lookup(words).query().getParent().getPseudoClassStates().stream()
                        .anyMatch(state -> state.getPseudoClassName().equals("to-come"))
                || robot.lookup(words).query().getPseudoClassStates().stream()
                        .anyMatch(state -> state.getPseudoClassName().equals("to-come"));
    }

    private static List<Integer> rows(FxRobot robot) {
        ListView<Integer> page = robot.lookup("#long").queryListView();
        return List.copyOf(page.getItems());
    }

    private static int selected(FxRobot robot) {
        ListView<Integer> page = robot.lookup("#long").queryListView();
        return page.getSelectionModel().getSelectedItem();
    }
}
