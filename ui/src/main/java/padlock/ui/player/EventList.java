package padlock.ui.player;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import javafx.collections.FXCollections;
import javafx.collections.transformation.FilteredList;
import javafx.css.PseudoClass;
import javafx.geometry.Insets;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import padlock.ui.text.Texts;

/** Everything that happens, a line each; what is still to come stands dimmed. */
public final class EventList extends VBox {

    private static final PseudoClass TO_COME = PseudoClass.getPseudoClass("to-come");

    private final PlayerViewModel model;
    private final ListView<Integer> list = new ListView<>();
    private final TextField search = new TextField();
    private FilteredList<Integer> found;

    public EventList(PlayerViewModel model) {
        super(8);
        this.model = model;
        setPadding(new Insets(10));
        search.setId("events-search");
        search.setPromptText(Texts.of("events.search"));
        search.textProperty().addListener((property, before, words) -> filter(words));
        list.setId("events-list");
        list.setFixedCellSize(28);
        list.setCellFactory(view -> new EventCell());
        list.setOnMouseClicked(event -> {
            Integer chosen = list.getSelectionModel().getSelectedItem();
            if (chosen != null && event.getClickCount() == 2) {
                model.toEvent(chosen);
            }
        });
        VBox.setVgrow(list, Priority.ALWAYS);
        getChildren().addAll(search, list);
        model.shown().addListener((property, before, now) -> follow());
        model.played().addListener((property, before, now) -> fill());
        fill();
    }

    private void fill() {
        found = new FilteredList<>(FXCollections.observableList(
                IntStream.range(0, model.events().size()).boxed().toList()));
        list.setItems(found);
        filter(search.getText());
    }

    private void filter(String text) {
        List<String> words = List.of(text.toLowerCase(Locale.ROOT).split("\\s+"));
        found.setPredicate(index -> {
            String line = line(index).toLowerCase(Locale.ROOT);
            return words.stream().allMatch(line::contains);
        });
        follow();
    }

    private void follow() {
        int last = model.shown().get() - 1;
        int place = place(last);
        list.scrollTo(Math.max(0, place - 6));
        list.refresh();
    }

    /** Where the last event stands that has happened, among those that are found. */
    private int place(int last) {
        int low = 0;
        int high = found.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (found.get(middle) > last) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low - 1;
    }

    private String line(int index) {
        return model.played().get().line(index);
    }

    private final class EventCell extends ListCell<Integer> {

        @Override
        protected void updateItem(Integer index, boolean empty) {
            super.updateItem(index, empty);
            setText(empty ? null : line(index));
            pseudoClassStateChanged(TO_COME, !empty && index >= model.shown().get());
        }
    }
}
