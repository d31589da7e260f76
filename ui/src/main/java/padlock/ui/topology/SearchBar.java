package padlock.ui.topology;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import padlock.ui.player.Subject;
import padlock.ui.text.Texts;

/** Where a person writes whom to look for: marks all that are found, and goes from one to the next. */
final class SearchBar extends HBox {

    private final Function<String, List<Subject>> search;
    private final Consumer<List<Subject>> mark;
    private final Consumer<Subject> goTo;
    private final Runnable leave;
    private final TextField words = new TextField();
    private final Label count = new Label();
    private List<Subject> found = List.of();
    private int next;

    /**
     * @param mark shows who is found
     * @param goTo points at one of them
     * @param leave gives the focus back
     */
    SearchBar(
            Function<String, List<Subject>> search,
            Consumer<List<Subject>> mark,
            Consumer<Subject> goTo,
            Runnable leave) {
        super(6);
        this.search = search;
        this.mark = mark;
        this.goTo = goTo;
        this.leave = leave;
        words.setId("mesh-search");
        words.setPromptText(Texts.of("mesh.search"));
        words.setAccessibleText(Texts.of("mesh.search"));
        words.setPrefColumnCount(14);
        words.textProperty().addListener((property, before, now) -> look());
        words.setOnKeyPressed(this::onKey);
        count.setId("mesh-search-count");
        setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(words, count);
    }

    void begin() {
        words.requestFocus();
        words.selectAll();
    }

    /** Looks once more: there is something else to be found. */
    void look() {
        found = search.apply(words.getText());
        next = 0;
        count.setText(words.getText().isBlank() ? "" : Texts.of("mesh.search.count", found.size()));
        mark.accept(found);
    }

    private void onKey(KeyEvent event) {
        if (event.getCode() == KeyCode.ENTER && !found.isEmpty()) {
            goTo.accept(found.get(Math.floorMod(event.isShiftDown() ? next - 2 : next, found.size())));
            next = Math.floorMod(event.isShiftDown() ? next - 1 : next + 1, found.size());
            event.consume();
        } else if (event.getCode() == KeyCode.ESCAPE) {
            words.clear();
            leave.run();
            event.consume();
        }
    }
}
