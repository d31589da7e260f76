package padlock.ui.control;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import javafx.application.Platform;
import javafx.css.PseudoClass;
import javafx.geometry.Orientation;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollBar;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/**
 * The lines of a list that may be as long as you like. JavaFX's own list adds up the heights of all its lines whenever
 * it is laid out; this one gives it those in sight only, and turns them over.
 */
public final class LongListView extends HBox {

    private static final PseudoClass CURRENT = PseudoClass.getPseudoClass("current");
    private static final PseudoClass TO_COME = PseudoClass.getPseudoClass("to-come");

    /** The least height of a line. */
    private static final double LEAST = 28;

    private static final double LINE = 2;

    private final IntFunction<String> words;
    private final ListView<Integer> page = new ListView<>();
    private final ScrollBar bar = new ScrollBar();
    private final List<Line> shown = new ArrayList<>();
    private List<Integer> items = List.of();
    private int first;
    private int lines = 1;
    private int last = -1;
    private boolean watched;

    /**
     * @param id by which the list is found; its scroll bar has the same with {@code -bar}
     * @param words of an item
     * @param go is told which item the person wants to go to
     */
    public LongListView(String id, IntFunction<String> words, IntConsumer go) {
        this.words = words;
        page.setId(id);
        page.setFixedCellSize(LEAST);
        page.setCellFactory(view -> new Line());
        page.setOnMouseClicked(event -> {
            if (event.getClickCount() == 2) {
                chosen(go);
            }
        });
        page.addEventFilter(KeyEvent.KEY_PRESSED, event -> onKey(event, go));
        page.addEventFilter(ScrollEvent.SCROLL, event -> {
            bar.setValue(
                    Math.max(0, Math.min(bar.getMax(), bar.getValue() - event.getDeltaY() / page.getFixedCellSize())));
            event.consume();
        });
        page.getStyleClass().add("long-list");
        page.heightProperty().addListener((property, before, now) -> fit());
        page.skinProperty().addListener((property, before, now) -> Platform.runLater(this::fit));
        bar.setId(id + "-bar");
        bar.setOrientation(Orientation.VERTICAL);
        bar.valueProperty().addListener((property, before, now) -> turnTo((int) Math.round(now.doubleValue())));
        HBox.setHgrow(page, Priority.ALWAYS);
        getChildren().addAll(page, bar);
    }

    /** Of the font that the lines are written in. */
    public void setFontSize(double size) {
        page.setFixedCellSize(Math.max(LEAST, Math.ceil(LINE * size)));
        fit();
    }

    /** Shows other items, in ascending order. */
    public void setItems(List<Integer> items) {
        this.items = items;
        fit();
        // The same numbers may stand for other words.
        shown.clear();
        page.refresh();
    }

    public List<Integer> getItems() {
        return items;
    }

    /** Shows the items after this one as still to come, and this one, or the last before it, marked and in sight. */
    public void follow(int item) {
        last = item;
        reveal(place(item));
    }

    private void reveal(int place) {
        int room = Math.max(1, lines / 4);
        turnTo(Math.max(0, place - room));
    }

    /** Shows so many of the items after those that go before this place. */
    private void turnTo(int wanted) {
        first = Math.max(0, Math.min(wanted, items.size() - lines));
        List<Integer> rows = items.subList(first, Math.min(items.size(), first + lines));
        if (!rows.equals(page.getItems())) {
            Integer chosen = page.getSelectionModel().getSelectedItem();
            page.getItems().setAll(rows);
            if (chosen != null && rows.contains(chosen)) {
                page.getSelectionModel().select(chosen);
            }
        }
        shown.forEach(Line::tell);
        if (Math.round(bar.getValue()) != first) {
            bar.setValue(first);
        }
    }

    private void fit() {
        lines = Math.max(1, (int) ((page.getHeight() - 2 - sideways()) / page.getFixedCellSize()));
        bar.setMax(Math.max(0, items.size() - lines));
        bar.setVisibleAmount(bar.getMax() * Math.min(1, lines / (double) Math.max(1, items.size())));
        bar.setBlockIncrement(lines);
        bar.setDisable(items.size() <= lines);
        turnTo(first);
    }

    /** The height of the bar that moves long lines sideways; whenever it comes or goes, other lines fit. */
    private double sideways() {
        return page.lookupAll(".scroll-bar").stream()
                .map(ScrollBar.class::cast)
                .filter(each -> each.getOrientation() == Orientation.HORIZONTAL)
                .peek(this::watch)
                .filter(ScrollBar::isVisible)
                .mapToDouble(each -> each.prefHeight(-1))
                .sum();
    }

    private void watch(ScrollBar below) {
        if (!watched) {
            watched = true;
            below.visibleProperty().addListener((property, before, now) -> Platform.runLater(this::fit));
        }
    }

    private void chosen(IntConsumer go) {
        Integer chosen = page.getSelectionModel().getSelectedItem();
        if (chosen != null) {
            go.accept(chosen);
        }
    }

    /** The keys that lead beyond the lines in sight turn them over. */
    private void onKey(KeyEvent event, IntConsumer go) {
        int at = page.getSelectionModel().getSelectedIndex();
        switch (event.getCode()) {
            case ENTER -> chosen(go);
            case UP -> select(first + Math.max(at, 0) - 1);
            case DOWN -> select(first + at + 1);
            case PAGE_UP -> select(first + Math.max(at, 0) - lines);
            case PAGE_DOWN -> select(first + at + lines);
            case HOME -> select(0);
            case END -> select(items.size() - 1);
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void select(int wanted) {
        if (items.isEmpty()) {
            return;
        }
        int place = Math.max(0, Math.min(items.size() - 1, wanted));
        if (place < first) {
            turnTo(place);
        } else if (place >= first + lines) {
            turnTo(place - lines + 1);
        }
        page.getSelectionModel().clearAndSelect(place - first);
        page.getFocusModel().focus(place - first);
    }

    /** Where an item stands; of one that is not there, where the one before it does. */
    private int place(int item) {
        int found = Collections.binarySearch(items, item);
        return found < 0 ? -found - 2 : found;
    }

    private final class Line extends ListCell<Integer> {

        Line() {
            shown.add(this);
        }

        @Override
        protected void updateItem(Integer item, boolean empty) {
            super.updateItem(item, empty);
            setText(empty ? null : words.apply(item));
            tell();
        }

        void tell() {
            pseudoClassStateChanged(TO_COME, !isEmpty() && getItem() > last);
            pseudoClassStateChanged(CURRENT, !isEmpty() && first + getIndex() == place(last));
        }
    }
}
