package padlock.ui.topology;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eclipse.elk.alg.layered.options.LayeredMetaDataProvider;
import org.eclipse.elk.alg.layered.options.LayeredOptions;
import org.eclipse.elk.alg.layered.options.NodePlacementStrategy;
import org.eclipse.elk.core.RecursiveGraphLayoutEngine;
import org.eclipse.elk.core.data.LayoutMetaDataService;
import org.eclipse.elk.core.math.ElkPadding;
import org.eclipse.elk.core.options.CoreOptions;
import org.eclipse.elk.core.options.Direction;
import org.eclipse.elk.core.options.EdgeLabelPlacement;
import org.eclipse.elk.core.options.EdgeRouting;
import org.eclipse.elk.core.options.HierarchyHandling;
import org.eclipse.elk.core.util.BasicProgressMonitor;
import org.eclipse.elk.graph.ElkEdge;
import org.eclipse.elk.graph.ElkEdgeSection;
import org.eclipse.elk.graph.ElkLabel;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.util.ElkGraphUtil;
import padlock.mesh.history.WorkloadName;

/**
 * Where everything is drawn: a function of what there is and of the size of the type, in the same units as the
 * window's.
 *
 * @param type the size of the type for which there is room
 * @param controlPlane outside of the mesh, as is the authority
 * @param namespaces by name
 * @param nodes workloads by {@code namespace/name}, collapsed namespaces by name, and hosts outside
 * @param routes by the names of the arrows
 */
