package padlock.ui;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;
import org.testfx.api.FxRobot;

/** Reads what a person can read. */
final class Reading {

    private Reading() {}

    /** All words below a part of the window, those in fields too, a line each. */
    static String wordsUnder(FxRobot robot, String part) {
        return robot.lookup(part).query().lookupAll("*").stream()
                .flatMap(Reading::words)
                .map(words -> words + "\n")
                .collect(Collectors.joining());
    }

    private static Stream<String> words(Node node) {
        if (node instanceof Labeled labeled) {
            return Stream.of(String.valueOf(labeled.getText()));
        }
        return node instanceof TextInputControl input ? Stream.of(input.getText()) : Stream.empty();
    }
}
