package padlock.ui;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollBar;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;
import padlock.ui.file.Desk;
import padlock.ui.player.PlayerViewModel;
import padlock.ui.topology.MeshGraph;
import padlock.ui.topology.MeshLayout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Measures how smoothly large things are shown, and writes it to {@code ui/target/frame-times.txt}: {@code mvn -B -q
 * -pl ui -am -Pframe-times test}. A frame lasts from one pulse of JavaFX to the next, with all that is computed, laid
 * out and drawn into memory in between; what the window's thread works and what the drawing thread draws in it are of
 * the processor's time, in which nothing else on the machine has a say.
 */
final class FrameTimes {

    private static final int FRAMES = 240;

    /** Beside the mesh and the story, which are open from the start. */
    private static final List<String> PAGES = List.of(
            "player-connections",
            "player-matrix",
            "player-certificates",
            "player-ledger",
            "player-details",
            "player-policies",
            "player-events");

    @TempDir
    private Path folder;

    private final FxRobot robot = new FxRobot();
    private final List<String> told = new ArrayList<>();
    private Shell shell;

    @Test
    void twoHundredWorkloads() throws Exception {
        open(LargeMesh.write(folder, "2s", "2m"));
        PlayerViewModel player = shell.playing().orElseThrow();
        long begin = System.nanoTime();
        MeshLayout layout =
                MeshLayout.of(MeshGraph.of(player.atTheEnd(), player.links().links()));
        tell(
                "layout of %d workloads and %d connections: %d ms",
                layout.nodes().size(), layout.routes().size(), millisSince(begin));
        playAndScrub("as it opens", player);
        robot.interact(() -> robot.lookup("#command-fold-all").queryButton().fire());
        Patience.waitUntil(() -> robot.lookup(
                        (Node node) -> node.getId() != null && node.getId().startsWith("workload "))
                .tryQuery()
                .isPresent());
        playAndScrub("all workloads drawn", player);
        for (String page : PAGES) {
            robot.interact(() -> MainViews.select(robot, "player-mesh"));
            robot.interact(() -> MainViews.select(robot, page));
            measure("play at 60x, " + page, frame -> play(player, PlayerViewModel.Speed.SIXTY));
        }
        write();
    }

    private void playAndScrub(String picture, PlayerViewModel player) throws Exception {
        measure("play at 10x, " + picture, frame -> play(player, PlayerViewModel.Speed.TEN));
        measure("play at 60x, " + picture, frame -> play(player, PlayerViewModel.Speed.SIXTY));
        measure("scrub, " + picture, frame -> scrub(player, frame));
    }

    @Test
    void aMillionEvents() throws Exception {
        long begin = System.nanoTime();
        open(LargeMesh.write(folder, "1s", "5m"));
        PlayerViewModel player = shell.playing().orElseThrow();
        tell("%d events run and opened: %d ms", player.events().size(), millisSince(begin));
        robot.interact(() -> MainViews.select(robot, "player-events"));
        long searched = System.nanoTime();
        robot.interact(
                () -> robot.lookup("#events-search").queryTextInputControl().setText("filter chain reset"));
        Labeled count = robot.lookup("#events-count").queryLabeled();
        String all = count.getText();
        ProgressBar progress = robot.lookup("#events-progress").queryAs(ProgressBar.class);
        WaitForAsyncUtils.waitFor(
                120,
                TimeUnit.SECONDS,
                () -> !progress.isVisible() && !count.getText().equals(all));
        tell("search of them: %d ms, %s", millisSince(searched), count.getText());
        robot.interact(
                () -> robot.lookup("#events-search").queryTextInputControl().clear());
        WaitForAsyncUtils.waitForFxEvents();
        ScrollBar bar = robot.lookup("#events-list-bar").queryAs(ScrollBar.class);
        measure("scroll", frame -> bar.setValue(frame * 7919 % bar.getMax()));
        measure("scrub", frame -> scrub(player, frame));
        measure("play at 60x", frame -> play(player, PlayerViewModel.Speed.SIXTY));
        write();
    }

    /** From the start, and once more from there when it is over. */
    private static void play(PlayerViewModel player, PlayerViewModel.Speed speed) {
        player.speed().set(speed);
        if (!player.playing().get()) {
            player.toStart();
            player.playing().set(true);
        }
    }

    private static void scrub(PlayerViewModel player, int frame) {
        player.seek(0.5 + 0.5 * Math.sin(frame / 12.0));
    }

    private void open(Path scenario) throws Exception {
        Stage stage = FxToolkit.registerPrimaryStage();
        robot.interact(() -> {
            shell = Opened.window(stage, new Desk(folder.resolve("desk")), 1920, 1080);
            shell.open(List.of(scenario.toFile()));
        });
        WaitForAsyncUtils.waitFor(
                600,
                TimeUnit.SECONDS,
                () -> robot.lookup("#time-slider").tryQuery().isPresent());
        WaitForAsyncUtils.waitForFxEvents();
    }

    private interface Doing {
        void at(int frame);
    }

    private void measure(String what, Doing doing) throws Exception {
        List<Long> times = Collections.synchronizedList(new ArrayList<>());
        List<Long> worked = Collections.synchronizedList(new ArrayList<>());
        List<Long> drawn = Collections.synchronizedList(new ArrayList<>());
        ThreadMXBean clock = ManagementFactory.getThreadMXBean();
        long painter = painter();
        Platform.runLater(() -> new AnimationTimer() {
            private long last;
            private long before;
            private long paintedBefore;

            @Override
            public void handle(long ignored) {
                long now = System.nanoTime();
                long cpu = clock.getCurrentThreadCpuTime();
                long painted = clock.getThreadCpuTime(painter);
                if (last != 0) {
                    worked.add(cpu - before);
                    drawn.add(painted - paintedBefore);
                    times.add(now - last);
                }
                last = now;
                before = cpu;
                paintedBefore = painted;
                doing.at(times.size());
                if (times.size() >= FRAMES) {
                    stop();
                }
            }
        }.start());
        WaitForAsyncUtils.waitFor(300, TimeUnit.SECONDS, () -> times.size() >= FRAMES);
        robot.interact(() -> shell.playing().orElseThrow().playing().set(false));
        tell("%s: %s of work, %s of drawing, %s on this machine", what, spread(worked), spread(drawn), spread(times));
        assertThat(times).hasSizeGreaterThanOrEqualTo(FRAMES);
    }

    /** The thread that draws into memory. */
    private static long painter() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("QuantumRenderer"))
                .findFirst()
                .orElseThrow()
                .getId();
    }

    /** In the middle, of 95 in 100, and at most. */
    private static String spread(List<Long> times) {
        List<Long> sorted = times.stream().sorted().toList();
        return Stream.of(0.5, 0.95, 1.0)
                .map(share -> (int) Math.min(sorted.size() - 1, sorted.size() * share))
                .map(index -> Duration.ofNanos(sorted.get(index)).toMillis() + " ms")
                .collect(Collectors.joining(" / "));
    }

    private static long millisSince(long begin) {
        return Duration.ofNanos(System.nanoTime() - begin).toMillis();
    }

    private void tell(String words, Object... values) {
        told.add(String.format(Locale.ROOT, words, values));
    }

    private void write() throws Exception {
        Files.write(
                Path.of("ui", "target", "frame-times.txt"), told, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
