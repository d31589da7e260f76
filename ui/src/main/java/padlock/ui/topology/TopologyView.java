package padlock.ui.topology;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import javafx.scene.transform.Scale;
import javafx.scene.transform.Translate;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import padlock.mesh.history.Link;
import padlock.mesh.history.MeshView;
import padlock.mesh.history.WorkloadName;
import padlock.ui.control.IconButton;
import padlock.ui.control.WhileShown;
import padlock.ui.player.PlayerViewModel;
import padlock.ui.text.Texts;

/** The mesh, drawn once, and coloured as time goes by; to be moved and zoomed. */
public final class TopologyView extends BorderPane {

    private static final double STEP = 1.15;
    private static final double SMALLEST = 0.15;
    private static final double LARGEST = 3;

    private final PlayerViewModel model;
    private final Group drawing = new Group();
    private final Pane window = new Pane();
    private final Scale scale = new Scale(1, 1);
    private final Translate place = new Translate();
    private final Map<WorkloadName, WorkloadNode> workloads = new LinkedHashMap<>();
    private final Map<Link, LinkArrow> arrows = new LinkedHashMap<>();
    private MeshGraph graph;
    private MeshLayout layout;
    private double pressedX;
    private double pressedY;
    private boolean moved;
    private MeshView coloured = MeshView.EMPTY;

    /** @param first the layout of what there is, which takes long where there is much */
    public TopologyView(PlayerViewModel model, MeshLayout first) {
        this.model = model;
        draw(MeshGraph.of(model.atTheEnd(), model.links().links()), first);
        drawing.getStyleClass().add("mesh-drawing");
        drawing.getTransforms().addAll(place, scale);
        window.getChildren().add(drawing);
        window.getStyleClass().add("mesh");
        clip();
        setCenter(window);
        setBottom(legend());
        setTop(tools());
        listen();
    }

    /** All of the mesh, also what does not fit the window. */
    public Node picture() {
        return drawing;
    }

    private void draw(MeshGraph wanted, MeshLayout placed) {
        graph = wanted;
        layout = placed;
        workloads.clear();
        coloured = MeshView.EMPTY;
        arrows.clear();
        drawing.getChildren().clear();
        layout.namespaces().forEach((name, box) -> drawing.getChildren().add(namespace(name, box)));
        Group lines = new Group();
        Group labels = new Group();
        drawing.getChildren().add(lines);
        graph.workloads().forEach(name -> drawing.getChildren().add(workload(name)));
        graph.hosts().forEach(host -> drawing.getChildren().add(stranger(host)));
        drawing.getChildren().add(labels);
        graph.links().forEach(link -> {
            LinkArrow arrow = new LinkArrow(link, layout.routes().get(link), this::choose);
            arrows.put(link, arrow);
            lines.getChildren().add(arrow.line());
            labels.getChildren().add(arrow.label());
        });
    }

    /** Whoever stays, stays where it is: the picture is drawn anew only if there is something new in it. */
    private void onRun() {
        MeshGraph wanted = MeshGraph.of(model.atTheEnd(), model.links().links());
        if (!wanted.equals(graph)) {
            draw(wanted, MeshLayout.of(wanted));
            fitUntouched();
        }
        colour();
        mark();
    }

    private void listen() {
        window.setOnScroll(this::zoom);
        window.setOnMousePressed(event -> {
            pressedX = event.getX() - place.getX();
            pressedY = event.getY() - place.getY();
        });
        window.setOnMouseDragged(event -> {
            moved = true;
            place.setX(event.getX() - pressedX);
            place.setY(event.getY() - pressedY);
        });
        window.widthProperty().addListener((property, before, now) -> fitUntouched());
        window.heightProperty().addListener((property, before, now) -> fitUntouched());
        WhileShown colouring = new WhileShown(this, this::colour);
        model.now().addListener((property, before, now) -> colouring.changed());
        model.mesh().addListener((property, before, now) -> colouring.changed());
        model.selected().addListener((property, before, now) -> mark());
        model.played().addListener((property, before, now) -> onRun());
        colour();
    }

