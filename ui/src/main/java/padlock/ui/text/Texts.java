package padlock.ui.text;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;

/** The words of the window, in the person's language. */
public final class Texts {

    private static final ResourceBundle BUNDLE = ResourceBundle.getBundle("padlock.ui.texts");

    private Texts() {}

    /** The words under a key, with {@code {0}} and so on filled in. */
    public static String of(String key, Object... values) {
        return new MessageFormat(BUNDLE.getString(key), Locale.ROOT).format(values);
    }

    /** The name by which the widget with these words is found. */
    public static String id(String key) {
        return key.replace('.', '-');
    }

    /** The words under a key; the other words where there is none. */
    public static String orElse(String key, String other) {
        try {
            return of(key);
        } catch (MissingResourceException none) {
            return other;
        }
    }
}
