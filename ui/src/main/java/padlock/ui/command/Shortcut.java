package padlock.ui.command;

import java.util.List;
import java.util.Locale;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import padlock.ui.text.Texts;

/**
 * The key of a command.
 *
 * @param name of the key, without those that are held
 * @param codes keys that mean the same, such as both pluses of a keyboard
 */
public record Shortcut(String name, boolean control, boolean shift, List<KeyCode> codes) {

    public Shortcut {
        codes = List.copyOf(codes);
    }

    /** A key alone. */
    public static Shortcut key(String name, KeyCode... codes) {
        return new Shortcut(name, false, false, List.of(codes));
    }

    /** A key while the control key is held, or what stands for it on this system. */
    public static Shortcut control(String name, KeyCode... codes) {
        return new Shortcut(name, true, false, List.of(codes));
    }

    public static Shortcut controlShift(String name, KeyCode... codes) {
        return new Shortcut(name, true, true, List.of(codes));
    }

    /** As it is written on the keys. */
    public String words() {
        return (control ? Texts.of("key.control") + "+" : "")
                + (shift ? Texts.of("key.shift") + "+" : "")
                + Texts.orElse("key." + name.toLowerCase(Locale.ROOT), name);
    }

    /** The shift key counts only with the control key: on many keyboards the plus needs it. */
    boolean isPressed(KeyEvent event) {
        return codes.contains(event.getCode())
                && control == event.isShortcutDown()
                && !event.isAltDown()
                && (!control || isSign() || shift == event.isShiftDown());
    }

    private boolean isSign() {
        return codes.stream().noneMatch(code -> code.isLetterKey() || code.isFunctionKey());
    }

    /** For a menu to show; whoever listens to keys is somebody else. */
    KeyCombination shown() {
        return new Shown(words());
    }

    private static final class Shown extends KeyCombination {

        private final String words;

        Shown(String words) {
            this.words = words;
        }

        @Override
        public boolean match(KeyEvent event) {
            return false;
        }

        @Override
        public String getDisplayText() {
            return words;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Shown shown && shown.words.equals(words);
        }

        @Override
        public int hashCode() {
            return words.hashCode();
        }
    }
}
