package padlock.ui.fault;

import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.property.StringProperty;
import javafx.collections.ListChangeListener;
import javafx.geometry.Insets;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import padlock.ui.control.IconButton;
import padlock.ui.file.Manuscript;
import padlock.ui.policy.DifferencesView;
import padlock.ui.text.Texts;

/** A palette of what can go wrong, from which one thing is let go wrong now. */
public final class FaultView extends BorderPane {

    private final FaultViewModel model;
    private final GridPane fields = new GridPane();
    private final Label meaning = new Label();

    /** @param run runs a changed scenario beside the window */
    public FaultView(FaultViewModel model, DifferencesView news, Consumer<Manuscript> run) {
        this.model = model;
        meaning.setWrapText(true);
        meaning.getStyleClass().add("text-muted");
        meaning.setMinHeight(USE_PREF_SIZE);
        fields.setHgap(10);
        fields.setVgap(8);
        ColumnConstraints names = new ColumnConstraints();
        names.setMinWidth(USE_PREF_SIZE);
        ColumnConstraints values = new ColumnConstraints();
        values.setHgrow(Priority.ALWAYS);
        fields.getColumnConstraints().addAll(names, values);
        Button inject = IconButton.of(
                Feather.ZAP, "fault.inject", () -> model.injected().ifPresent(run));
        inject.setText(Texts.of("fault.inject.short"));
        inject.getStyleClass().add("accent");
        inject.disableProperty().bind(Bindings.isNotEmpty(model.problems()));
        Label told = new Label();
        told.setId("fault-told");
        told.setWrapText(true);
        told.setMinHeight(USE_PREF_SIZE);
        told.textProperty().bind(model.told());
        told.visibleProperty().bind(told.textProperty().isNotEmpty());
        told.managedProperty().bind(told.visibleProperty());
        Label intro = new Label(Texts.of("fault.text"));
        intro.setWrapText(true);
        intro.setMinHeight(USE_PREF_SIZE);
        VBox page = new VBox(12, intro, kinds(), meaning, fields, problems(), told, inject, news);
        page.setPadding(new Insets(12));
        ScrollPane scroll = new ScrollPane(page);
        scroll.setFitToWidth(true);
        setCenter(scroll);
        model.kind().addListener((property, before, now) -> fill());
        fill();
    }

    private ComboBox<String> kinds() {
        ComboBox<String> kinds = new ComboBox<>();
        kinds.setId("fault-kind");
        kinds.setMaxWidth(Double.MAX_VALUE);
        kinds.setAccessibleText(Texts.of("fault.kind"));
        kinds.getItems().setAll(model.kinds());
        kinds.setCellFactory(list -> new KindCell());
        kinds.setButtonCell(new KindCell());
        kinds.valueProperty().bindBidirectional(model.kind());
        return kinds;
    }

    private void fill() {
        fields.getChildren().clear();
        meaning.setText(Texts.orElse("fault.meaning." + model.kind().get(), ""));
        int row = 0;
        for (var entry : model.values().entrySet()) {
            Label name = new Label(Texts.orElse("fault.field." + entry.getKey(), entry.getKey()));
            ComboBox<String> value = field(entry.getKey(), entry.getValue());
            name.setLabelFor(value);
            fields.addRow(row++, name, value);
        }
    }

    private ComboBox<String> field(String key, StringProperty value) {
        ComboBox<String> field = new ComboBox<>();
        field.setId("fault-field-" + key);
        field.setMaxWidth(Double.MAX_VALUE);
        field.setMinWidth(0);
        field.getItems().setAll(model.suggestions(key));
        if (model.choices(key).isEmpty()) {
            field.setEditable(true);
            field.getEditor().textProperty().bindBidirectional(value);
        } else {
            field.setCellFactory(list -> new ChoiceCell());
            field.setButtonCell(new ChoiceCell());
            field.valueProperty().bindBidirectional(value);
        }
        if (key.equals(FaultViewModel.FOR)) {
            field.setPromptText(Texts.of("fault.for-good"));
        }
        return field;
    }

    private VBox problems() {
        VBox box = new VBox(2);
        box.setId("fault-problems");
        ListChangeListener<Object> tell = change -> box.getChildren()
                .setAll(model.problems().stream()
                        .map(problem -> problem(problem.message(), Optional.of(problem.hint())))
                        .toList());
        model.problems().addListener(tell);
        return box;
    }

    private static Label problem(String message, Optional<String> hint) {
        Label label = new Label(message
                + hint.filter(words -> !words.isEmpty())
                        .map(words -> " (" + words + ")")
                        .orElse(""));
        label.setWrapText(true);
        label.getStyleClass().add("story-failed");
        return label;
    }

    private static final class KindCell extends ListCell<String> {

        @Override
        protected void updateItem(String kind, boolean empty) {
            super.updateItem(kind, empty);
            setText(empty || kind == null ? null : Texts.orElse("fault.kind." + kind, kind));
        }
    }

    /** One of the words of scenario files, and what it means. */
    private static final class ChoiceCell extends ListCell<String> {

        @Override
        protected void updateItem(String word, boolean empty) {
            super.updateItem(word, empty);
            setText(empty || word == null ? null : Texts.of("fault.choice", word, Texts.of("fault.choice." + word)));
        }
    }
}
