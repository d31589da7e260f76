package padlock.ui.topology;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import padlock.mesh.history.Link;
import padlock.mesh.history.WorkloadName;
import padlock.mesh.resource.Service;
import padlock.ui.player.Played;
import padlock.ui.player.Subject;

/** Who in the picture has a name like the one that a person looks for. */
final class MeshSearch {

    private final MeshGraph graph;
    private final SortedSet<String> hosts = new TreeSet<>();

    MeshSearch(MeshGraph graph, Played played) {
        this.graph = graph;
        played.run().scenario().mesh().stream()
                .filter(Service.class::isInstance)
                .map(service -> ((Service) service).host())
                .forEach(hosts::add);
        graph.links().stream().map(Link::host).forEach(hosts::add);
    }

    /** The best first: whose name begins so, then whose name has it anywhere; none for nothing. */
    List<Subject> matching(String text) {
        String wanted = text.strip().toLowerCase(Locale.ROOT);
        return wanted.isEmpty()
                ? List.of()
                : all().filter(subject ->
                                subject.name().toLowerCase(Locale.ROOT).contains(wanted))
                        .sorted(Comparator.comparing(
                                subject -> !shortName(subject).startsWith(wanted)))
                        .toList();
    }

    /** What is drawn of something: itself, or the workloads that answer to a name. */
    List<Subject> drawn(Subject subject) {
        if (!(subject instanceof Subject.OfService service)) {
            return List.of(subject);
        }
        List<Subject> endpoints = graph.links().stream()
                .filter(link -> link.host().equals(service.host()))
                .flatMap(link -> link.endpoint().stream())
                .distinct()
                .<Subject>map(Subject.OfWorkload::new)
                .toList();
        return endpoints.isEmpty() ? List.of(subject) : endpoints;
    }

    private Stream<Subject> all() {
        return Stream.of(
                        Stream.of(new Subject.ControlPlane(), new Subject.Authority()),
                        graph.namespaces().keySet().stream().map(Subject.OfNamespace::new),
                        graph.namespaces().values().stream()
                                .flatMap(List<WorkloadName>::stream)
                                .map(Subject.OfWorkload::new),
                        hosts.stream().map(Subject.OfService::new))
                .flatMap(subjects -> subjects);
    }

    private static String shortName(Subject subject) {
        String name = subject instanceof Subject.OfWorkload workload
                ? workload.workload().name()
                : subject.name();
        return name.toLowerCase(Locale.ROOT);
    }
}
