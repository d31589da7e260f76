package padlock.ui.player;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.application.Platform;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import padlock.ui.control.Beside;
import padlock.ui.control.LongListView;
import padlock.ui.control.WhileShown;
import padlock.ui.text.Texts;

/** Everything that happens, a line each; what is still to come stands dimmed. */
public final class EventList extends VBox {

    /** So many are searched before anybody could notice. */
    private static final int AT_ONCE = 5_000;

    /** How often what was found until then is shown. */
    private static final long A_WHILE = 200_000_000;

    private final PlayerViewModel model;
    private final LongListView list;
    private final TextField search = new TextField();
    private final Label count = new Label();
    private final ProgressBar searching = new ProgressBar();
    /** Of the search that counts; those before it end. */
    private final AtomicInteger latest = new AtomicInteger();

    public EventList(PlayerViewModel model) {
        super(8);
        this.model = model;
        setPadding(new Insets(10));
        search.setId("events-search");
        search.setPromptText(Texts.of("events.search"));
        search.setAccessibleText(Texts.of("events.search"));
        search.textProperty().addListener((property, before, words) -> find());
        search.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE && !search.getText().isEmpty()) {
                search.clear();
                event.consume();
            }
        });
        list = new LongListView("events-list", this::words, model::toEvent);
        VBox.setVgrow(list, Priority.ALWAYS);
        HBox.setHgrow(search, Priority.ALWAYS);
        count.setId("events-count");
        count.setMinWidth(USE_PREF_SIZE);
        count.fontProperty().addListener((property, before, font) -> list.setFontSize(font.getSize()));
        searching.setId("events-progress");
        searching.setPrefWidth(60);
        searching.setVisible(false);
        searching.managedProperty().bind(searching.visibleProperty());
        HBox bar = new HBox(8, search, searching, count);
        bar.setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(bar, list);
        WhileShown following = new WhileShown(this, this::follow);
        model.shown().addListener((property, before, now) -> following.changed());
        model.played().addListener((property, before, now) -> find());
        find();
    }

    private String words(int event) {
        return model.played().get().line(event);
    }

    /** Many events are searched beside the window, which shows what is found as it is found. */
    private void find() {
        int own = latest.incrementAndGet();
        Played played = model.played().get();
        String words = search.getText();
        if (words.isBlank() || played.events().size() <= AT_ONCE) {
            show(EventSearch.of(played, words, (searched, found) -> true));
            follow();
            return;
        }
        searching.setProgress(0);
        searching.setVisible(true);
        Beside.THREADS.execute(() -> {
            List<Integer> all = EventSearch.of(
                    played, words, new Telling(own, played.events().size()));
            inWindow(own, () -> {
                show(all);
                follow();
            });
        });
    }

    private void inWindow(int own, Runnable then) {
        Platform.runLater(() -> {
            if (own == latest.get()) {
                then.run();
            }
        });
    }

    private void show(List<Integer> found) {
        searching.setVisible(false);
        tell(found);
    }

    private void tell(List<Integer> found) {
        count.setText(Texts.of("events.count", found.size()));
        list.setItems(found);
    }

    private void follow() {
        list.follow(model.shown().get() - 1);
    }

    /** Tells the person every now and then how far a search has come, until there is another. */
    private final class Telling implements EventSearch.Watch {

        private final int own;
        private final int all;
        private long told = System.nanoTime();

        Telling(int own, int all) {
            this.own = own;
            this.all = all;
        }

        @Override
        public boolean goesOn(int searched, List<Integer> found) {
            if (System.nanoTime() - told > A_WHILE) {
                told = System.nanoTime();
                inWindow(own, () -> {
                    searching.setProgress(searched / (double) all);
                    tell(found);
                });
            }
            return own == latest.get();
        }
    }
}
