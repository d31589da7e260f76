package padlock.ui.topology;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.css.PseudoClass;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.transform.Scale;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import padlock.mesh.history.Link;
import padlock.mesh.history.MeshView;
import padlock.mesh.history.WorkloadName;
import padlock.ui.player.PlayerViewModel;
import padlock.ui.player.Subject;
import padlock.ui.text.Texts;

/** The mesh, drawn once for a layout, and coloured as time goes by. */
final class MeshPicture extends Group {

    private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");
    private static final PseudoClass FOUND = PseudoClass.getPseudoClass("found");
    private static final PseudoClass FAR = PseudoClass.getPseudoClass("far");

    /** Of type, in pixels, of which nobody sees more than that it is type. */
    private static final double ILLEGIBLE = 6;

    /** Of the type of names that are read from anywhere, in pixels. */
    private static final double FROM_AFAR = 11;

    /** So many may look otherwise in a frame before anybody sees it stutter; a mesh of any size is done in a blink. */
    private static final int IN_A_FRAME = 40;

    private final PlayerViewModel model;
    private final MeshGraph graph;
    private final MeshLayout layout;
    private final Consumer<Subject> point;
    private final Consumer<MeshLayout.Point> see;
    private final Map<Subject, Region> parts = new LinkedHashMap<>();
    private final Map<WorkloadName, WorkloadNode> workloads = new LinkedHashMap<>();
    private final Map<String, NamespaceBox> namespaces = new LinkedHashMap<>();
    private final List<LinkArrow> arrows = new ArrayList<>();
    /** Where the keys go to, and where that is. */
    private final Map<Node, MeshLayout.Point> stops = new LinkedHashMap<>();

    private final Map<Link, Track> tracks = new LinkedHashMap<>();
    private final Scale names = new Scale(1, 1);
    private final SystemNode controlPlane;
    private final SystemNode authority;
    private MeshView coloured = MeshView.EMPTY;

    /**
     * @param toggle collapses a namespace, or shows what is in it again
     * @param see moves the picture so that a place is seen
     */
    MeshPicture(
            PlayerViewModel model,
            MeshGraph graph,
            MeshLayout layout,
            Consumer<Subject> point,
            Consumer<String> toggle,
            Consumer<MeshLayout.Point> see) {
        this.model = model;
        this.see = see;
        this.graph = graph;
        this.layout = layout;
        this.point = point;
        layout.namespaces().forEach((name, box) -> namespace(name, box, toggle));
        Group lines = new Group();
        Group labels = new Group();
        getChildren().add(lines);
        controlPlane = system(new Subject.ControlPlane(), Feather.CPU, "mesh.control-plane", layout.controlPlane());
        authority = system(new Subject.Authority(), Feather.AWARD, "mesh.authority", layout.authority());
        graph.workloads().forEach(this::workload);
        graph.hosts().forEach(this::stranger);
        getChildren().add(labels);
        layout.namespaces().forEach((name, box) -> head(name, box, labels));
        for (MeshGraph.Edge edge : graph.edges()) {
            LinkArrow arrow = new LinkArrow(edge, layout.routes().get(edge.name()), this::pointAtWorst);
            arrows.add(arrow);
            stops.put(arrow.label(), layout.routes().get(edge.name()).label().centre());
            Track track = new Track(layout.routes().get(edge.name()).points());
            arrow.links().forEach(link -> tracks.put(link, track));
            lines.getChildren().add(arrow.line());
            labels.getChildren().add(arrow.label());
        }
        addEventHandler(KeyEvent.KEY_PRESSED, this::onKey);
        getStyleClass().add("mesh-picture");
        // What travels over it has nothing of it drawn anew.
        setCache(true);
    }

    MeshGraph graph() {
        return graph;
    }

    MeshLayout placed() {
        return layout;
    }

    /** Leaves out what cannot be read from there, and draws larger what is to be seen. */
    void seenAt(double zoom) {
        double type = layout.type() * zoom;
        boolean far = type < ILLEGIBLE;
        pseudoClassStateChanged(FAR, far);
        names.setX(far ? FROM_AFAR / type : 1);
        names.setY(names.getX());
    }

    /** Shows how everything stands where the play head is. */
    void colour() {
        while (colourSome()) {
            // until all are
        }
    }

    /**
     * Shows how things stand now, as much of it as goes into a frame.
     *
     * @return whether there is more
     */
    boolean colourSome() {
        int left = IN_A_FRAME;
        for (LinkArrow arrow : arrows) {
            if (arrow.show(arrow.links().stream().map(this::state).toList()) && --left == 0) {
                return true;
            }
        }
        if (coloured == model.mesh().get()) {
            return false;
        }
        MeshView now = model.mesh().get();
        Map<WorkloadName, List<MeshView.Pod>> pods =
                now.pods().values().stream().collect(Collectors.groupingBy(pod -> WorkloadName.of(pod.id())));
        for (Map.Entry<WorkloadName, WorkloadNode> each : workloads.entrySet()) {
            List<MeshView.Pod> own = pods.getOrDefault(each.getKey(), List.of());
            if (each.getValue().show(own, standings(now, own)) && --left == 0) {
                return true;
            }
        }
        coloured = now;
        graph.collapsed()
                .forEach(name -> namespaces
                        .get(name)
                        .show(
                                graph.namespaces().get(name).size(),
                                graph.within(name).stream().map(this::state).toList()));
        controlPlane.show(Standings.controlPlane(coloured));
        authority.show(Standings.authority(coloured));
        return false;
    }

