package padlock.ui.sequence;

import javafx.scene.layout.Pane;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Line;
import javafx.scene.shape.Polygon;

/** A stretch of the lines that stand for those who take part, with an arrow between two or a dot on one. */
final class ArrowLane extends Pane {

    private static final double HEIGHT = 30;
    private static final double HEAD = 9;
    private static final double DOT = 5;

    private int ends;
    private int from;
    private int to;

    ArrowLane() {
        setMinHeight(HEIGHT);
        // What is drawn fills whatever room there is, and asks for none.
        setPrefHeight(HEIGHT);
    }

    void show(int many, int start, int end) {
        ends = many;
        from = start;
        to = end;
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        getChildren().clear();
        for (int end = 0; end < ends; end++) {
            Line life = new Line(x(end), -4, x(end), getHeight() + 4);
            life.getStyleClass().add("lifeline");
            getChildren().add(life);
        }
        double middle = getHeight() / 2;
        if (from == to) {
            Circle dot = new Circle(x(from), middle, DOT);
            dot.getStyleClass().add("sequence-dot");
            getChildren().add(dot);
            return;
        }
        Line arrow = new Line(x(from), middle, x(to), middle);
        arrow.getStyleClass().add("sequence-arrow");
        double back = x(to) > x(from) ? -HEAD : HEAD;
        Polygon head = new Polygon(x(to), middle, x(to) + back, middle - HEAD / 2, x(to) + back, middle + HEAD / 2);
        head.getStyleClass().add("sequence-head");
        getChildren().addAll(arrow, head);
    }

    private double x(int end) {
        return getWidth() * (end + 0.5) / Math.max(1, ends);
    }
}
