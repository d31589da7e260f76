package padlock.ui;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javafx.scene.Scene;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.testfx.util.WaitForAsyncUtils;
import padlock.ui.export.Png;

import static org.assertj.core.api.Assertions.assertThat;

/** Makes the pictures in {@code docs/images}: {@code mvn -B -q -pl ui -am -Pscreenshots test}. */
final class Screenshots {

    private static final Path FOLDER = Path.of("docs", "images");

    private static final List<Setting> SETTINGS = List.of(
            new Setting("light-1920", Look.LIGHT, 1920, 1080, 0),
            new Setting("dark-1920", Look.DARK, 1920, 1080, 0),
            new Setting("light-1366", Look.LIGHT, 1366, 768, 0),
            new Setting("dark-1366-large", Look.DARK, 1366, 768, 7));

    /** A display and how the person likes it. */
    private record Setting(String name, Look look, double width, double height, int larger) {}

    static Stream<Arguments> pictures() {
        return MainViews.ALL.stream().flatMap(view -> SETTINGS.stream().map(setting -> Arguments.of(view, setting)));
    }

    @ParameterizedTest
    @MethodSource("pictures")
    void aPictureOfEachView(MainViews.MainView view, Setting setting) throws Exception {
        Scene scene = MainViews.show(view, setting.look(), setting.width(), setting.height(), setting.larger());
        byte[] picture = WaitForAsyncUtils.waitForAsyncFx(30_000, () -> Png.of(scene.snapshot(null)));
        Files.createDirectories(FOLDER);
        Files.write(FOLDER.resolve(view.name() + "-" + setting.name() + ".png"), SmallPicture.of(picture));
        assertThat(picture).hasSizeGreaterThan(10_000);
    }
}
