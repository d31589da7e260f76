package padlock.ui.command;

import java.util.Locale;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableBooleanValue;
import padlock.ui.text.Texts;

/**
 * Something that a person can do.
 *
 * @param key of its words
 * @param possible whether it can be done now
 */
public record Command(Menu menu, String key, Shortcut shortcut, ObservableBooleanValue possible, Runnable action) {

    /** Where it is found; in the order of the menus. */
    public enum Menu {
        FILE,
        EXPORT,
        PLAY,
        CHANGE,
        VIEW,
        HELP;

        public String words() {
            return Texts.of("menu." + name().toLowerCase(Locale.ROOT));
        }
    }

    /** A command that can always be done. */
    public Command(Menu menu, String key, Shortcut shortcut, Runnable action) {
        this(menu, key, shortcut, new SimpleBooleanProperty(true), action);
    }

    public String words() {
        return Texts.of(key);
    }
}
