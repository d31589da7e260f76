package padlock.ui.command;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuBar;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.fxmisc.richtext.CodeArea;

/** All that can be done at the moment: as menus, and by keys. */
public final class Commands {

    private final List<Command> all = new ArrayList<>();
    private final MenuBar bar = new MenuBar();

    public Commands() {
        bar.setId("menu");
        bar.getStyleClass().add("menus");
    }

    /** What can be done from now on. */
    public void set(List<Command> commands) {
        all.clear();
        all.addAll(commands);
        bar.getMenus()
                .setAll(Arrays.stream(Command.Menu.values())
                        .filter(menu -> commands.stream().anyMatch(command -> command.menu() == menu))
                        .map(this::menu)
                        .toList());
    }

    public List<Command> all() {
        return List.copyOf(all);
    }

    public MenuBar bar() {
        return bar;
    }

    /** Does what the key stands for; false if it stands for nothing, or belongs to whoever has the focus. */
    public boolean onKey(KeyEvent event) {
        for (Command command : all) {
            if (command.shortcut().isPressed(event)) {
                if (command.shortcut().control() ? isForTheText(event) : isForItsTarget(event)) {
                    return false;
                }
                if (command.possible().get()) {
                    command.action().run();
                    return true;
                }
            }
        }
        return false;
    }

    /** Keys are for whoever writes; and who walks through the window by keys presses buttons and moves in lists. */
    private static boolean isForItsTarget(KeyEvent event) {
        if (event.getCode().isFunctionKey()) {
            return false;
        }
        if (isWriting(event)) {
            return true;
        }
        if (!(event.getTarget() instanceof Node node) || !node.isFocusVisible()) {
            return false;
        }
        return switch (event.getCode()) {
            case SPACE -> node instanceof ButtonBase || node instanceof ChoiceBox;
            case HOME, END -> node instanceof ListView || node instanceof TableView;
            default -> false;
        };
    }

    /** Whoever writes takes back letters first. */
    private static boolean isForTheText(KeyEvent event) {
        return isWriting(event)
                && (event.getCode() == KeyCode.Z || event.getCode() == KeyCode.Y)
                && !event.isShiftDown();
    }

    private static boolean isWriting(KeyEvent event) {
        return event.getTarget() instanceof TextInputControl || event.getTarget() instanceof CodeArea;
    }

    private javafx.scene.control.Menu menu(Command.Menu group) {
        javafx.scene.control.Menu menu = new javafx.scene.control.Menu(group.words());
        all.stream()
                .filter(command -> command.menu() == group)
                .forEach(command -> menu.getItems().add(item(command)));
        return menu;
    }

    private static MenuItem item(Command command) {
        MenuItem item = new MenuItem(command.words());
        item.setAccelerator(command.shortcut().shown());
        item.disableProperty().bind(Bindings.not(command.possible()));
        item.setOnAction(event -> command.action().run());
        return item;
    }
}
