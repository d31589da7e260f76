package padlock.ui.tour;

import java.util.function.Consumer;
import javafx.animation.AnimationTimer;
import javafx.geometry.Bounds;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import padlock.ui.text.Texts;

/** Lies over the window, frames what is spoken of, and lets everything else be used meanwhile. */
public final class TourView extends Pane {

    private static final double GAP = 14;
    private static final double WIDTH = 25;

    private final Consumer<Tour.Stop> go;
    private final Runnable end;
    private final Region frame = new Region();
    private final Label words = new Label();
    private final Label place = new Label();
    private final Button back = new Button(Texts.of("tour.back"));
    private final Button next = new Button(Texts.of("tour.next"));
    private final VBox bubble = new VBox(12);
    /** What is pointed at may come into being late, and move. */
    private final AnimationTimer watch = new AnimationTimer() {
        @Override
        public void handle(long now) {
            point();
        }
    };

    private int stop;

    /**
     * @param go shows the moment and the page of a stop
     * @param end is told when the person has had enough
     */
    public TourView(Consumer<Tour.Stop> go, Runnable end) {
        this.go = go;
        this.end = end;
        setId("tour");
        setPickOnBounds(false);
        frame.getStyleClass().add("tour-frame");
        frame.setMouseTransparent(true);
        frame.setManaged(false);
        words.setWrapText(true);
        words.setId("tour-words");
        words.setMinHeight(Region.USE_PREF_SIZE);
        place.getStyleClass().add("text-muted");
        back.setId("tour-back");
        back.setOnAction(event -> show(stop - 1));
        next.setId("tour-next");
        next.setDefaultButton(true);
        next.setOnAction(event -> forward());
        Button enough = new Button(Texts.of("tour.end"));
        enough.setId("tour-end");
        enough.setCancelButton(true);
        enough.setOnAction(event -> end());
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox buttons = new HBox(8, place, space, enough, back, next);
        buttons.setAlignment(Pos.CENTER_LEFT);
        bubble.getChildren().addAll(words, buttons);
        bubble.getStyleClass().addAll("card-over", "tour-bubble");
        bubble.setPadding(new Insets(16));
        bubble.setManaged(false);
        getChildren().addAll(frame, bubble);
    }

    /** Begins with the first stop. */
    public void begin() {
        watch.start();
        show(0);
    }

    public void stop() {
        watch.stop();
    }

    private void forward() {
        if (stop + 1 < Tour.STOPS.size()) {
            show(stop + 1);
        } else {
            end();
        }
    }

    private void end() {
        stop();
        end.run();
    }

    private void show(int number) {
        stop = number;
        Tour.Stop now = Tour.STOPS.get(number);
        words.setText(now.words());
        place.setText(Texts.of("tour.place", number + 1, Tour.STOPS.size()));
        back.setDisable(number == 0);
        next.setText(Texts.of(number + 1 < Tour.STOPS.size() ? "tour.next" : "tour.done"));
        go.accept(now);
        next.requestFocus();
        point();
    }

    private void point() {
        if (getScene() == null) {
            return;
        }
        Node target = getScene().lookup(Tour.STOPS.get(stop).target());
        frame.setVisible(target != null);
        double em = words.getFont().getSize();
        double width = Math.min(getWidth() - 2 * GAP, WIDTH * em);
        bubble.resize(width, bubble.prefHeight(width));
        if (target == null) {
            bubble.relocate((getWidth() - width) / 2, (getHeight() - bubble.getHeight()) / 2);
            return;
        }
        Bounds all = sceneToLocal(target.localToScene(target.getLayoutBounds()));
        double left = Math.max(2, all.getMinX());
        double top = Math.max(2, all.getMinY());
        double right = Math.min(getWidth() - 2, all.getMaxX());
        double bottom = Math.min(getHeight() - 2, all.getMaxY());
        frame.resizeRelocate(left - 2, top - 2, right - left + 4, bottom - top + 4);
        boolean tall = bottom - top > bubble.getHeight() + 2 * GAP;
        bubble.relocate(
                beside(left, right, width, getWidth(), tall), above(top, bottom, bubble.getHeight(), getHeight()));
    }

    /**
     * To the right of it, else to its left; else, over what is tall, at the edge of the window where it covers least.
     */
    private static double beside(double left, double right, double width, double room, boolean tall) {
        if (right + GAP + width < room) {
            return right + GAP;
        }
        if (left - GAP - width > 0) {
            return left - GAP - width;
        }
        double last = Math.max(GAP, room - width - GAP);
        return tall && right - last < GAP + width - left ? last : Math.max(GAP, Math.min(left + GAP, last));
    }

    private static double above(double top, double bottom, double height, double room) {
        double middle = (top + bottom - height) / 2;
        return Math.max(
                GAP, Math.min(room - height - GAP, bottom - top > height + 2 * GAP ? middle : top - GAP - height));
    }
}
