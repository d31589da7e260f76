package padlock.ui.control;

import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import padlock.ui.text.Texts;

/** A button that shows an icon, and says what it does to whoever points at it or has it read out. */
public final class IconButton {

    private IconButton() {}

    /** @param key of the words that say what it does; it is found by them as well */
    public static Button of(Feather icon, String key, Runnable command) {
        Button button = new Button("", new FontIcon(icon));
        button.setId(Texts.id(key));
        button.setAccessibleText(Texts.of(key));
        button.setTooltip(new Tooltip(Texts.of(key)));
        button.setOnAction(event -> command.run());
        return button;
    }

    /** One that lies flat in a bar of tools. */
    public static Button flat(Feather icon, String key, Runnable command) {
        Button button = of(icon, key, command);
        button.getStyleClass().addAll("button-icon", "flat");
        return button;
    }
}
