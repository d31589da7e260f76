package padlock.ui;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import org.junit.jupiter.api.Test;
import org.testfx.util.WaitForAsyncUtils;

import static org.assertj.core.api.Assertions.assertThat;

/** Started in the second language, the window speaks it everywhere, and nothing is cut off. */
final class OtherLanguageTest {

    private static final String CUT = "cut off: ";

    private static final String SAYS = "says: ";

    @Test
    void everyMainViewIsWholeInGerman() throws Exception {
        List<String> said = inGerman();
        assertThat(said).filteredOn(line -> line.startsWith(CUT)).isEmpty();
        assertThat(said)
                .contains(
                        SAYS + "Matrix",
                        SAYS + "Ereignisse",
                        SAYS + "Fehler",
                        SAYS + "Sehen, was mutual TLS tut",
                        SAYS + "Was geschah");
        assertThat(said).as("the end was reached").endsWith(MainViews.ALL.size() + " views");
    }

    /** The language of a window is that of its process. */
    private static List<String> inGerman() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        Stream.of(
                        "testfx.robot",
                        "testfx.headless",
                        "prism.order",
                        "glass.platform",
                        "monocle.platform",
                        "headless.geometry",
                        "java.awt.headless")
                .forEach(key -> command.add("-D" + key + "=" + System.getProperty(key)));
        command.addAll(List.of(
                "-Duser.language=de", "-cp", System.getProperty("java.class.path"), OtherLanguageTest.class.getName()));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<String> said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        assertThat(process.waitFor()).as(String.join("\n", said)).isZero();
        return said;
    }

    /** What the other process does: it looks at every view, and says what it reads there. */
    public static void main(String... none) throws Exception {
        List<String> said = new ArrayList<>();
        for (MainViews.MainView view : MainViews.ALL) {
            Scene scene = MainViews.show(view, Look.LIGHT, 1366, 768, 0);
            said.addAll(WaitForAsyncUtils.waitForAsyncFx(
                    10_000,
                    () -> Stream.concat(
                                    CutOff.in(scene.getRoot()).stream().map(words -> CUT + view + ", " + words),
                                    scene.getRoot().lookupAll("*").stream()
                                            .filter(Labeled.class::isInstance)
                                            .map(node -> SAYS + ((Labeled) node).getText()))
                            .collect(Collectors.toList())));
        }
        said.add(MainViews.ALL.size() + " views");
        System.out.write(String.join("\n", said).getBytes(StandardCharsets.UTF_8));
        System.out.flush();
        System.exit(0);
    }
}
