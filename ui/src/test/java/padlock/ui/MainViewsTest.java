package padlock.ui;

import java.util.List;
import javafx.scene.Scene;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.testfx.util.WaitForAsyncUtils;

import static org.assertj.core.api.Assertions.assertThat;

/** Every main view can be read whole, also on a small display and by whoever needs large type. */
final class MainViewsTest {

    /** Half as large again as by itself. */
    private static final int HALF_AS_LARGE_AGAIN = 7;

    @SuppressWarnings("unused") // named below
    static final List<MainViews.MainView> VIEWS = MainViews.ALL;

    @ParameterizedTest
    @FieldSource("VIEWS")
    void nothingIsCutOffOnASmallDisplay(MainViews.MainView view) throws Exception {
        Scene scene = MainViews.show(view, Look.LIGHT, 1366, 768, 0);
        assertThat(cutOff(scene)).isEmpty();
    }

    @ParameterizedTest
    @FieldSource("VIEWS")
    void nothingIsCutOffInLargeType(MainViews.MainView view) throws Exception {
        Scene scene = MainViews.show(view, Look.DARK, 1366, 768, HALF_AS_LARGE_AGAIN);
        assertThat(cutOff(scene)).isEmpty();
    }

    private static List<String> cutOff(Scene scene) {
        return WaitForAsyncUtils.waitForAsyncFx(10_000, () -> CutOff.in(scene.getRoot()));
    }
}
