package padlock.ui;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;
import org.testfx.api.FxRobot;

/** Reads what a person can read. */
final class Reading {

    private Reading() {}

    /**
     * All words below a part of the window, those in fields too, a line each; read at once where the window is changed,
     * as soon as the part is there.
     */
    static String wordsUnder(FxRobot robot, String part) {
        if (Platform.isFxApplicationThread()) {
            return words(robot.lookup(part).query());
        }
        AtomicReference<String> words = new AtomicReference<>();
        try {
            Patience.waitUntil(() -> {
                Optional<Node> found = robot.lookup(part).tryQuery();
                found.map(Reading::words).ifPresent(words::set);
                return found.isPresent();
            });
        } catch (Exception never) {
            throw new AssertionError("There is no " + part, never);
        }
        return words.get();
    }

    private static String words(Node part) {
        return part.lookupAll("*").stream()
                .flatMap(Reading::own)
                .map(words -> words + "\n")
                .collect(Collectors.joining());
    }

    private static Stream<String> own(Node node) {
        if (node instanceof Labeled labeled) {
            return Stream.of(String.valueOf(labeled.getText()));
        }
        return node instanceof TextInputControl input ? Stream.of(input.getText()) : Stream.empty();
    }
}
