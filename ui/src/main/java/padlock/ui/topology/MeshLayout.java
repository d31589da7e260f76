package padlock.ui.topology;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.elk.alg.layered.options.LayeredMetaDataProvider;
import org.eclipse.elk.alg.layered.options.LayeredOptions;
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
import padlock.mesh.history.Link;
import padlock.mesh.history.WorkloadName;

/**
 * Where everything is drawn: a function of what there is, in the same units as the window's.
 *
 * @param namespaces by name
 * @param nodes workloads by {@code namespace/name}, and hosts outside
 */
public record MeshLayout(
        double width,
        double height,
        SortedMap<String, Box> namespaces,
        SortedMap<String, Box> nodes,
        SortedMap<Link, Route> routes) {

    static final double NODE_WIDTH = 168;
    static final double NODE_HEIGHT = 62;
    static final double LABEL_WIDTH = 132;
    static final double LABEL_HEIGHT = 24;

    private static final double GAP = 26;
    private static final double BETWEEN_LAYERS = 40;
    private static final double TITLE = 34;
    /** From here on nobody sees one crossing less, but everybody waits for it. */
    private static final int MANY_LINKS = 150;

    /** A rectangle, by its upper left corner. */
    public record Box(double x, double y, double width, double height) {}

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
        return new Drawing(graph).layout();
    }

    private static final class Drawing {

        private final ElkNode root = ElkGraphUtil.createGraph();
        private final boolean large;
        private final Map<String, ElkNode> namespaces = new LinkedHashMap<>();
        private final Map<String, ElkNode> nodes = new LinkedHashMap<>();
        private final Map<Link, ElkEdge> edges = new LinkedHashMap<>();

        Drawing(MeshGraph graph) {
            large = graph.links().size() > MANY_LINKS;
            arrange(root, 8);
            graph.namespaces().forEach(this::add);
            graph.hosts().forEach(host -> nodes.put(host, node(root)));
            graph.links().forEach(this::add);
        }

        private void arrange(ElkNode container, double top) {
            container.setProperty(CoreOptions.ALGORITHM, "org.eclipse.elk.layered");
            container.setProperty(CoreOptions.DIRECTION, Direction.RIGHT);
            container.setProperty(CoreOptions.HIERARCHY_HANDLING, HierarchyHandling.INCLUDE_CHILDREN);
            container.setProperty(CoreOptions.EDGE_ROUTING, EdgeRouting.ORTHOGONAL);
            container.setProperty(CoreOptions.PADDING, new ElkPadding(top + 16, 20, 20, 20));
            container.setProperty(LayeredOptions.SPACING_NODE_NODE, GAP);
            container.setProperty(LayeredOptions.SPACING_EDGE_NODE, GAP / 2);
            container.setProperty(LayeredOptions.SPACING_EDGE_EDGE, GAP / 2);
            container.setProperty(LayeredOptions.SPACING_NODE_NODE_BETWEEN_LAYERS, BETWEEN_LAYERS);
            container.setProperty(CoreOptions.RANDOM_SEED, 1);
            if (large) {
                container.setProperty(LayeredOptions.THOROUGHNESS, 1);
            }
        }

        private void add(String namespace, List<WorkloadName> workloads) {
            ElkNode box = ElkGraphUtil.createNode(root);
            arrange(box, TITLE);
            namespaces.put(namespace, box);
            workloads.forEach(workload -> nodes.put(workload.toString(), node(box)));
        }

        private static ElkNode node(ElkNode container) {
            ElkNode node = ElkGraphUtil.createNode(container);
            node.setDimensions(NODE_WIDTH, NODE_HEIGHT);
            return node;
        }

        private void add(Link link) {
            ElkEdge edge =
                    ElkGraphUtil.createSimpleEdge(nodes.get(link.from().toString()), nodes.get(MeshGraph.target(link)));
            ElkLabel label = ElkGraphUtil.createLabel("label", edge);
            label.setDimensions(LABEL_WIDTH, LABEL_HEIGHT);
            label.setProperty(CoreOptions.EDGE_LABELS_PLACEMENT, EdgeLabelPlacement.CENTER);
            label.setProperty(CoreOptions.EDGE_LABELS_INLINE, true);
            edges.put(link, edge);
        }

        MeshLayout layout() {
            new RecursiveGraphLayoutEngine().layout(root, new BasicProgressMonitor());
            SortedMap<String, Box> boxes = new TreeMap<>();
            namespaces.forEach((name, node) -> boxes.put(name, box(node)));
            SortedMap<String, Box> placed = new TreeMap<>();
            nodes.forEach((name, node) -> placed.put(name, box(node)));
            SortedMap<Link, Route> routes = new TreeMap<>();
            edges.forEach((link, edge) -> routes.put(link, route(edge)));
            return new MeshLayout(root.getWidth(), root.getHeight(), boxes, placed, routes);
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
        private static Route route(ElkEdge edge) {
            Point origin = corner(edge.getContainingNode());
            List<Point> points = new ArrayList<>();
            for (ElkEdgeSection section : edge.getSections()) {
                points.add(at(origin, section.getStartX(), section.getStartY()));
                section.getBendPoints().forEach(bend -> points.add(at(origin, bend.getX(), bend.getY())));
                points.add(at(origin, section.getEndX(), section.getEndY()));
            }
            ElkLabel label = edge.getLabels().get(0);
            Point place = at(origin, label.getX(), label.getY());
            return new Route(points, new Box(place.x(), place.y(), LABEL_WIDTH, LABEL_HEIGHT));
        }

        private static Point at(Point origin, double x, double y) {
            return new Point(origin.x() + x, origin.y() + y);
        }
    }
}
