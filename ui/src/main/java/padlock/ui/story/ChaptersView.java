package padlock.ui.story;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextArea;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import padlock.mesh.policy.Reason;
import padlock.ui.player.Subject;
import padlock.ui.text.Texts;

/** Chapters to read; whatever they are about is a link to it. */
public final class ChaptersView extends VBox {

    /** Between the words of a box and its edges, left and right together. */
    private static final double BESIDE = 30;

    /** The same above and below. */
    private static final double ABOVE = 20;

    private final Consumer<Reason.Field> field;
    private final Consumer<Subject> subject;

    /**
     * @param field shows what is written in a field of a resource
     * @param subject tells of something else
     */
    public ChaptersView(List<Story.Chapter> chapters, Consumer<Reason.Field> field, Consumer<Subject> subject) {
        super(14);
        this.field = field;
        this.subject = subject;
        chapters.forEach(chapter -> getChildren().add(chapter(chapter)));
    }

    private VBox chapter(Story.Chapter chapter) {
        VBox box = new VBox(6);
        Label heading = new Label(chapter.heading());
        heading.setWrapText(true);
        heading.getStyleClass().addAll("text-bold", "text-caption");
        box.getChildren().add(heading);
        chapter.lines().forEach(line -> box.getChildren().add(line.literal() ? literal(line.text()) : sentence(line)));
        return box;
    }

    private VBox sentence(Story.Line line) {
        VBox box = new VBox(1, text(line));
        if (!line.note().isEmpty()) {
            Labeled note = line.decidedBy().<Labeled>map(this::link).orElseGet(Label::new);
            note.setText(line.note());
            note.setWrapText(true);
            note.getStyleClass().addAll("text-small", "text-muted");
            box.getChildren().add(note);
        }
        return box;
    }

    private Node text(Story.Line line) {
        Optional<Hyperlink> link = line.about().map(about -> {
            Hyperlink leading = new Hyperlink();
            leading.setOnAction(event -> subject.accept(about));
            return leading;
        });
        Labeled text = link.<Labeled>map(leading -> leading).orElseGet(Label::new);
        text.setText(line.text());
        text.setWrapText(true);
        return text;
    }

    private Hyperlink link(Reason.Field decidedBy) {
        Hyperlink link = new Hyperlink();
        link.setTooltip(new Tooltip(Texts.of("story.see", decidedBy.resource(), decidedBy.origin())));
        link.setOnAction(event -> field.accept(decidedBy));
        return link;
    }

    private static TextArea literal(String text) {
        TextArea area = new TextArea(text);
        area.setEditable(false);
        area.setWrapText(true);
        area.getStyleClass().add("literal");
        area.setMinHeight(USE_PREF_SIZE);
        area.setPrefRowCount(1);
        // What is laid out just now does not heed another height.
        area.widthProperty().addListener((property, before, now) -> Platform.runLater(() -> fit(area)));
        area.fontProperty().addListener((property, before, now) -> fit(area));
        return area;
    }

    /** Shows all of the words at once, however wide the page and however large the type. */
    private static void fit(TextArea area) {
        Text words = new Text(area.getText());
        words.setFont(area.getFont());
        words.setWrappingWidth(Math.max(1, area.getWidth() - BESIDE));
        area.setPrefHeight(Math.ceil(words.getLayoutBounds().getHeight()) + ABOVE);
    }
}
