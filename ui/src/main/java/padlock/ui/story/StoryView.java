package padlock.ui.story;

import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import padlock.mesh.history.CallView;
import padlock.mesh.resource.ResourceId;
import padlock.ui.control.IconButton;
import padlock.ui.player.PlayerViewModel;
import padlock.ui.text.Texts;

/** The story of the chosen connection's last call. */
public final class StoryView extends BorderPane {

    private final PlayerViewModel model;
    private final Runnable handshake;
    private final Consumer<ResourceId> resource;
    private Optional<CallView> told = Optional.empty();

    /**
     * @param handshake shows the bytes of the call that is told
     * @param resource shows what is written in a resource
     */
    public StoryView(PlayerViewModel model, Runnable handshake, Consumer<ResourceId> resource) {
        this.model = model;
        this.handshake = handshake;
        this.resource = resource;
        model.selected().addListener((property, before, now) -> tell());
        model.now().addListener((property, before, now) -> tell());
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
        story.chapters().forEach(chapter -> page.getChildren().add(chapter(chapter)));
        ScrollPane scroll = new ScrollPane(page);
        scroll.setFitToWidth(true);
        return scroll;
    }

    private Button bytes() {
        Button bytes = IconButton.of(Feather.LIST, "story.bytes", handshake);
        bytes.setText(Texts.of("story.bytes.short"));
        return bytes;
    }

    private VBox chapter(Story.Chapter chapter) {
        VBox box = new VBox(6);
        Label heading = new Label(chapter.heading());
        heading.getStyleClass().addAll("text-bold", "text-caption");
        box.getChildren().add(heading);
        for (Story.Line line : chapter.lines()) {
            box.getChildren().add(line.literal() ? literal(line.text()) : sentence(line));
        }
        return box;
    }

    private VBox sentence(Story.Line line) {
        Label text = new Label(line.text());
        text.setWrapText(true);
        VBox box = new VBox(1, text);
        if (!line.note().isEmpty()) {
            Labeled note = line.decidedBy().<Labeled>map(this::link).orElseGet(Label::new);
            note.setText(line.note());
            note.setWrapText(true);
            note.getStyleClass().addAll("text-small", "text-muted");
            box.getChildren().add(note);
        }
        return box;
    }

    private Hyperlink link(ResourceId decidedBy) {
        Hyperlink link = new Hyperlink();
        link.setTooltip(new Tooltip(Texts.of("story.see", decidedBy)));
        link.setOnAction(event -> resource.accept(decidedBy));
        return link;
    }

    private static TextArea literal(String text) {
        TextArea area = new TextArea(text);
        area.setEditable(false);
        area.setWrapText(true);
        area.getStyleClass().add("literal");
        area.setPrefRowCount(Math.min(7, 1 + text.length() / 58));
        return area;
    }
}
