package padlock.ui.details;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import padlock.mesh.actor.Wiretap.Holding;
import padlock.mesh.history.Link;
import padlock.mesh.history.LinkHistory;
import padlock.mesh.history.MeshView;
import padlock.mesh.history.WorkloadName;
import padlock.mesh.policy.Cluster;
import padlock.mesh.policy.SidecarConfig;
import padlock.ui.player.Played;

/** A run at an instant: all that can be told of it. */
record Moment(Played played, MeshView mesh, Instant now) {

    LinkHistory links() {
        return played.links();
    }

    List<MeshView.Pod> pods(WorkloadName workload) {
        return mesh.pods().values().stream()
                .filter(pod -> WorkloadName.of(pod.id()).equals(workload))
                .toList();
    }

    /** What the sidecar of a pod goes by; empty where there is none. */
    Optional<Holding> holding(MeshView.Pod pod) {
        return pod.sidecar() ? played.holdings().at(pod.id(), now) : Optional.empty();
    }

    /** What the control plane told the sidecar of a pod last. */
    Optional<SidecarConfig> config(MeshView.Pod pod) {
        return pod.applied() == 0 ? Optional.empty() : holding(pod).flatMap(Holding::config);
    }

    /** What sidecars know of a host, by the first that knows it. */
    List<Cluster> clusters(String host) {
        return configs()
                .map(config -> config.clusters().stream()
                        .filter(cluster -> cluster.host().equals(host))
                        .toList())
                .filter(found -> !found.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    /** The hosts that lead to a workload, as far as any sidecar knows. */
    List<String> hosts(WorkloadName workload) {
        return configs()
                .map(config -> config.clusters().stream()
                        .filter(cluster -> cluster.endpoints().stream()
                                .anyMatch(endpoint ->
                                        WorkloadName.of(endpoint.instance()).equals(workload)))
                        .map(Cluster::host)
                        .distinct()
                        .toList())
                .filter(found -> !found.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    private Stream<SidecarConfig> configs() {
        return mesh.pods().values().stream().flatMap(pod -> config(pod).stream());
    }

    Stream<Link> links(WorkloadName from) {
        return links().links().stream().filter(link -> link.from().equals(from));
    }
}
