package padlock.ui.details;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Insets;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import padlock.mesh.policy.Reason;
import padlock.ui.control.IconButton;
import padlock.ui.control.WhileShown;
import padlock.ui.player.PlayerViewModel;
import padlock.ui.story.ChaptersView;
import padlock.ui.text.Texts;

/** The page about what the person pointed at last. */
public final class DetailsView extends BorderPane {

    private final PlayerViewModel player;
    private final DetailsViewModel model;
    private final Runnable story;
    private final Consumer<Reason.Field> field;
    private final ScrollPane scroll = new ScrollPane();
    private Optional<Details> told = Optional.empty();

    /**
     * @param story shows why the last call of the chosen connection ended as it did
     * @param field shows what is written in a field of a resource
     */
    public DetailsView(PlayerViewModel player, DetailsViewModel model, Runnable story, Consumer<Reason.Field> field) {
        this.player = player;
        this.model = model;
        this.story = story;
        this.field = field;
        scroll.setFitToWidth(true);
        WhileShown telling = new WhileShown(this, this::tell);
        for (ObservableValue<?> each : List.of(player.subject(), player.now(), player.played())) {
            each.addListener((property, before, now) -> telling.changed());
        }
        tell();
    }

    private void tell() {
        Optional<Details> now = model.now();
        if (now.isEmpty()) {
            setCenter(hint());
        } else if (!now.equals(told)) {
            boolean same = told.map(Details::title).equals(now.map(Details::title));
            double place = same ? scroll.getVvalue() : 0;
            scroll.setContent(page(now.get()));
            scroll.setVvalue(place);
            setCenter(scroll);
        }
        told = now;
    }

    private static Label hint() {
        Label hint = new Label(Texts.of("details.choose"));
        hint.setWrapText(true);
        hint.setPadding(new Insets(24));
        return hint;
    }

    private VBox page(Details details) {
        Label kind = new Label(details.kind());
        kind.getStyleClass().addAll("text-small", "text-muted");
        Label title = new Label(details.title());
        title.setWrapText(true);
        title.getStyleClass().add("title-4");
        VBox page = new VBox(14, new VBox(2, kind, title));
        page.setId("details-page");
        page.setPadding(new Insets(14));
        details.link().ifPresent(link -> page.getChildren().add(why()));
        page.getChildren().add(new ChaptersView(details.chapters(), field, player::pointAt));
        return page;
    }

    private Button why() {
        Button why = IconButton.of(Feather.HELP_CIRCLE, "details.why", story);
        why.setText(Texts.of("details.why.short"));
        return why;
    }
}
