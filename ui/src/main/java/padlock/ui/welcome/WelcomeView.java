package padlock.ui.welcome;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javafx.collections.FXCollections;
import javafx.collections.transformation.FilteredList;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import padlock.ui.file.Desk;
import padlock.ui.text.Texts;

/** The catalogue, with the article before all others; and what the person had in hand before. */
public final class WelcomeView extends BorderPane {

    private static final String ARTICLE = "article";

    private final Choices choices;

    /** What a person can choose here. */
    public interface Choices {

        void scenario(String name);

        void tour();

        void recent(Path path);

        void takeUp(Desk.Unsaved unsaved);

        void discard(Desk.Unsaved unsaved);
    }

    public WelcomeView(List<CatalogueEntry> entries, List<Path> recent, List<Desk.Unsaved> unsaved, Choices choices) {
        this.choices = choices;
        getStyleClass().add("welcome");
        setTop(greeting());
        setCenter(catalogue(entries));
        if (!recent.isEmpty() || !unsaved.isEmpty()) {
            setRight(before(recent, unsaved));
        }
    }

    private VBox greeting() {
        Label title = new Label(Texts.of("welcome.title"));
        title.getStyleClass().add("title-1");
        Label text = new Label(Texts.of("welcome.text"));
        text.setWrapText(true);
        Button article = new Button(Texts.of("welcome.article"));
        article.setId("welcome-article");
        article.setDefaultButton(true);
        article.getStyleClass().addAll("accent", "large");
        article.setOnAction(event -> choices.scenario(ARTICLE));
        Button tour = new Button(Texts.of("welcome.tour"), new FontIcon(Feather.COMPASS));
        tour.setId("welcome-tour");
        tour.getStyleClass().add("large");
        tour.setOnAction(event -> choices.tour());
        VBox greeting = new VBox(12, title, text, new FlowPane(12, 8, article, tour));
        greeting.setPadding(new Insets(28, 36, 16, 36));
        return greeting;
    }

    private Node before(List<Path> recent, List<Desk.Unsaved> unsaved) {
        VBox box = new VBox(8);
        box.setPadding(new Insets(8, 36, 28, 0));
        box.setPrefWidth(340);
        box.setId("welcome-before");
        if (!unsaved.isEmpty()) {
            box.getChildren().addAll(heading("welcome.unsaved"), wrapped("welcome.unsaved.text"));
            unsaved.forEach(each -> box.getChildren().add(offer(each)));
        }
        if (!recent.isEmpty()) {
            box.getChildren().add(heading("welcome.recent"));
            recent.forEach(path -> box.getChildren().add(link(path)));
        }
        ScrollPane scroll = new ScrollPane(box);
        scroll.setFitToWidth(true);
        return scroll;
    }

    private static Label heading(String key) {
        Label heading = new Label(Texts.of(key));
        heading.getStyleClass().add("title-4");
        return heading;
    }

    private static Label wrapped(String key) {
        Label label = new Label(Texts.of(key));
        label.setWrapText(true);
        label.getStyleClass().add("text-muted");
        return label;
    }

    private VBox offer(Desk.Unsaved unsaved) {
        Label title = new Label(unsaved.title(), new FontIcon(Feather.EDIT_3));
        title.setWrapText(true);
        Button takeUp = new Button(Texts.of("welcome.take-up"));
        takeUp.getStyleClass().add("accent");
        takeUp.setOnAction(event -> choices.takeUp(unsaved));
        Button discard = new Button(Texts.of("welcome.discard"));
        discard.setOnAction(event -> choices.discard(unsaved));
        return new VBox(6, title, new HBox(8, takeUp, discard));
    }

    private Hyperlink link(Path path) {
        Hyperlink link = new Hyperlink(path.getFileName().toString(), new FontIcon(Feather.CLOCK));
        link.setTooltip(new Tooltip(path.toString()));
        link.setOnAction(event -> choices.recent(path));
        return link;
    }

    private VBox catalogue(List<CatalogueEntry> entries) {
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
                open(list);
            }
        });
        list.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER) {
                open(list);
            }
        });
        VBox.setVgrow(list, Priority.ALWAYS);
        Label heading = new Label(Texts.of("welcome.catalogue", entries.size()));
        heading.getStyleClass().add("title-4");
        VBox box = new VBox(10, heading, search, list);
        box.setPadding(new Insets(8, 36, 28, 36));
        return box;
    }

    private void open(ListView<CatalogueEntry> list) {
        CatalogueEntry chosen = list.getSelectionModel().getSelectedItem();
        if (chosen != null) {
            choices.scenario(chosen.name());
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
            // A cell asks a label for the height of one line, however many it has.
            Text description = new Text(entry.description().strip());
            description.getStyleClass().add("catalogue-description");
            description
                    .wrappingWidthProperty()
                    .bind(getListView().widthProperty().subtract(56));
            VBox card = new VBox(2, title, description);
            card.setPadding(new Insets(6, 0, 6, 0));
            return card;
        }
    }
}
