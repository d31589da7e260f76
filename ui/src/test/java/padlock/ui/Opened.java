package padlock.ui;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import javafx.stage.Stage;
import padlock.scenario.Run;
import padlock.scenario.Scenario;
import padlock.scenario.ScenarioRunner;
import padlock.scenario.file.Loaded;
import padlock.scenario.file.ScenarioFiles;
import padlock.ui.file.Desk;
import padlock.ui.file.Manuscript;
import padlock.ui.player.Played;

/** Scenarios of the catalogue, run for a test, and the window in which a test opens them. */
public final class Opened {

    public static final Path CATALOGUE = Path.of("scenarios", "catalogue");

    private Opened() {}

    public static Run run(String name) {
        return ScenarioRunner.run(((Loaded.Accepted<Scenario>) new ScenarioFiles(CATALOGUE).find(name)).value());
    }

    public static Manuscript manuscript(String name) {
        try {
            return Manuscript.of(CATALOGUE.resolve(name));
        } catch (IOException absent) {
            throw new UncheckedIOException(absent);
        }
    }

    /** A window of this size at its first page; whoever tests it closes it. */
    static Shell window(Stage stage, Desk desk, double width, double height) {
        Shell shell = new Shell(new ShellViewModel(CATALOGUE, desk));
        stage.setScene(shell.scene(width, height));
        stage.sizeToScene();
        stage.show();
        return shell;
    }

    /** What is written, played. */
    public static Played played(Manuscript manuscript) {
        return ((Loaded.Accepted<Played>) ShellViewModel.run(manuscript, new RunProgress())).value();
    }
}
