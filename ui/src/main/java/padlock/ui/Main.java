package padlock.ui;

import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import javafx.application.Application;
import padlock.scenario.cli.Padlock;

/** Starts the window; with a command, the command line. */
public final class Main {

    private static final int NO_WINDOW = 3;

    /** Warns at each start that JavaFX is on the class path, where it is on purpose. */
    private static final Logger TOOLKIT = Logger.getLogger("javafx");

    private Main() {}

    public static void main(String[] arguments) {
        if (arguments.length > 0) {
            Padlock.main(arguments);
            return;
        }
        Optional<String> obstacle = Display.obstacle(System.getProperty("os.name"), System.getenv());
        if (obstacle.isPresent()) {
            System.err.println("padlock: " + obstacle.get());
            System.exit(NO_WINDOW);
        }
        TOOLKIT.setLevel(Level.SEVERE);
        try {
            Application.launch(PadlockApp.class);
        } catch (UnsupportedOperationException | UnsatisfiedLinkError noToolkit) {
            System.err.println("padlock: " + Display.missingToolkit(noToolkit.getMessage()));
            System.exit(NO_WINDOW);
        }
    }
}
