package padlock.ui.welcome;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.collections.FXCollections;
import javafx.collections.transformation.FilteredList;
import javafx.geometry.Insets;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import padlock.ui.text.Texts;

/** The catalogue, with the article before all others. */
public final class WelcomeView extends BorderPane {

    private static final String ARTICLE = "article";

    public WelcomeView(List<CatalogueEntry> entries, Consumer<String> open) {
        getStyleClass().add("welcome");
        setTop(greeting(open));
        setCenter(catalogue(entries, open));
    }

    private static VBox greeting(Consumer<String> open) {
        Label title = new Label(Texts.of("welcome.title"));
        title.getStyleClass().add("title-1");
        Label text = new Label(Texts.of("welcome.text"));
        text.setWrapText(true);
        Button article = new Button(Texts.of("welcome.article"));
        article.setId("welcome-article");
        article.setDefaultButton(true);
        article.getStyleClass().addAll("accent", "large");
        article.setOnAction(event -> open.accept(ARTICLE));
        VBox greeting = new VBox(12, title, text, article);
        greeting.setPadding(new Insets(28, 36, 16, 36));
        return greeting;
    }

    private static VBox catalogue(List<CatalogueEntry> entries, Consumer<String> open) {
        FilteredList<CatalogueEntry> found = new FilteredList<>(FXCollections.observableList(entries));
        TextField search = new TextField();
        search.setId("welcome-search");
        search.setPromptText(Texts.of("welcome.search"));
        search.textProperty()
                .addListener((property, before, words) -> found.setPredicate(entry -> matches(entry, words)));
        ListView<CatalogueEntry> list = new ListView<>(found);
        list.setId("welcome-list");
        list.setCellFactory(view -> new EntryCell());
        list.setOnMouseClicked(event -> {
            if (event.getClickCount() == 2) {
                open(list, open);
            }
        });
        list.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER) {
                open(list, open);
            }
        });
        VBox.setVgrow(list, Priority.ALWAYS);
        Label heading = new Label(Texts.of("welcome.catalogue", entries.size()));
        heading.getStyleClass().add("title-4");
        VBox box = new VBox(10, heading, search, list);
        box.setPadding(new Insets(8, 36, 28, 36));
        return box;
    }

    private static void open(ListView<CatalogueEntry> list, Consumer<String> open) {
        CatalogueEntry chosen = list.getSelectionModel().getSelectedItem();
        if (chosen != null) {
            open.accept(chosen.name());
        }
    }

    private static boolean matches(CatalogueEntry entry, String words) {
        String text = (entry.name() + " " + entry.title() + " " + entry.description()).toLowerCase(Locale.ROOT);
        return List.of(words.toLowerCase(Locale.ROOT).split("\\s+")).stream().allMatch(text::contains);
    }

    private static final class EntryCell extends ListCell<CatalogueEntry> {

        @Override
        protected void updateItem(CatalogueEntry entry, boolean empty) {
            super.updateItem(entry, empty);
            setGraphic(empty ? null : card(entry));
        }

        private VBox card(CatalogueEntry entry) {
            Label title = new Label(entry.title());
            title.getStyleClass().add("text-bold");
            Label description = new Label(entry.description().strip());
            description.setWrapText(true);
            description.getStyleClass().add("text-muted");
            description.setMaxWidth(Double.MAX_VALUE);
            description.prefWidthProperty().bind(getListView().widthProperty().subtract(56));
            VBox card = new VBox(2, title, description);
            card.setPadding(new Insets(6, 0, 6, 0));
            return card;
        }
    }
}
