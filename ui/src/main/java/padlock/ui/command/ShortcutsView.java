package padlock.ui.command;

import java.util.List;
import javafx.geometry.HPos;
import javafx.geometry.Insets;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import padlock.ui.text.Texts;

/** Everything that can be done, and the key of each. */
public final class ShortcutsView extends VBox {

    public ShortcutsView(List<Command> commands) {
        super(12);
        setId("shortcuts");
        getStyleClass().add("card-over");
        setPadding(new Insets(24));
        setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        Label title = new Label(Texts.of("shortcuts.title"));
        title.getStyleClass().add("title-3");
        Label closing = new Label(Texts.of("shortcuts.close"));
        closing.getStyleClass().add("text-muted");
        ScrollPane scroll = new ScrollPane(table(commands));
        scroll.setFitToWidth(true);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        getChildren().addAll(title, scroll, closing);
    }

    private static GridPane table(List<Command> commands) {
        GridPane table = new GridPane();
        table.setHgap(28);
        table.setVgap(4);
        table.setPadding(new Insets(0, 16, 0, 0));
        ColumnConstraints words = new ColumnConstraints();
        words.setHgrow(Priority.ALWAYS);
        ColumnConstraints keys = new ColumnConstraints();
        keys.setHalignment(HPos.RIGHT);
        table.getColumnConstraints().addAll(words, keys);
        int row = 0;
        for (Command.Menu menu : Command.Menu.values()) {
            List<Command> group =
                    commands.stream().filter(command -> command.menu() == menu).toList();
            if (!group.isEmpty()) {
                Label heading = new Label(menu.words());
                heading.getStyleClass().add("text-bold");
                heading.setPadding(new Insets(8, 0, 0, 0));
                table.add(heading, 0, row++, 2, 1);
            }
            for (Command command : group) {
                Label key = new Label(command.shortcut().words());
                key.getStyleClass().add("key");
                table.addRow(row++, new Label(command.words()), key);
            }
        }
        return table;
    }
}