public record MeshLayout(
        double type,
        double width,
        double height,
        Box controlPlane,
        Box authority,
        SortedMap<String, Box> namespaces,
        SortedMap<String, Box> nodes,
        SortedMap<String, Route> routes) {

    /** For which the sizes below are. */
    static final double USUAL_TYPE = 14;

    private static final double NODE_WIDTH = 176;
    private static final double MOST_NODE_WIDTH = 260;
    /** Of a letter of a name, as wide as most are, and of what stands beside the name. */
    private static final double LETTER = 9.2;

    private static final double BESIDE_NAME = 26;
    private static final double NODE_HEIGHT = 62;
    private static final double SYSTEM_WIDTH = 216;
    private static final double COLLAPSED_WIDTH = 290;
    private static final double LABEL_WIDTH = 120;
    /** Of an arrow that stands for several connections, which says how many. */
    private static final double BUNDLE_LABEL_WIDTH = 186;

    private static final double LABEL_HEIGHT = 24;

    private static final double GAP = 18;
    private static final double BETWEEN_LAYERS = 26;
    private static final double TITLE = 34;
    private static final double MARGIN = 20;
    /** Of the room that a picture mostly has. */
    private static final double USUAL_PROPORTION = 1.6;

    /** A rectangle, by its upper left corner. */
    public record Box(double x, double y, double width, double height) {

        Point centre() {
            return new Point(x + width / 2, y + height / 2);
        }

        /** Where a straight line from its middle to a place leaves it. */
        Point edge(Point to) {
            double right = to.x() - centre().x();
            double down = to.y() - centre().y();
            double share = Math.min(1, Math.min(width / 2 / Math.abs(right), height / 2 / Math.abs(down)));
            return new Point(centre().x() + share * right, centre().y() + share * down);
        }
    }

    /** The way of an arrow, with room for its label. */
    public record Route(List<Point> points, Box label) {
        public Route {
            points = List.copyOf(points);
        }
    }

    /** A place. */
    public record Point(double x, double y) {}

    static {
        LayoutMetaDataService.getInstance().registerLayoutMetaDataProviders(new LayeredMetaDataProvider());
    }

    public static MeshLayout of(MeshGraph graph) {
        return of(graph, USUAL_TYPE);
    }

    /**
     * From left to right or from top to bottom, under those who look after it or beside them: whatever can be shown
     * larger.
     */
    static MeshLayout of(MeshGraph graph, double type) {
        List<Direction> directions =
                graph.isLarge() ? List.of(Direction.RIGHT) : List.of(Direction.RIGHT, Direction.DOWN);
        return directions.stream()
                .map(direction -> new Drawing(graph, type, direction))
                .flatMap(Drawing::layouts)
                .max(Comparator.comparingDouble(MeshLayout::enlargement))
                .orElseThrow();
    }

    private double enlargement() {
        return Math.min(USUAL_PROPORTION / width, 1 / height);
    }

    private static final class Drawing {

        private final ElkNode root = ElkGraphUtil.createGraph();
        private final MeshGraph graph;
        private final double type;
        private final double size;
        private final Direction direction;
        private final boolean large;
        private final Map<String, ElkNode> namespaces = new LinkedHashMap<>();
        private final Map<String, ElkNode> nodes = new LinkedHashMap<>();
        private final Map<String, ElkEdge> edges = new LinkedHashMap<>();

        Drawing(MeshGraph graph, double type, Direction direction) {
            this.graph = graph;
            this.type = type;
            this.size = type / USUAL_TYPE;
            this.direction = direction;
            large = graph.isLarge();
            arrange(root, 8);
            graph.namespaces().forEach(this::add);
            graph.hosts().forEach(host -> nodes.put(host, node(root, host)));
            graph.edges().forEach(this::add);
        }

        private void arrange(ElkNode container, double top) {
            container.setProperty(CoreOptions.ALGORITHM, "org.eclipse.elk.layered");
            container.setProperty(CoreOptions.DIRECTION, direction);
            container.setProperty(CoreOptions.HIERARCHY_HANDLING, HierarchyHandling.INCLUDE_CHILDREN);
            container.setProperty(CoreOptions.EDGE_ROUTING, EdgeRouting.ORTHOGONAL);
            container.setProperty(CoreOptions.PADDING, new ElkPadding(top * size + MARGIN - 4, MARGIN, MARGIN, MARGIN));
            container.setProperty(LayeredOptions.SPACING_NODE_NODE, GAP);
            container.setProperty(LayeredOptions.SPACING_EDGE_NODE, GAP / 2);
            container.setProperty(LayeredOptions.SPACING_EDGE_EDGE, GAP / 2);
            container.setProperty(LayeredOptions.SPACING_NODE_NODE_BETWEEN_LAYERS, BETWEEN_LAYERS);
            container.setProperty(CoreOptions.RANDOM_SEED, 1);
            if (large) {
                container.setProperty(LayeredOptions.THOROUGHNESS, 1);
            } else {
                container.setProperty(LayeredOptions.NODE_PLACEMENT_STRATEGY, NodePlacementStrategy.NETWORK_SIMPLEX);
            }
        }

        private void add(String namespace, List<WorkloadName> workloads) {
            if (graph.collapsed().contains(namespace)) {
                ElkNode box = ElkGraphUtil.createNode(root);
                box.setDimensions(COLLAPSED_WIDTH * size, (NODE_HEIGHT + TITLE) * size);
                namespaces.put(namespace, box);
                nodes.put(namespace, box);
                return;
            }
            ElkNode box = ElkGraphUtil.createNode(root);
            arrange(box, TITLE);
            namespaces.put(namespace, box);
            workloads.forEach(workload -> nodes.put(workload.toString(), node(box, workload.name())));
        }

        private ElkNode node(ElkNode container, String name) {
            ElkNode node = ElkGraphUtil.createNode(container);
            double width = Math.min(MOST_NODE_WIDTH, Math.max(NODE_WIDTH, name.length() * LETTER + BESIDE_NAME));
            node.setDimensions(width * size, NODE_HEIGHT * size);
            return node;
        }

        private void add(MeshGraph.Edge arrow) {
            ElkEdge edge = ElkGraphUtil.createSimpleEdge(nodes.get(arrow.from()), nodes.get(arrow.to()));
            ElkLabel label = ElkGraphUtil.createLabel("label", edge);
            label.setDimensions(
                    (arrow.links().size() == 1 ? LABEL_WIDTH : BUNDLE_LABEL_WIDTH) * size, LABEL_HEIGHT * size);
            label.setProperty(CoreOptions.EDGE_LABELS_PLACEMENT, EdgeLabelPlacement.CENTER);
            label.setProperty(CoreOptions.EDGE_LABELS_INLINE, true);
            edges.put(arrow.name(), edge);
        }

        Stream<MeshLayout> layouts() {
            new RecursiveGraphLayoutEngine().layout(root, new BasicProgressMonitor());
            return Stream.of(under(), beside());
        }

        private MeshLayout under() {
            double both = 2 * SYSTEM_WIDTH * size + GAP;
            double width = Math.max(root.getWidth(), both + 2 * MARGIN);
            double band = MARGIN + NODE_HEIGHT * size;
            double left = (width - both) / 2;
            root.setLocation((width - root.getWidth()) / 2, band);
            return placed(
                    width,
                    band + root.getHeight(),
                    system(left, MARGIN),
                    system(left + SYSTEM_WIDTH * size + GAP, MARGIN));
        }

        private MeshLayout beside() {
            double column = MARGIN + SYSTEM_WIDTH * size;
            double both = 2 * NODE_HEIGHT * size + GAP;
            double height = Math.max(root.getHeight(), both + 2 * MARGIN);
            double top = (height - both) / 2;
            root.setLocation(column, (height - root.getHeight()) / 2);
            return placed(
                    column + root.getWidth(),
                    height,
                    system(MARGIN, top),
                    system(MARGIN, top + NODE_HEIGHT * size + GAP));
        }

        private Box system(double x, double y) {
            return new Box(x, y, SYSTEM_WIDTH * size, NODE_HEIGHT * size);
        }

        private MeshLayout placed(double width, double height, Box controlPlane, Box authority) {
            SortedMap<String, Box> boxes = new TreeMap<>();
            namespaces.forEach((name, node) -> boxes.put(name, box(node)));
            SortedMap<String, Box> all = new TreeMap<>();
            nodes.forEach((name, node) -> all.put(name, box(node)));
            SortedMap<String, Route> routes = new TreeMap<>();
            edges.forEach((name, edge) -> routes.put(name, route(edge)));
            return new MeshLayout(type, width, height, controlPlane, authority, boxes, all, routes);
        }

        private static Box box(ElkNode node) {
            Point corner = corner(node);
            return new Box(corner.x(), corner.y(), node.getWidth(), node.getHeight());
        }

        private static Point corner(ElkNode node) {
            double x = 0;
            double y = 0;
            for (ElkNode each = node; each != null; each = each.getParent()) {
                x += each.getX();
                y += each.getY();
            }
            return new Point(x, y);
        }

        /** ELK counts from the corner of the box that holds both ends. */
        private Route route(ElkEdge edge) {
            Point origin = corner(edge.getContainingNode());
            List<Point> points = new ArrayList<>();
            for (ElkEdgeSection section : edge.getSections()) {
                points.add(at(origin, section.getStartX(), section.getStartY()));
                section.getBendPoints().forEach(bend -> points.add(at(origin, bend.getX(), bend.getY())));
                points.add(at(origin, section.getEndX(), section.getEndY()));
            }
            ElkLabel label = edge.getLabels().get(0);
            Point place = at(origin, label.getX(), label.getY());
            return new Route(points, new Box(place.x(), place.y(), label.getWidth(), label.getHeight()));
        }

        private static Point at(Point origin, double x, double y) {
            return new Point(origin.x() + x, origin.y() + y);
        }
    }
}
