package padlock.ui;

import java.time.Duration;
import java.util.function.Consumer;
import javafx.animation.AnimationTimer;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.BorderPane;
import padlock.scenario.Scenario;
import padlock.ui.player.EventList;
import padlock.ui.player.PlayerViewModel;
import padlock.ui.player.TimeBar;
import padlock.ui.policy.PolicyView;
import padlock.ui.policy.PolicyViewModel;
import padlock.ui.story.StoryView;
import padlock.ui.text.Texts;
import padlock.ui.topology.LinkTable;
import padlock.ui.topology.TopologyView;

/** A run that is played: the mesh, what happens, why, and the time line under all of it. */
final class RunView extends BorderPane {

    private final PlayerViewModel model;
    private final PolicyViewModel policies;
    private final AnimationTimer clock;

    /** @param run runs a changed scenario beside the window */
    RunView(PlayerViewModel model, PolicyViewModel policies, Consumer<Scenario> run) {
        this.model = model;
        this.policies = policies;
        TopologyView topology = new TopologyView(model);
        Tab mesh = tab("player.mesh", topology);
        Tab table = tab("player.connections", new LinkTable(model));
        TabPane pictures = new TabPane(mesh, table);
        TabPane details = new TabPane(
                tab("player.story", new StoryView(model)),
                tab("player.policies", new PolicyView(model, policies, run)),
                tab("player.events", new EventList(model)));
        SplitPane split = new SplitPane(pictures, details);
        split.setOrientation(Orientation.HORIZONTAL);
        split.setDividerPositions(0.64);
        setCenter(split);
        setBottom(new TimeBar(model));
        clock = new AnimationTimer() {
            private long last;

            @Override
            public void handle(long nanos) {
                if (last != 0) {
                    model.tick(Duration.ofNanos(nanos - last));
                }
                last = nanos;
            }
        };
        clock.start();
    }

    void stop() {
        clock.stop();
    }

    /** Does what a key stands for; false if it stands for nothing. */
    boolean onKey(KeyCode code) {
        switch (code) {
            case SPACE -> model.togglePlaying();
            case PERIOD -> model.stepForward();
            case COMMA -> model.stepBack();
            case F -> model.toNextFailure();
            case C -> model.toNextChange();
            case HOME -> model.toStart();
            case END -> model.toEnd();
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Does what a key stands for while the shortcut key is held; false if it stands for nothing. */
    boolean onShortcut(KeyCode code) {
        switch (code) {
            case Z -> policies.undo();
            case Y -> policies.redo();
            default -> {
                return false;
            }
        }
        return true;
    }

    private static Tab tab(String key, Node content) {
        Tab tab = new Tab(Texts.of(key), content);
        tab.setId(Texts.id(key));
        tab.setClosable(false);
        return tab;
    }
}
