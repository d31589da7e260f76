package padlock.ui.topology;

import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.shape.Line;
import javafx.scene.shape.Polygon;
import javafx.scene.shape.Polyline;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import padlock.mesh.history.Link;
import padlock.ui.text.Texts;

/** A connection, or several: a line of the worst state's colour and dashes, with an icon and a word on it. */
final class LinkArrow {

    private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");
    private static final double HEAD = 9;

    private final Group line = new Group();
    private final Polyline way;
    private final Label label = new Label();
    private final FontIcon icon = new FontIcon(Feather.CLOCK);
    private final List<Link> links;
    private LinkState state = LinkState.IDLE;
    private long inState;

    LinkArrow(MeshGraph.Edge edge, MeshLayout.Route route, Consumer<LinkArrow> choose) {
        links = edge.links();
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
        Tooltip.install(label, new Tooltip(edge.name()));
        Pointing.at(line, () -> choose.accept(this));
        Pointing.at(label, () -> choose.accept(this));
        line.setFocusTraversable(false);
        label.setId("link " + edge.name());
        tell(edge.name(), state);
    }

    /** The connections that it stands for. */
    List<Link> links() {
        return links;
    }

    Node line() {
        return line;
    }

    Node label() {
        return label;
    }

    /**
     * @param now how each of its connections stands
     * @return whether it looked otherwise before
     */
    boolean show(List<LinkState> now) {
        LinkState worst = Collections.max(now);
        long many = now.stream().filter(worst::equals).count();
        boolean other = worst != state || many != inState;
        if (other) {
            inState = many;
            tell(label.getId(), worst);
        }
        return other;
    }

    void choose(boolean chosen) {
        line.pseudoClassStateChanged(CHOSEN, chosen);
        label.pseudoClassStateChanged(CHOSEN, chosen);
    }

    private void tell(String name, LinkState now) {
        restyle(line, now);
        restyle(label, now);
        state = now;
        String word = Texts.of("state." + state.word());
        label.setText(links.size() == 1 ? word : bundled(word));
        icon.setIconCode(icon(state));
        label.setAccessibleText(name + ": " + label.getText());
    }

    private String bundled(String word) {
        return inState == links.size()
                ? Texts.of("mesh.bundle.all", inState, word)
                : Texts.of("mesh.bundle", inState, links.size(), word);
    }

    /** In one change, for each has the styles looked up anew. */
    private void restyle(Node part, LinkState now) {
        int place = part.getStyleClass().indexOf("state-" + state.word());
        if (place < 0) {
            part.getStyleClass().add("state-" + now.word());
        } else if (now != state) {
            part.getStyleClass().set(place, "state-" + now.word());
        }
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

    static Feather icon(LinkState state) {
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
