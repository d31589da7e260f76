package padlock.ui.topology;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.feather.Feather;
import padlock.ui.command.Command;
import padlock.ui.command.Command.Menu;
import padlock.ui.command.Shortcut;
import padlock.ui.control.Beside;
import padlock.ui.control.IconButton;
import padlock.ui.control.WhileShown;
import padlock.ui.player.PlayerViewModel;
import padlock.ui.player.Subject;
import padlock.ui.text.Texts;

/** The mesh as a picture: to be moved, zoomed, searched and pointed at. */
public final class TopologyView extends BorderPane {

    private final PlayerViewModel model;
    private final Consumer<Subject> point;
    private final Group drawing = new Group();
    private final CourierLayer couriers = new CourierLayer();
    private final TravelViewModel travel;
    private final MeshCanvas canvas = new MeshCanvas(drawing);
    private final SortedSet<String> collapsed = new TreeSet<>();
    private final Label ruler = new Label();
    private final Label hint = new Label();
    private final SearchBar search =
            new SearchBar(text -> found().matching(text), this::mark, this::goTo, canvas::requestFocus);
    private Optional<Subject> goTo = Optional.empty();
    private final AnimationTimer colourOn = new AnimationTimer() {
        @Override
        public void handle(long nanos) {
            if (!picture.colourSome()) {
                stop();
            }
        }
    };
    private MeshPicture picture;
    private int drawings;

    /**
     * @param first the layout of what is shown {@linkplain MeshGraph#atFirst() at first}, which takes long where there
     *     is much
     * @param point tells of what the person points at
     */
    public TopologyView(PlayerViewModel model, MeshLayout first, Consumer<Subject> point) {
        this.model = model;
        this.point = point;
        travel = new TravelViewModel(model);
        MeshGraph graph = whole().atFirst();
        collapsed.addAll(graph.collapsed());
        show(graph, first);
        setCenter(canvas);
        setBottom(legend());
        setTop(tools());
        listen();
    }

    /** All of the mesh, also what does not fit the window. */
    public Node picture() {
        return canvas.drawing();
    }

    /** What can be done with the picture. */
    public List<Command> commands() {
        return List.of(
                new Command(Menu.VIEW, "mesh.search", Shortcut.control("F", KeyCode.F), search::begin),
                new Command(
                        Menu.VIEW, "mesh.zoom-in", key("+", KeyCode.PLUS, KeyCode.EQUALS, KeyCode.ADD), canvas::zoomIn),
                new Command(Menu.VIEW, "mesh.zoom-out", key("-", KeyCode.MINUS, KeyCode.SUBTRACT), canvas::zoomOut),
                new Command(Menu.VIEW, "mesh.fit", key("0", KeyCode.DIGIT0, KeyCode.NUMPAD0), canvas::fit),
                new Command(Menu.VIEW, "command.fold", key("N", KeyCode.N), this::toggleChosen),
                new Command(Menu.VIEW, "command.fold-all", key("A", KeyCode.A), this::toggleAll));
    }

    private static Shortcut key(String name, KeyCode... codes) {
        return Shortcut.key(name, codes);
    }

    private MeshGraph whole() {
        return MeshGraph.of(model.atTheEnd(), model.links().links());
    }

    private void show(MeshGraph graph, MeshLayout layout) {
        picture = new MeshPicture(model, graph, layout, point, this::toggle, this::see);
        drawing.getChildren().setAll(picture, couriers);
        if (graph.isLarge()) {
            canvas.drawnFromAfar(layout.width(), layout.height());
        } else {
            canvas.drawn(layout.width(), layout.height(), layout.type());
        }
        picture.seenAt(canvas.zoom().get());
        picture.colour();
        picture.mark();
        hint();
        search.look();
        goTo.ifPresent(this::goTo);
    }

    /** What a person may miss in the picture. */
    private void hint() {
        int boxes = picture.graph().collapsed().size();
        if (canvas.part().get()) {
            hint.setText(Texts.of("mesh.part"));
        } else {
            hint.setText(boxes > 0 && whole().isLarge() ? Texts.of("mesh.collapsed", boxes) : "");
        }
    }

    /** Points at something and brings it before the person, out of a collapsed namespace if need be. */
    private void goTo(Subject subject) {
        goTo = Optional.empty();
        Subject drawn = found().drawn(subject).get(0);
        if (drawn instanceof Subject.OfWorkload workload
                && collapsed.contains(workload.workload().namespace())) {
            goTo = Optional.of(subject);
            toggle(workload.workload().namespace());
            return;
        }
        point.accept(subject);
        picture.place(drawn).ifPresent(canvas::goTo);
    }

    private MeshSearch found() {
        return new MeshSearch(picture.graph(), model.played().get());
    }

