package padlock.ui;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import javafx.scene.Node;
import org.testfx.api.FxRobot;
import org.testfx.util.NodeQueryUtils;
import org.testfx.util.WaitForAsyncUtils;

/** Waits for what the window does beside the test. */
final class Patience {

    private static final int SECONDS = 60;

    private Patience() {}

    /**
     * @param condition is looked at where the window is changed, so that nobody looks through what is just being
     *     changed
     */
    static void waitUntil(Callable<Boolean> condition) throws Exception {
        WaitForAsyncUtils.waitFor(
                SECONDS,
                TimeUnit.SECONDS,
                () -> WaitForAsyncUtils.asyncFx(condition).get());
        WaitForAsyncUtils.waitForFxEvents();
    }

    /** Clicks on these one after the other, each as soon as it is there to be seen: a page is not laid out at once. */
    static void click(FxRobot robot, String... queries) throws Exception {
        for (String query : queries) {
            waitUntil(() -> robot.lookup(query).queryAll().stream().anyMatch(Patience::isThere));
            robot.clickOn(query);
        }
    }

    private static boolean isThere(Node node) {
        return NodeQueryUtils.isVisible().test(node) && node.getLayoutBounds().getWidth() > 0;
    }
}
