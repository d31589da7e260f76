package padlock.ui.sequence;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.css.PseudoClass;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.text.TextAlignment;
import padlock.ui.player.PlayerViewModel;
import padlock.ui.sequence.SequenceViewModel.Item;
import padlock.ui.text.Texts;

/** A call, line by line: whose line it is or from whom to whom an arrow leads, and in words what it is. */
public final class SequenceView extends BorderPane {

    private static final PseudoClass TO_COME = PseudoClass.getPseudoClass("to-come");
    private static final PseudoClass CURRENT = PseudoClass.getPseudoClass("current");
    private static final PseudoClass TROUBLE = PseudoClass.getPseudoClass("trouble");

    /** How wide a column of times is, as a multiple of its type. */
    private static final double TIME = 6;

    private final PlayerViewModel player;
    private final SequenceViewModel model;
    private final ListView<Item> list = new ListView<>();
    private final HBox heads = new HBox();
    private final Label hint = new Label();
    private final Label sent = new Label(Texts.of("sequence.sent-later"));

    public SequenceView(PlayerViewModel player, SequenceViewModel model) {
        this.player = player;
        this.model = model;
        list.setId("sequence-list");
        list.setItems(model.items());
        list.setCellFactory(view -> new ItemCell());
        list.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER) {
                model.choose(list.getSelectionModel().getSelectedIndex());
                event.consume();
            }
        });
        heads.getStyleClass().add("sequence-heads");
        hint.setWrapText(true);
        hint.setPadding(new Insets(24));
        sent.setId("sequence-sent-later");
        sent.setWrapText(true);
        sent.setPadding(new Insets(4, 10, 6, 10));
        sent.getStyleClass().add("text-muted");
        sent.visibleProperty().bind(player.playing().or(model.wire().working()));
        sent.managedProperty().bind(sent.visibleProperty());
        list.heightProperty().addListener((property, before, now) -> reveal());
        // With the type, the lines grow as well, after the heads.
        heads.heightProperty().addListener((property, before, now) -> Platform.runLater(this::reveal));
        model.ends().addListener((ListChangeListener<String>) change -> head());
        model.items().addListener((ListChangeListener<Item>) change -> tell());
        model.current().addListener((property, before, now) -> follow());
        player.selected().addListener((property, before, now) -> tell());
        head();
        tell();
    }

    private void head() {
        heads.getChildren().clear();
        for (String end : model.ends()) {
            Label label = new Label(end);
            label.setWrapText(true);
            label.setAlignment(Pos.BOTTOM_CENTER);
            label.setTextAlignment(TextAlignment.CENTER);
            label.setMinHeight(Region.USE_PREF_SIZE);
            label.setMaxWidth(Double.MAX_VALUE);
            label.prefWidthProperty()
                    .bind(widthProperty().multiply(0.5 / model.ends().size()));
            label.getStyleClass().add("text-bold");
            heads.getChildren().add(label);
        }
        heads.setPadding(new Insets(8, 0, 8, 0));
    }

    private void tell() {
        if (!model.items().isEmpty()) {
            setTop(heads);
            setCenter(list);
            setBottom(sent);
            follow();
            return;
        }
        boolean chosen = player.selected().get().isPresent();
        hint.setText(Texts.of(chosen ? "sequence.waiting" : "sequence.choose"));
        BorderPane.setAlignment(hint, Pos.TOP_LEFT);
        setTop(null);
        setCenter(hint);
        setBottom(null);
    }

    private void follow() {
        list.getSelectionModel().clearAndSelect(model.current().get());
        reveal();
        list.refresh();
    }

    /** Moves the chart no more than it takes to see the line that happened last. */
    private void reveal() {
        int index = model.current().get();
        list.layout();
        if (index >= 0 && !isInSight(index)) {
            list.scrollTo(Math.max(0, index - 1));
        }
    }

    private boolean isInSight(int index) {
        return list.lookup(".virtual-flow") instanceof VirtualFlow<?> lines
                && lines.getFirstVisibleCell() != null
                && lines.getFirstVisibleCell().getIndex() < index
                && index < lines.getLastVisibleCell().getIndex();
    }

    private static String clock(Duration after) {
        return after.toMillis() < 1000
                ? String.format(Locale.ROOT, "+%.1f ms", after.toNanos() / 1e6)
                : String.format(Locale.ROOT, "+%.1f s", after.toNanos() / 1e9);
    }

    private final class ItemCell extends ListCell<Item> {

        private final ArrowLane lane = new ArrowLane();
        private final Label time = new Label();
        private final Label words = new Label();
        private final HBox row = new HBox(8, lane, time, words);

        ItemCell() {
            getStyleClass().add("sequence-cell");
            setOnMouseClicked(event -> model.choose(getIndex()));
            lane.prefWidthProperty().bind(SequenceView.this.widthProperty().multiply(0.5));
            lane.setMinWidth(Region.USE_PREF_SIZE);
            words.setWrapText(true);
            words.setMaxWidth(Double.MAX_VALUE);
            HBox.setHgrow(words, Priority.ALWAYS);
            time.setMinWidth(Region.USE_PREF_SIZE);
            time.prefWidthProperty()
                    .bind(Bindings.createDoubleBinding(
                            () -> TIME * time.getFont().getSize(), time.fontProperty()));
            time.setAlignment(Pos.CENTER_RIGHT);
            time.getStyleClass().addAll("text-small", "text-muted");
            row.setAlignment(Pos.CENTER_LEFT);
            row.prefWidthProperty().bind(list.widthProperty().subtract(24));
            row.setMaxWidth(Region.USE_PREF_SIZE);
        }

        @Override
        protected double computePrefHeight(double width) {
            return isEmpty() ? super.computePrefHeight(width) : row.prefHeight(row.getPrefWidth()) + 8;
        }

        @Override
        protected void updateItem(Item item, boolean empty) {
            super.updateItem(item, empty);
            setText(null);
            pseudoClassStateChanged(
                    TO_COME, !empty && getIndex() > model.current().get());
            pseudoClassStateChanged(
                    CURRENT, !empty && getIndex() == model.current().get());
            pseudoClassStateChanged(TROUBLE, !empty && item.trouble());
            if (empty) {
                setGraphic(null);
                return;
            }
            List<String> ends = List.copyOf(model.ends());
            lane.show(ends.size(), item.from(), item.to());
            time.setText(clock(item.after()));
            words.setText(item.text());
            setGraphic(row);
            Optional<String> way = item.isSent()
                    ? Optional.of(Texts.of("sequence.way", ends.get(item.from()), ends.get(item.to())))
                    : Optional.empty();
            setAccessibleText(
                    clock(item.after()) + " " + way.map(told -> told + ": ").orElse("") + item.text());
        }
    }
}
