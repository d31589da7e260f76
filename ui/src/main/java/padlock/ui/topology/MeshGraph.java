package padlock.ui.topology;

import java.util.ArrayList;
import java.util.List;
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
 */
public record MeshGraph(SortedMap<String, List<WorkloadName>> namespaces, List<String> hosts, List<Link> links) {

    public MeshGraph {
        hosts = List.copyOf(hosts);
        links = List.copyOf(links);
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

    /** Whom an arrow points at. */
    static String target(Link link) {
        return link.endpoint().map(WorkloadName::toString).orElse(link.to());
    }

    Stream<WorkloadName> workloads() {
        return namespaces.values().stream().flatMap(List::stream);
    }

    private static Optional<String> strangeHost(Link link) {
        return link.endpoint().isPresent() ? Optional.empty() : Optional.of(link.to());
    }
}
