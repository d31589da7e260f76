package padlock.ui.player;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.text.Font;
import padlock.ui.control.Moments;
import padlock.ui.text.Texts;

/** All marks of one kind on the time line; whoever has no mouse goes from one to the next with the arrow keys. */
final class LaneView extends Pane {

    /** What a mark and the number of those that are one with it take, as a multiple of the type. */
    private static final double APART = 2;

    private static final double WIDTH = 0.8;
    private static final double HEIGHT = 0.95;

    /** How much larger than any other a failure is. */
    private static final double OUTSTANDING = 1.2;

    /** Of marks that are one, so many are told. */
    private static final int TOLD = 5;

    private final PlayerViewModel model;
    private final Mark.Kind kind;
    private final ObservableValue<Font> font;
    private final Tooltip reached = new Tooltip();
    private List<MarkPlace> places = List.of();

    /** @param font in which the lane is named: what it shows is as large */
    LaneView(PlayerViewModel model, Mark.Kind kind, ObservableValue<Font> font) {
        this.model = model;
        this.kind = kind;
        this.font = font;
        setId("lane-" + word(kind));
        getStyleClass().add("lane");
        setMinWidth(0);
        setFocusTraversable(true);
        setAccessibleText(Texts.of("lane." + word(kind) + ".meaning"));
        widthProperty().addListener((property, before, now) -> draw());
        font.addListener((property, before, now) -> draw());
        setOnKeyPressed(this::onKey);
        focusedProperty().addListener((property, before, now) -> reached.hide());
        draw();
    }

    static String word(Mark.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    /** What stands for a mark of this kind, in type of this size. */
    static Region shape(Mark.Kind kind, double type) {
        Region shape = new Region();
        shape.getStyleClass().addAll("mark-shape", "mark-" + word(kind));
        double larger = kind == Mark.Kind.FAILURE ? OUTSTANDING : 1;
        shape.setMinSize(larger * WIDTH * type, larger * HEIGHT * type);
        shape.setMaxSize(larger * WIDTH * type, larger * HEIGHT * type);
        return shape;
    }

    private void draw() {
        double type = font.getValue().getSize();
        double room = getWidth() - 2 * TimeLine.EDGE;
        if (room <= 0) {
            return;
        }
        List<Mark> marks = model.played().get().marks().stream()
                .filter(mark -> mark.kind() == kind)
                .toList();
        places = MarkPlace.of(marks, model::fraction, APART * type / room);
        getChildren().setAll(places.stream().map(place -> picture(place, type)).toList());
    }

    private Label picture(MarkPlace place, double type) {
        int many = place.marks().size();
        Region shape = shape(kind, type);
        Label picture = new Label(many > 1 ? String.valueOf(many) : "", shape);
        picture.getStyleClass().add("time-mark");
        picture.setLayoutX(TimeLine.EDGE + place.at() * (getWidth() - 2 * TimeLine.EDGE) - shape.getMinWidth() / 2);
        String words = words(place);
        picture.setTooltip(new Tooltip(words));
        picture.setAccessibleText(words);
        picture.setOnMouseClicked(event -> model.toMark(place.next(model.now().get())));
        return picture;
    }

    private String words(MarkPlace place) {
        List<Mark> marks = place.marks();
        Stream<String> told = marks.stream()
                .limit(TOLD)
                .map(mark -> Texts.of(
                        "mark." + word(mark.kind()),
                        Moments.words(Duration.between(model.played().get().start(), mark.at())),
                        mark.text()));
        Stream<String> more =
                marks.size() > TOLD ? Stream.of(Texts.of("mark.more", marks.size() - TOLD)) : Stream.empty();
        return Stream.concat(told, more).collect(Collectors.joining("\n"));
    }

    private void onKey(KeyEvent event) {
        switch (event.getCode()) {
            case RIGHT -> model.toNext(kind);
            case LEFT -> model.toPrevious(kind);
            default -> {
                return;
            }
        }
        tell();
        event.consume();
    }

    /** Shows the words of the mark at which the play head stands: nobody points at it. */
    private void tell() {
        reached.hide();
        for (int index = 0; index < places.size(); index++) {
            if (places.get(index).holds(model.now().get())) {
                Bounds picture = getChildren().get(index).getBoundsInParent();
                reached.setText(words(places.get(index)));
                Point2D corner = localToScreen(picture.getMinX(), picture.getMaxY());
                reached.show(this, corner.getX(), corner.getY());
            }
        }
    }
}
