package padlock.ui.topology;

import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import padlock.ui.text.Texts;

/** Who looks after the mesh: the control plane, or the certificate authority. */
final class SystemNode extends VBox {

    private final Label state = new Label();

    /** @param key of its name */
    SystemNode(Feather icon, String key, Runnable point) {
        super(3);
        setId(Texts.id(key));
        getStyleClass().add("system-node");
        setAlignment(Pos.CENTER_LEFT);
        setPadding(new Insets(4, 8, 4, 12));
        Label title = new Label(Texts.of(key), new FontIcon(icon));
        title.getStyleClass().add("workload-name");
        state.getStyleClass().add("workload-state");
        state.setTextOverrun(OverrunStyle.ELLIPSIS);
        getChildren().addAll(title, state);
        Pointing.at(this, point);
    }

    void show(String words) {
        if (!words.equals(state.getText())) {
            state.setText(words);
            setAccessibleText(((Label) getChildren().get(0)).getText() + ", " + words);
        }
    }
}
