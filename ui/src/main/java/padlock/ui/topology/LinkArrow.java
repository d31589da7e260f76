package padlock.ui.topology;

import java.util.List;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.shape.Line;
import javafx.scene.shape.Polygon;
import javafx.scene.shape.Polyline;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import padlock.mesh.history.Link;
import padlock.ui.text.Texts;

/** One connection: a line of its state's colour and dashes, with an icon and a word on it. */
final class LinkArrow {

    private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");
    private static final double HEAD = 9;

    private final Group line = new Group();
    private final Polyline way;
    private final Label label = new Label();
    private final FontIcon icon = new FontIcon(Feather.CLOCK);
    private LinkState state = LinkState.IDLE;

    LinkArrow(Link link, MeshLayout.Route route, Consumer<Link> choose) {
        way = polyline(route.points());
        way.getStyleClass().add("link");
        Polygon head = head(route.points());
        head.getStyleClass().add("link-head");
        line.getChildren().addAll(way, head);
        line.getStyleClass().add("link-line");
        label.getStyleClass().add("link-label");
        label.setGraphic(icon);
        label.relocate(route.label().x(), route.label().y());
        label.setPrefSize(route.label().width(), route.label().height());
        label.setAlignment(Pos.CENTER);
        label.setFocusTraversable(true);
        Tooltip.install(label, new Tooltip(link.toString()));
        line.setOnMouseClicked(event -> choose.accept(link));
        label.setOnMouseClicked(event -> choose.accept(link));
        label.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER) {
                choose.accept(link);
            }
        });
        label.setId("link " + link);
        show(LinkState.IDLE, link.toString());
    }

    Node line() {
        return line;
    }

    Node label() {
        return label;
    }

    void show(LinkState now) {
        if (now != state) {
            show(now, label.getId());
        }
    }

    void choose(boolean chosen) {
        line.pseudoClassStateChanged(CHOSEN, chosen);
        label.pseudoClassStateChanged(CHOSEN, chosen);
    }

    private void show(LinkState now, String name) {
        line.getStyleClass().remove("state-" + state.word());
        label.getStyleClass().remove("state-" + state.word());
        state = now;
        line.getStyleClass().add("state-" + now.word());
        label.getStyleClass().add("state-" + now.word());
        label.setText(Texts.of("state." + now.word()));
        icon.setIconCode(icon(now));
        label.setAccessibleText(name + ": " + label.getText());
    }

    /** How a state looks, for the legend. */
    static Node sample(LinkState state) {
        Line stroke = new Line(0, 0, 34, 0);
        stroke.getStyleClass().add("link");
        Group line = new Group(stroke);
        line.getStyleClass().addAll("link-line", "state-" + state.word());
        Label label = new Label(Texts.of("state." + state.word()), new FontIcon(icon(state)));
        label.getStyleClass().addAll("legend-label", "state-" + state.word());
        HBox sample = new HBox(6, line, label);
        sample.setAlignment(Pos.CENTER_LEFT);
        return sample;
    }

    private static Feather icon(LinkState state) {
        return switch (state) {
            case IDLE -> Feather.CLOCK;
            case MUTUAL_TLS -> Feather.LOCK;
            case TLS -> Feather.KEY;
            case PLAINTEXT -> Feather.UNLOCK;
            case DENIED -> Feather.SLASH;
            case FAILED -> Feather.X_CIRCLE;
        };
    }

    private static Polyline polyline(List<MeshLayout.Point> points) {
        Polyline line = new Polyline();
        points.forEach(point -> line.getPoints().addAll(point.x(), point.y()));
        return line;
    }

    private static Polygon head(List<MeshLayout.Point> points) {
        MeshLayout.Point tip = points.get(points.size() - 1);
        MeshLayout.Point before = points.get(points.size() - 2);
        double angle = Math.atan2(tip.y() - before.y(), tip.x() - before.x());
        return new Polygon(
                tip.x(),
                tip.y(),
                tip.x() - HEAD * Math.cos(angle - 0.45),
                tip.y() - HEAD * Math.sin(angle - 0.45),
                tip.x() - HEAD * Math.cos(angle + 0.45),
                tip.y() - HEAD * Math.sin(angle + 0.45));
    }
}