    private void mark(List<Subject> found) {
        MeshSearch all = found();
        picture.find(
                found.stream().flatMap(subject -> all.drawn(subject).stream()).toList());
    }

    private void see(MeshLayout.Point place) {
        canvas.reveal(new MeshLayout.Box(place.x() - 60, place.y() - 30, 120, 60));
    }

    /**
     * Draws anew if there is something else to draw or the type has another size. Whoever stays, stays where it is: the
     * same things are always laid out in the same way.
     */
    private void draw() {
        MeshGraph wanted = whole().collapsing(collapsed);
        double type = ruler.getFont().getSize();
        drawings++;
        if (wanted.equals(picture.graph()) && type == picture.placed().type()) {
            picture.colour();
            picture.mark();
        } else if (wanted.isLarge()) {
            int drawn = drawings;
            Beside.THREADS.execute(() -> {
                MeshLayout layout = MeshLayout.of(wanted, type);
                Platform.runLater(() -> {
                    if (drawn == drawings) {
                        show(wanted, layout);
                    }
                });
            });
        } else {
            show(wanted, MeshLayout.of(wanted, type));
        }
    }

    /** What does not go into a frame comes in the next ones. */
    private void colour() {
        if (picture.colourSome()) {
            colourOn.start();
        }
    }

    private void listen() {
        WhileShown colouring = new WhileShown(this, this::colour);
        model.now().addListener((property, before, now) -> colouring.changed());
        model.mesh().addListener((property, before, now) -> colouring.changed());
        model.selected().addListener((property, before, now) -> picture.mark());
        model.subject().addListener((property, before, now) -> {
            picture.mark();
            now.flatMap(picture::place).ifPresent(canvas::reveal);
        });
        model.played().addListener((property, before, now) -> draw());
        canvas.part().addListener((property, before, now) -> hint());
        canvas.zoom().addListener((property, before, now) -> picture.seenAt(now.doubleValue()));
        AnimationTimer clock = clock();
        sceneProperty().addListener((property, before, now) -> {
            if (now == null) {
                clock.stop();
            } else {
                clock.start();
            }
        });
        ruler.fontProperty().addListener((property, before, now) -> draw());
    }

    private AnimationTimer clock() {
        return new AnimationTimer() {
            private long last;
            private boolean quiet = true;

            @Override
            public void handle(long nanos) {
                travel.tick(Duration.ofNanos(last == 0 ? 0 : nanos - last));
                last = nanos;
                if (!quiet || !travel.isQuiet()) {
                    quiet = travel.isQuiet();
                    couriers.show(travel, picture::track, model.still().get());
                }
            }
        };
    }

    private void toggle(String namespace) {
        if (!collapsed.remove(namespace)) {
            collapsed.add(namespace);
        }
        draw();
    }

    /** The namespace of what was pointed at last. */
    private void toggleChosen() {
        model.subject().get().stream()
                .flatMap(TopologyView::namespaces)
                .findFirst()
                .ifPresent(this::toggle);
    }

    private static Stream<String> namespaces(Subject subject) {
        if (subject instanceof Subject.OfNamespace namespace) return Stream.of(namespace.name());
        else if (subject instanceof Subject.OfWorkload workload)
            return Stream.of(workload.workload().namespace());
        else if (subject instanceof Subject.OfLink link)
            return Stream.of(link.link().from().namespace());
        else return Stream.empty();
    }

    private void toggleAll() {
        SortedSet<String> all = new TreeSet<>(picture.graph().namespaces().keySet());
        boolean expand = collapsed.containsAll(all);
        collapsed.clear();
        if (!expand) {
            collapsed.addAll(all);
        }
        draw();
    }

    private HBox tools() {
        hint.setId("mesh-hint");
        hint.setWrapText(true);
        HBox.setHgrow(hint, Priority.ALWAYS);
        // A word of the usual type, by which the type of the picture goes.
        ruler.setVisible(false);
        ruler.setManaged(false);
        HBox tools = new HBox(
                4,
                IconButton.flat(Feather.ZOOM_IN, "mesh.zoom-in", canvas::zoomIn),
                IconButton.flat(Feather.ZOOM_OUT, "mesh.zoom-out", canvas::zoomOut),
                IconButton.flat(Feather.MAXIMIZE, "mesh.fit", canvas::fit),
                IconButton.flat(Feather.MINUS_SQUARE, "command.fold-all", this::toggleAll),
                search,
                hint,
                ruler);
        tools.setAlignment(Pos.CENTER_LEFT);
        tools.setPadding(new Insets(6));
        return tools;
    }

    /** Always there: what each colour, line, icon and word of a connection stands for; sidecars have their words. */
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
}
