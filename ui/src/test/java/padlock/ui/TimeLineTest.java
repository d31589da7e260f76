package padlock.ui;

import java.util.List;
import javafx.geometry.Bounds;
import javafx.scene.Scene;
import javafx.scene.control.Slider;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static padlock.ui.Reading.wordsUnder;

/** The time line tells each kind of mark apart, for eyes and for keys. */
final class TimeLineTest {

    private final FxRobot robot = new FxRobot();

    @ParameterizedTest
    @ValueSource(ints = {0, 7})
    void noMarkLiesOnAnother(int larger) throws Exception {
        Scene scene = open(larger);
        List<Bounds> marks = scene.getRoot().lookupAll(".time-mark").stream()
                .map(mark -> mark.localToScene(mark.getLayoutBounds()))
                .toList();
        assertThat(marks).hasSizeGreaterThan(20);
        for (int one = 0; one < marks.size(); one++) {
            for (int other = one + 1; other < marks.size(); other++) {
                assertThat(overlap(marks.get(one), marks.get(other)))
                        .as("%s and %s", marks.get(one), marks.get(other))
                        .isFalse();
            }
        }
    }

    @Test
    void everyKindThatTheRunHasIsNamedInTheOrderInWhichOneLeadsToTheNext() throws Exception {
        open(0);
        assertThat(wordsUnder(robot, "#time-line").lines())
                .containsSubsequence("Changes", "Pushes", "Certificates", "Failures")
                .doesNotContain("Faults");
    }

    @Test
    void theArrowKeysWalkAlongALaneAndUpAndDownLeadsToTheNext() throws Exception {
        open(0);
        robot.interact(robot.lookup("#lane-failure").query()::requestFocus);
        robot.type(KeyCode.RIGHT);
        String first = clock();
        assertThat(first).startsWith("2:03");
        robot.type(KeyCode.RIGHT, KeyCode.RIGHT, KeyCode.RIGHT, KeyCode.LEFT, KeyCode.LEFT, KeyCode.LEFT);
        assertThat(clock()).isEqualTo(first);
        robot.type(KeyCode.UP);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(robot.lookup("#lane-rotation").query().isFocused()).isTrue();
    }

    @Test
    void theArrowKeysMoveThePlayHeadOnTheSlider() throws Exception {
        open(0);
        Slider slider = robot.lookup("#time-slider").queryAs(Slider.class);
        robot.interact(slider::requestFocus);
        String start = clock();
        robot.type(KeyCode.RIGHT, KeyCode.RIGHT);
        assertThat(clock()).isNotEqualTo(start);
        assertThat(slider.getValue()).isBetween(0.01, 0.03);
        robot.type(KeyCode.LEFT, KeyCode.LEFT);
        assertThat(clock()).isEqualTo(start);
    }

    private Scene open(int larger) throws Exception {
        return MainViews.show(
                new MainViews.MainView("article", window -> window.article().await("#lane-failure .time-mark")),
                Look.LIGHT,
                1366,
                768,
                larger);
    }

    private String clock() {
        WaitForAsyncUtils.waitForFxEvents();
        return robot.lookup("#time-clock").queryLabeled().getText();
    }

    private static boolean overlap(Bounds one, Bounds other) {
        return one.getMinX() < other.getMaxX() - 1
                && other.getMinX() < one.getMaxX() - 1
                && one.getMinY() < other.getMaxY() - 1
                && other.getMinY() < one.getMaxY() - 1;
    }
}
