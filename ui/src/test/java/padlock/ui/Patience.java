package padlock.ui;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
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
}
