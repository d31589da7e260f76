package padlock.ui.player;

import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.shape.Line;
import padlock.ui.text.Texts;

/** The play head, and above it a named lane for each kind of mark that the run has: no kind hides another. */
final class TimeLine extends GridPane {

    /** Half of the slider's thumb: so far from its edge begins the time. */
    static final double EDGE = 9;

    /** Of the whole run, with each press of an arrow key. */
    private static final double STRIDE = 0.01;

    private final PlayerViewModel model;
    private final Slider slider = new Slider(0, 1, 0);
    private final Line now = new Line();
    private final Pane behind = new Pane(now);
    private boolean following;

    TimeLine(PlayerViewModel model) {
        this.model = model;
        setId("time-line");
        ColumnConstraints names = new ColumnConstraints();
        names.setMinWidth(Region.USE_PREF_SIZE);
        ColumnConstraints time = new ColumnConstraints();
        time.setHgrow(Priority.ALWAYS);
        getColumnConstraints().addAll(names, time);
        slider.setId("time-slider");
        slider.setAccessibleText(Texts.of("time.slider"));
        slider.setBlockIncrement(STRIDE);
        slider.setMaxWidth(Double.MAX_VALUE);
        slider.valueProperty().addListener((property, before, value) -> {
            if (!following) {
                model.seek(value.doubleValue());
            }
        });
        behind.setMouseTransparent(true);
        behind.setMinWidth(0);
        now.getStyleClass().add("now-line");
        now.setManaged(false);
        now.startXProperty()
                .bind(Bindings.createDoubleBinding(
                        () -> EDGE + slider.getValue() * (behind.getWidth() - 2 * EDGE),
                        slider.valueProperty(),
                        behind.widthProperty()));
        now.endXProperty().bind(now.startXProperty());
        now.endYProperty().bind(behind.heightProperty());
        model.played().addListener((property, before, played) -> draw());
        draw();
    }

    /** The play head stands somewhere else. */
    void follow() {
        following = true;
        slider.setValue(model.progress());
        following = false;
    }

    private void draw() {
        getChildren().clear();
        List<Mark.Kind> kinds = model.played().get().marks().stream()
                .map(Mark::kind)
                .distinct()
                .sorted()
                .toList();
        if (!kinds.isEmpty()) {
            add(behind, 1, 0, 1, kinds.size());
        }
        for (int row = 0; row < kinds.size(); row++) {
            Label name = name(kinds.get(row));
            add(name, 0, row);
            add(new LaneView(model, kinds.get(row), name.fontProperty()), 1, row);
        }
        add(slider, 1, kinds.size());
    }

    private static Label name(Mark.Kind kind) {
        Label name = new Label(Texts.of("lane." + LaneView.word(kind)));
        name.getStyleClass().addAll("lane-name", "lane-" + LaneView.word(kind));
        name.setTooltip(new Tooltip(Texts.of("lane." + LaneView.word(kind) + ".meaning")));
        name.graphicProperty()
                .bind(Bindings.createObjectBinding(
                        () -> LaneView.shape(kind, name.getFont().getSize()), name.fontProperty()));
        return name;
    }
}
