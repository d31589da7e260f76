package padlock.ui.policy;

import java.util.Optional;
import javafx.collections.ListChangeListener;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import padlock.ui.player.PlayerViewModel;
import padlock.ui.text.Texts;

/** What the last change has changed: which calls end otherwise. */
public final class DifferencesView extends VBox {

    private final PlayerViewModel player;
    private final PolicyViewModel model;

    public DifferencesView(PlayerViewModel player, PolicyViewModel model) {
        super(4);
        this.player = player;
        this.model = model;
        model.differences().addListener((ListChangeListener<Difference>) change -> tell());
    }

    private void tell() {
        getChildren().clear();
        if (model.differences().isEmpty()) {
            getChildren().add(sentence(Texts.of("policy.same"), "text-muted"));
            return;
        }
        getChildren().add(sentence(Texts.of("policy.changed"), "text-bold"));
        for (Difference difference : model.differences()) {
            String words = Texts.of(
                    "policy.difference",
                    difference.link(),
                    Texts.of("state." + difference.before().word()),
                    Texts.of("state." + difference.after().word()),
                    difference.calls());
            Label label = sentence(words, "text-small");
            label.setOnMouseClicked(event -> player.selected().set(Optional.of(difference.link())));
            getChildren().add(label);
        }
    }

    private static Label sentence(String text, String style) {
        Label label = new Label(text);
        label.setWrapText(true);
        label.getStyleClass().add(style);
        return label;
    }
}
