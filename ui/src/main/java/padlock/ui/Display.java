package padlock.ui;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether this machine can show a window, found out before JavaFX fails over it. */
final class Display {

    private static final String HINT = "; the command line needs none: padlock --help";

    private static final List<Path> LIBRARIES = List.of(
            Path.of("/usr/lib/x86_64-linux-gnu"),
            Path.of("/usr/lib/aarch64-linux-gnu"),
            Path.of("/usr/lib64"),
            Path.of("/usr/lib"),
            Path.of("/lib"));

    private Display() {}

    /** A sentence for the person, if no window can be shown. */
    static Optional<String> obstacle(String system, Map<String, String> environment) {
        if (!system.equals("Linux")) {
            return Optional.empty();
        }
        if (environment.getOrDefault("DISPLAY", "").isEmpty()) {
            return Optional.of("there is no display to open a window on (DISPLAY is not set)" + HINT);
        }
        return LIBRARIES.stream().anyMatch(folder -> Files.exists(folder.resolve("libgtk-3.so.0")))
                ? Optional.empty()
                : Optional.of(missingToolkit("libgtk-3.so.0 is not there"));
    }

    static String missingToolkit(String why) {
        return "cannot open a window: " + why
                + "; on Debian and Ubuntu install libgtk-3-0, on Fedora gtk3, and check that DISPLAY names a display"
                + HINT;
    }
}
