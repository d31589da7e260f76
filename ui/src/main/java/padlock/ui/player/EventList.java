package padlock.ui.player;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.application.Platform;
import javafx.collections.FXCollections;
import javafx.css.PseudoClass;
import javafx.geometry.Insets;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import padlock.ui.control.Beside;
import padlock.ui.control.WhileShown;
import padlock.ui.text.Texts;

/** Everything that happens, a line each; what is still to come stands dimmed. */
public final class EventList extends VBox {

    private static final PseudoClass TO_COME = PseudoClass.getPseudoClass("to-come");

    /** So many are searched before anybody could notice. */
    private static final int AT_ONCE = 5_000;

    private final PlayerViewModel model;
    private final ListView<Integer> list = new ListView<>();
    private final TextField search = new TextField();
    private final Label count = new Label();
    private final ProgressBar searching = new ProgressBar();
    /** Of the search that counts; those before it end. */
    private final AtomicInteger latest = new AtomicInteger();

    /** As many as fit the window. */
    private final List<EventCell> cells = new ArrayList<>();

    private List<Integer> found = List.of();

    public EventList(PlayerViewModel model) {
        super(8);
        this.model = model;
        setPadding(new Insets(10));
        search.setId("events-search");
        search.setPromptText(Texts.of("events.search"));
        search.textProperty().addListener((property, before, words) -> find());
        list.setId("events-list");
        list.setFixedCellSize(28);
        list.setCellFactory(view -> {
            EventCell cell = new EventCell();
            cells.add(cell);
            return cell;
        });
        list.setOnMouseClicked(event -> {
            Integer chosen = list.getSelectionModel().getSelectedItem();
            if (chosen != null && event.getClickCount() == 2) {
                model.toEvent(chosen);
            }
        });
        VBox.setVgrow(list, Priority.ALWAYS);
        HBox.setHgrow(search, Priority.ALWAYS);
        count.setId("events-count");
        count.setMinWidth(USE_PREF_SIZE);
        searching.setPrefWidth(60);
        searching.setVisible(false);
        searching.managedProperty().bind(searching.visibleProperty());
        HBox bar = new HBox(8, search, searching, count);
        bar.setFillHeight(true);
        getChildren().addAll(bar, list);
        WhileShown following = new WhileShown(this, this::follow);
        model.shown().addListener((property, before, now) -> following.changed());
        model.played().addListener((property, before, now) -> find());
        find();
    }

    /** Many events are searched beside the window. */
    private void find() {
        int own = latest.incrementAndGet();
        Played played = model.played().get();
        String words = search.getText();
        if (words.isBlank() || played.events().size() <= AT_ONCE) {
            show(EventSearch.of(played, words, () -> true));
            return;
        }
        searching.setVisible(true);
        Beside.THREADS.execute(() -> {
            List<Integer> result = EventSearch.of(played, words, () -> own == latest.get());
            Platform.runLater(() -> {
                if (own == latest.get()) {
                    show(result);
                }
            });
        });
    }

    private void show(List<Integer> result) {
        searching.setVisible(false);
        found = result;
        count.setText(Texts.of("events.count", result.size()));
        list.setItems(FXCollections.observableList(result));
        follow();
    }

    private void follow() {
        int last = model.shown().get() - 1;
        int place = place(last);
        list.scrollTo(Math.max(0, place - 6));
        cells.forEach(EventCell::dim);
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

    private final class EventCell extends ListCell<Integer> {

        @Override
        protected void updateItem(Integer index, boolean empty) {
            super.updateItem(index, empty);
            setText(empty ? null : model.played().get().line(index));
            dim();
        }

        void dim() {
            pseudoClassStateChanged(
                    TO_COME, !isEmpty() && getItem() >= model.shown().get());
        }
    }
}
