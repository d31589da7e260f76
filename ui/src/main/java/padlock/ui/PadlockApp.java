package padlock.ui;

import java.nio.file.Path;
import javafx.application.Application;
import javafx.stage.Stage;
import padlock.ui.file.Desk;
import padlock.ui.text.Texts;

/** The window. */
public final class PadlockApp extends Application {

    private static final double WIDTH = 1366;
    private static final double HEIGHT = 768;

    private Shell shell;

    @Override
    public void start(Stage stage) {
        Path home = Path.of(System.getProperty("padlock.home", ""));
        Desk desk = new Desk(Path.of(System.getProperty("user.home"), ".padlock"));
        shell = new Shell(new ShellViewModel(home.resolve("scenarios").resolve("catalogue"), desk));
        stage.setTitle(Texts.of("app.title"));
        stage.setScene(shell.scene(WIDTH, HEIGHT));
        stage.show();
    }

    @Override
    public void stop() {
        shell.close();
    }
}
