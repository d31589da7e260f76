package padlock.ui;

import java.nio.file.Path;
import javafx.application.Application;
import javafx.scene.Scene;
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
        Scene scene = new Scene(shell, WIDTH, HEIGHT);
        scene.getStylesheets().add(PadlockApp.class.getResource("padlock.css").toExternalForm());
        Look.LIGHT.wear(scene);
        shell.listenToKeys(scene);
        stage.setTitle(Texts.of("app.title"));
        stage.setScene(scene);
        stage.show();
    }

    @Override
    public void stop() {
        shell.close();
    }
}
