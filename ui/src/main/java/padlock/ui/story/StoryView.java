package padlock.ui.story;

import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import padlock.mesh.history.CallView;
import padlock.mesh.policy.Reason;
import padlock.ui.control.IconButton;
import padlock.ui.control.WhileShown;
import padlock.ui.player.PlayerViewModel;
import padlock.ui.text.Texts;

/** The story of the chosen connection's last call. */
public final class StoryView extends BorderPane {

    private final PlayerViewModel model;
    private final Runnable handshake;
    private final Consumer<Reason.Field> resource;
    private Optional<CallView> told = Optional.empty();

    /**
     * @param handshake shows the bytes of the call that is told
     * @param resource shows what is written in a field of a resource
     */
    public StoryView(PlayerViewModel model, Runnable handshake, Consumer<Reason.Field> resource) {
        this.model = model;
        this.handshake = handshake;
        this.resource = resource;
        WhileShown telling = new WhileShown(this, this::tell);
        model.selected().addListener((property, before, now) -> tell());
        model.now().addListener((property, before, now) -> telling.changed());
        model.played().addListener((property, before, now) -> tell());
        model.asked().addListener((property, before, now) -> tell());
        setCenter(hint("story.choose"));
    }

    private void tell() {
        Optional<CallView> call = model.story();
        if (call.isPresent() && call.equals(told)) {
            return;
        }
        told = call;
        setCenter(call.<Node>map(now -> told(Story.of(now)))
                .orElseGet(() -> hint(model.selected().get().isPresent() ? "story.waiting" : "story.choose")));
    }

    private static Label hint(String key) {
        Label hint = new Label(Texts.of(key));
        hint.setWrapText(true);
        hint.setPadding(new Insets(24));
        return hint;
    }

    private ScrollPane told(Story story) {
        VBox page = new VBox(14);
        page.setPadding(new Insets(14));
        page.setId("story-page");
        Label title = new Label(story.title());
        title.setWrapText(true);
        title.getStyleClass().addAll("title-4", story.failed() ? "story-failed" : "story-worked");
        page.getChildren().addAll(title, bytes());
        page.getChildren().add(new ChaptersView(story.chapters(), resource, model::pointAt));
        ScrollPane scroll = new ScrollPane(page);
        scroll.setFitToWidth(true);
        return scroll;
    }

    private Button bytes() {
        Button bytes = IconButton.of(Feather.LIST, "story.bytes", handshake);
        bytes.setText(Texts.of("story.bytes.short"));
        return bytes;
    }
}
