package padlock.ui.topology;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import padlock.mesh.history.Link;
import padlock.mesh.history.MeshView;
import padlock.mesh.history.WorkloadName;

/**
 * What is drawn: everything that is ever there in a run, so that nothing moves while it is played.
 *
 * @param hosts names that lead to no workload, each a node outside of every namespace
 * @param collapsed namespaces of which only the box is drawn, where all connections of its workloads end
 */
public record MeshGraph(
        SortedMap<String, List<WorkloadName>> namespaces,
        List<String> hosts,
        List<Link> links,
        SortedSet<String> collapsed) {

    /** From here on nobody sees one crossing less, but everybody waits for it. */
    private static final int MANY_ARROWS = 150;

    /**
     * An arrow: one connection, or all from one end to the other where an end is a collapsed namespace.
     *
     * @param from the name of a workload, or of a collapsed namespace
     * @param to likewise, or the name that nobody has
     */
    record Edge(String name, String from, String to, List<Link> links) {
        Edge {
            links = List.copyOf(links);
        }
    }

    public MeshGraph {
        hosts = List.copyOf(hosts);
        links = List.copyOf(links);
        collapsed = Collections.unmodifiableSortedSet(new TreeSet<>(collapsed));
    }

    /** One that shows all of it. */
    public MeshGraph(SortedMap<String, List<WorkloadName>> namespaces, List<String> hosts, List<Link> links) {
        this(namespaces, hosts, links, new TreeSet<>());
    }

    /** Of all pods that run at the end or take part in a connection. */
    public static MeshGraph of(MeshView end, List<Link> links) {
        SortedSet<WorkloadName> workloads = new TreeSet<>();
        end.pods().keySet().forEach(pod -> workloads.add(WorkloadName.of(pod)));
        links.forEach(link -> {
            workloads.add(link.from());
            link.endpoint().ifPresent(workloads::add);
        });
        SortedMap<String, List<WorkloadName>> namespaces = new TreeMap<>();
        workloads.forEach(workload -> namespaces
                .computeIfAbsent(workload.namespace(), namespace -> new ArrayList<>())
                .add(workload));
        List<String> hosts = links.stream()
                .flatMap(link -> strangeHost(link).stream())
                .distinct()
                .sorted()
                .toList();
        return new MeshGraph(namespaces, hosts, links);
    }

    /** The same with these namespaces collapsed, as far as there are such. */
    MeshGraph collapsing(SortedSet<String> wanted) {
        SortedSet<String> known = new TreeSet<>(wanted);
        known.retainAll(namespaces.keySet());
        return new MeshGraph(namespaces, hosts, links, known);
    }

    /** As it is shown first: of a mesh too large to be read, each namespace as one box. */
    public MeshGraph atFirst() {
        return isLarge() && namespaces.size() > 1 ? collapsing(new TreeSet<>(namespaces.keySet())) : this;
    }

    /** Whether laying it out takes so long that it is noticed, and nobody can read all of it at once. */
    boolean isLarge() {
        return edges().size() > MANY_ARROWS;
    }

    /** All arrows, each with the connections that it stands for. */
    List<Edge> edges() {
        Map<String, List<Link>> bundles = new LinkedHashMap<>();
        links.stream()
                .filter(link -> !isWithin(link))
                .forEach(link -> bundles.computeIfAbsent(edgeName(link), name -> new ArrayList<>())
                        .add(link));
        List<Edge> edges = new ArrayList<>();
        bundles.forEach((name, bundle) -> edges.add(new Edge(name, from(bundle.get(0)), to(bundle.get(0)), bundle)));
        return edges;
    }

    /** The connections that are not drawn because both their ends are in this collapsed namespace. */
    List<Link> within(String namespace) {
        return links.stream()
                .filter(link -> isWithin(link) && from(link).equals(namespace))
                .toList();
    }

    /** The workloads that are drawn. */
    Stream<WorkloadName> workloads() {
        return namespaces.entrySet().stream()
                .filter(namespace -> !collapsed.contains(namespace.getKey()))
                .flatMap(namespace -> namespace.getValue().stream());
    }

    /** The box or node that stands for a workload. */
    String node(WorkloadName workload) {
        return collapsed.contains(workload.namespace()) ? workload.namespace() : workload.toString();
    }

    private boolean isWithin(Link link) {
        return from(link).equals(to(link)) && collapsed.contains(from(link));
    }

    private String edgeName(Link link) {
        boolean bundled = collapsed.contains(from(link)) || collapsed.contains(to(link));
        return bundled ? from(link) + " > " + to(link) : link.toString();
    }

    String from(Link link) {
        return node(link.from());
    }

    /** Whom an arrow points at. */
    String to(Link link) {
        return link.endpoint().map(this::node).orElse(link.to());
    }

    private static Optional<String> strangeHost(Link link) {
        return link.endpoint().isPresent() ? Optional.empty() : Optional.of(link.to());
    }
}
