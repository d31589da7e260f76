package padlock.ui.handshake;

import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import padlock.tls.capture.Node;
import padlock.ui.text.Texts;

/** A message in the list: who sends it, and above the first of a flight, which flight that is. */
final class StepCell extends ListCell<Step> {

    @Override
    protected void updateItem(Step step, boolean empty) {
        super.updateItem(step, empty);
        setText(null);
        setGraphic(empty ? null : line(step));
        getStyleClass().removeAll("from-client", "from-server");
        if (!empty) {
            getStyleClass().add(step.fromClient() ? "from-client" : "from-server");
            setAccessibleText(Texts.of(way(step)) + ": " + step.message().name());
        }
    }

    private VBox line(Step step) {
        Node message = step.message();
        FontIcon arrow = new FontIcon(step.fromClient() ? Feather.ARROW_RIGHT : Feather.ARROW_LEFT);
        String value = message.parts().isEmpty() || message.name().equals("alert") ? message.value() : "";
        Label name = new Label(value.isEmpty() ? message.name() : message.name() + " " + value, arrow);
        VBox line = new VBox(2);
        if (isFirst(step)) {
            Label flight = new Label(Texts.of(
                    "handshake.flight",
                    step.flight() + 1,
                    step.told().flight().contents().get(0).bytes().length));
            flight.getStyleClass().addAll("text-small", "text-muted");
            line.getChildren().add(flight);
        }
        if (message.name().equals(Node.MALFORMED) || message.name().equals("alert")) {
            name.getStyleClass().add("story-failed");
        }
        line.getChildren().add(name);
        return line;
    }

    private boolean isFirst(Step step) {
        int before = getIndex() - 1;
        return before < 0 || getListView().getItems().get(before).flight() != step.flight();
    }

    private static String way(Step step) {
        return step.fromClient() ? "handshake.to-server" : "handshake.to-client";
    }
}
