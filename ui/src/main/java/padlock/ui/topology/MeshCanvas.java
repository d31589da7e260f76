package padlock.ui.topology;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Pane;
import javafx.scene.shape.Rectangle;
import javafx.scene.transform.Scale;
import javafx.scene.transform.Translate;

/** A window on a drawing that is larger than it, or smaller: to be moved, zoomed and fitted. */
final class MeshCanvas extends Pane {

    private static final double STEP = 1.15;
    private static final double FAR = 0.15;
    private static final double LARGEST = 3;
    private static final double LARGEST_FIT = 1.6;

    /** Of type, in pixels, that somebody can read at a desk. */
    private static final double LEGIBLE = 10;

    /** Of the type that the person wants: what it may be made smaller by. */
    private static final double NOT_MUCH_SMALLER = 0.5;

    private static final double MARGIN = 12;

    private final Group drawing;
    private final Scale scale = new Scale(1, 1);
    private final Translate place = new Translate();
    private final ReadOnlyBooleanWrapper part = new ReadOnlyBooleanWrapper();
    private double drawnWidth = 1;
    private double drawnHeight = 1;
    private double smallest;
    private double pressedX;
    private double pressedY;
    private boolean moved;

    MeshCanvas(Group drawing) {
        this.drawing = drawing;
        drawing.getStyleClass().add("mesh-drawing");
        drawing.getTransforms().addAll(place, scale);
        getChildren().add(drawing);
        getStyleClass().add("mesh");
        Rectangle edge = new Rectangle();
        edge.widthProperty().bind(widthProperty());
        edge.heightProperty().bind(heightProperty());
        setClip(edge);
        setOnScroll(this::zoom);
        setOnMousePressed(event -> {
            pressedX = event.getX() - place.getX();
            pressedY = event.getY() - place.getY();
        });
        setOnMouseDragged(event -> {
            moved = true;
            place(event.getX() - pressedX, event.getY() - pressedY);
        });
        widthProperty().addListener((property, before, now) -> fitUntouched());
        heightProperty().addListener((property, before, now) -> fitUntouched());
    }

    /** All of the drawing, also what does not fit the window. */
    Node drawing() {
        return drawing;
    }

    /** A drawing is there, to be seen whole unless its type could not be read then. */
    void drawn(double width, double height, double type) {
        drawn(width, height);
        smallest = Math.max(LEGIBLE, type * NOT_MUCH_SMALLER) / type;
        fitUntouched();
    }

    /** A drawing is there of which nobody can read all at once: it is seen whole. */
    void drawnFromAfar(double width, double height) {
        drawn(width, height);
        smallest = 0;
        fitUntouched();
    }

    private void drawn(double width, double height) {
        drawnWidth = Math.max(1, width);
        drawnHeight = Math.max(1, height);
    }

    void zoomIn() {
        zoomAt(STEP, getWidth() / 2, getHeight() / 2);
    }

    void zoomOut() {
        zoomAt(1 / STEP, getWidth() / 2, getHeight() / 2);
    }

    /** Shows all of it, however small. */
    void fit() {
        moved = false;
        smallest = 0;
        fitUntouched();
    }

    private void fitUntouched() {
        if (moved || getWidth() == 0 || getHeight() == 0) {
            seePart();
            return;
        }
        enlarge(Math.min(LARGEST_FIT, Math.max(smallest, whole())));
        place(
                Math.max(MARGIN, (getWidth() - drawnWidth * scale.getX()) / 2),
                Math.max(MARGIN, (getHeight() - drawnHeight * scale.getX()) / 2));
    }

    /** How large it is where all of it is seen. */
    private double whole() {
        return Math.min((getWidth() - 2 * MARGIN) / drawnWidth, (getHeight() - 2 * MARGIN) / drawnHeight);
    }

    /** By whole pixels: else what is drawn once and moved was blurred. */
    private void place(double x, double y) {
        place.setX(Math.rint(x));
        place.setY(Math.rint(y));
        seePart();
    }

    private void seePart() {
        // The drawing's own edge is empty.
        part.set(place.getX() < -MARGIN
                || place.getY() < -MARGIN
                || place.getX() + drawnWidth * scale.getX() > getWidth() + MARGIN
                || place.getY() + drawnHeight * scale.getX() > getHeight() + MARGIN);
    }

    /** Whether some of the drawing lies outside of the window. */
    ReadOnlyBooleanProperty part() {
        return part.getReadOnlyProperty();
    }

    /** How large it is seen; 1 as it was laid out. */
    ReadOnlyDoubleProperty zoom() {
        return scale.xProperty();
    }

    /** Moves the drawing no further than that a part of it is seen. */
    void reveal(MeshLayout.Box box) {
        double factor = scale.getX();
        place(
                place.getX() + into(place.getX() + box.x() * factor, box.width() * factor, getWidth()),
                place.getY() + into(place.getY() + box.y() * factor, box.height() * factor, getHeight()));
    }

    /** How far something has to be moved to lie within the window. */
    private static double into(double begin, double length, double window) {
        if (begin < MARGIN) {
            return MARGIN - begin;
        }
        double beyond = begin + length + MARGIN - window;
        return beyond > 0 && length + 2 * MARGIN < window ? -beyond : 0;
    }

    /** Has a part of the drawing be seen; in the middle and enlarged where its type could not be read. */
    void goTo(MeshLayout.Box box) {
        if (scale.getX() >= smallest && scale.getX() * MeshLayout.USUAL_TYPE >= LEGIBLE) {
            reveal(box);
            return;
        }
        enlarge(1);
        moved = true;
        place(
                getWidth() / 2 - box.centre().x() * scale.getX(),
                getHeight() / 2 - box.centre().y() * scale.getX());
    }

    private void zoom(ScrollEvent event) {
        zoomAt(event.getDeltaY() > 0 ? STEP : 1 / STEP, event.getX(), event.getY());
        event.consume();
    }

    private void zoomAt(double factor, double x, double y) {
        moved = true;
        double before = scale.getX();
        enlarge(Math.min(LARGEST, Math.max(Math.min(FAR, whole()), before * factor)));
        place(x - (x - place.getX()) * scale.getX() / before, y - (y - place.getY()) * scale.getX() / before);
    }

    private void enlarge(double factor) {
        scale.setX(factor);
        scale.setY(factor);
    }
}
