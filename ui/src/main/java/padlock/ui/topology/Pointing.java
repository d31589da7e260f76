package padlock.ui.topology;

import javafx.scene.Node;
import javafx.scene.input.KeyCode;

/** Makes a part of the picture something to point at: with the mouse, and by keys. */
final class Pointing {

    private Pointing() {}

    /** A drag across it moves the picture and points at nothing. */
    static void at(Node node, Runnable action) {
        node.getStyleClass().add("pointable");
        node.setFocusTraversable(true);
        node.setOnMouseClicked(event -> {
            if (event.isStillSincePress()) {
                node.requestFocus();
                action.run();
                event.consume();
            }
        });
        node.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER) {
                action.run();
                event.consume();
            }
        });
    }
}