    /** Marks what was pointed at last, and the connection whose story is told. */
    void mark() {
        Optional<Subject> chosen = model.subject().get();
        parts.forEach((subject, part) -> part.pseudoClassStateChanged(
                CHOSEN, chosen.filter(subject::equals).isPresent()));
        arrows.forEach(arrow -> arrow.choose(
                model.selected().get().filter(arrow.links()::contains).isPresent()));
    }

    /** Marks what somebody looks for. */
    void find(List<Subject> found) {
        parts.forEach((subject, part) -> part.pseudoClassStateChanged(FOUND, found.contains(subject)));
    }

    /** Where something is drawn, as far as it is. */
    Optional<MeshLayout.Box> place(Subject subject) {
        if (subject instanceof Subject.OfLink link) {
            return graph.edges().stream()
                    .filter(edge -> edge.links().contains(link.link()))
                    .map(edge -> layout.routes().get(edge.name()).label())
                    .findFirst();
        }
        return Optional.ofNullable(parts.get(subject))
                .map(part -> new MeshLayout.Box(
                        part.getLayoutX(), part.getLayoutY(), part.getPrefWidth(), part.getPrefHeight()));
    }

    /** Takes the focus from where it is to who lies next to it in a direction. */
    private void onKey(KeyEvent event) {
        int right = event.getCode() == KeyCode.RIGHT ? 1 : event.getCode() == KeyCode.LEFT ? -1 : 0;
        int down = event.getCode() == KeyCode.DOWN ? 1 : event.getCode() == KeyCode.UP ? -1 : 0;
        if (right == 0 && down == 0 || !(event.getTarget() instanceof Node from) || !stops.containsKey(from)) {
            return;
        }
        Neighbours.next(stops, from, right, down).ifPresent(to -> {
            to.requestFocus();
            see.accept(stops.get(to));
        });
        event.consume();
    }

    /** The way that messages go; empty where it lies within a box. */
    Optional<Track> track(Journey.Lane lane) {
        if (lane instanceof Journey.Lane.OverLink over) return Optional.ofNullable(tracks.get(over.link()));
        else if (lane instanceof Journey.Lane.ToControlPlane told)
            return straight(told.workload(), layout.controlPlane());
        else if (lane instanceof Journey.Lane.ToAuthority asked) return straight(asked.workload(), layout.authority());
        else throw new AssertionError(lane);
    }

    private Optional<Track> straight(WorkloadName from, MeshLayout.Box to) {
        return Optional.ofNullable(layout.nodes().get(graph.node(from)))
                .map(box -> new Track(List.of(box.edge(to.centre()), to.edge(box.centre()))));
    }

    private static List<MeshView.Standing> standings(MeshView now, List<MeshView.Pod> pods) {
        return pods.stream().filter(MeshView.Pod::sidecar).map(now::standing).toList();
    }

    private LinkState state(Link link) {
        return LinkState.of(model.links().last(link, model.now().get()));
    }

    private void pointAtWorst(LinkArrow arrow) {
        arrow.links().stream()
                .reduce((one, other) -> state(other).compareTo(state(one)) > 0 ? other : one)
                .ifPresent(link -> point.accept(new Subject.OfLink(link)));
    }

    private void namespace(String name, MeshLayout.Box box, Consumer<String> toggle) {
        Subject subject = new Subject.OfNamespace(name);
        NamespaceBox pane = new NamespaceBox(
                name, graph.collapsed().contains(name), () -> point.accept(subject), () -> toggle.accept(name));
        namespaces.put(name, pane);
        add(subject, pane, box);
    }

    private void head(String name, MeshLayout.Box box, Group labels) {
        if (!graph.collapsed().contains(name)) {
            Node head = namespaces.get(name).head();
            head.relocate(box.x() + 2, box.y() + 2);
            head.getTransforms().add(names);
            stops.put(head.lookup(".namespace-title"), new MeshLayout.Point(box.x() + 2, box.y() + 2));
            labels.getChildren().add(head);
        }
    }

    private void workload(WorkloadName name) {
        Subject subject = new Subject.OfWorkload(name);
        WorkloadNode node = new WorkloadNode(name, () -> point.accept(subject));
        workloads.put(name, node);
        add(subject, node, layout.nodes().get(name.toString()));
    }

    private void stranger(String host) {
        Subject subject = new Subject.OfService(host.substring(0, host.lastIndexOf(':')));
        Label label = new Label(host, new FontIcon(Feather.HELP_CIRCLE));
        label.setTooltip(new Tooltip(Texts.of("mesh.stranger", host)));
        label.getStyleClass().add("stranger");
        Pointing.at(label, () -> point.accept(subject));
        add(subject, label, layout.nodes().get(host));
    }

    private SystemNode system(Subject subject, Feather icon, String key, MeshLayout.Box box) {
        SystemNode node = new SystemNode(icon, key, () -> point.accept(subject));
        add(subject, node, box);
        return node;
    }

    private void add(Subject subject, Region region, MeshLayout.Box box) {
        region.relocate(box.x(), box.y());
        region.setPrefSize(box.width(), box.height());
        region.setMinSize(box.width(), box.height());
        region.setMaxSize(box.width(), box.height());
        parts.put(subject, region);
        if (region.isFocusTraversable()) {
            stops.put(region, box.centre());
        }
        getChildren().add(region);
    }
}
