package padlock.ui.file;

import java.util.Properties;

/**
 * How a person likes the window.
 *
 * @param still whether motion disturbs
 */
public record Taste(boolean dark, double fontSize, boolean still) {

    /** As the window is to whoever has not said anything. */
    public static final Taste PLAIN = new Taste(false, 14, false);

    static Taste of(Properties written) {
        return new Taste(
                Boolean.parseBoolean(written.getProperty("dark")),
                size(written.getProperty("fontSize", "")),
                Boolean.parseBoolean(written.getProperty("still")));
    }

    private static double size(String text) {
        return text.matches("[0-9]{1,2}(\\.[0-9]+)?") ? Double.parseDouble(text) : PLAIN.fontSize();
    }

    Properties written() {
        Properties properties = new Properties();
        properties.setProperty("dark", String.valueOf(dark));
        properties.setProperty("fontSize", String.valueOf(fontSize));
        properties.setProperty("still", String.valueOf(still));
        return properties;
    }
}