    private void clip() {
        Rectangle edge = new Rectangle();
        edge.widthProperty().bind(window.widthProperty());
        edge.heightProperty().bind(window.heightProperty());
        window.setClip(edge);
    }

    private void choose(Link link) {
        model.selected().set(Optional.of(link));
    }

    private void colour() {
        arrows.forEach((link, arrow) ->
                arrow.show(LinkState.of(model.links().last(link, model.now().get()))));
        if (coloured != model.mesh().get()) {
            coloured = model.mesh().get();
            Map<WorkloadName, List<MeshView.Pod>> pods =
                    coloured.pods().values().stream().collect(Collectors.groupingBy(pod -> WorkloadName.of(pod.id())));
            workloads.forEach((name, node) -> node.show(pods.getOrDefault(name, List.of())));
        }
    }

    private void mark() {
        arrows.forEach((link, arrow) ->
                arrow.choose(model.selected().get().filter(link::equals).isPresent()));
    }

    private static Node namespace(String name, MeshLayout.Box box) {
        Label title = new Label(name, new FontIcon(Feather.BOX));
        title.getStyleClass().add("namespace-title");
        BorderPane pane = new BorderPane();
        pane.setTop(title);
        pane.getStyleClass().add("namespace");
        put(pane, box);
        return pane;
    }

    private Node workload(WorkloadName name) {
        WorkloadNode node = new WorkloadNode(name);
        put(node, layout.nodes().get(name.toString()));
        workloads.put(name, node);
        return node;
    }

    private Node stranger(String host) {
        Label label = new Label(host, new FontIcon(Feather.HELP_CIRCLE));
        label.setTooltip(new Tooltip(Texts.of("mesh.stranger", host)));
        label.getStyleClass().add("stranger");
        put(label, layout.nodes().get(host));
        return label;
    }

    private static void put(Region region, MeshLayout.Box box) {
        region.relocate(box.x(), box.y());
        region.setPrefSize(box.width(), box.height());
        region.setMinSize(box.width(), box.height());
        region.setMaxSize(box.width(), box.height());
    }

    private HBox tools() {
        HBox tools = new HBox(
                4,
                IconButton.flat(Feather.ZOOM_IN, "mesh.zoom-in", () -> zoomBy(STEP)),
                IconButton.flat(Feather.ZOOM_OUT, "mesh.zoom-out", () -> zoomBy(1 / STEP)),
                IconButton.flat(Feather.MAXIMIZE, "mesh.fit", this::fit));
        tools.setPadding(new Insets(6));
        return tools;
    }

    /** Always there: what each colour, line, icon and word stands for. */
    private static FlowPane legend() {
        FlowPane legend = new FlowPane(14, 6);
        legend.setId("mesh-legend");
        legend.setPadding(new Insets(8, 12, 8, 12));
        legend.setAlignment(Pos.CENTER_LEFT);
        for (LinkState state : LinkState.values()) {
            legend.getChildren().add(LinkArrow.sample(state));
        }
        return legend;
    }

    private void zoom(ScrollEvent event) {
        double factor = event.getDeltaY() > 0 ? STEP : 1 / STEP;
        zoomAt(factor, event.getX(), event.getY());
        event.consume();
    }

    private void zoomBy(double factor) {
        zoomAt(factor, window.getWidth() / 2, window.getHeight() / 2);
    }

    private void zoomAt(double factor, double x, double y) {
        moved = true;
        double before = scale.getX();
        double after = Math.min(LARGEST, Math.max(SMALLEST, before * factor));
        scale.setX(after);
        scale.setY(after);
        place.setX(x - (x - place.getX()) * after / before);
        place.setY(y - (y - place.getY()) * after / before);
    }

    private void fitUntouched() {
        if (!moved) {
            fit();
        }
    }

    private void fit() {
        moved = false;
        double room = Math.min(
                (window.getWidth() - 24) / Math.max(1, layout.width()),
                (window.getHeight() - 24) / Math.max(1, layout.height()));
        double factor = Math.min(1.6, Math.max(SMALLEST, room));
        scale.setX(factor);
        scale.setY(factor);
        place.setX((window.getWidth() - layout.width() * factor) / 2);
        place.setY((window.getHeight() - layout.height() * factor) / 2);
    }
}
