package padlock.mesh.resource;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A Deployment, StatefulSet, DaemonSet, ReplicaSet, Job, CronJob, or a Pod without a controller, as its pod template
 * has it.
 *
 * @param hasProxyContainer for a Pod: whether an {@code istio-proxy} container is among its own; empty for a template,
 *     which the injection webhook decides
 */
public record Workload(
        Metadata metadata,
        Labels labels,
        Labels annotations,
        String serviceAccount,
        int replicas,
        List<ContainerPort> ports,
        boolean hostNetwork,
        Optional<Boolean> hasProxyContainer)
        implements Resource {

    /** A port that a container declares; the name is empty where it has none. */
    public record ContainerPort(String name, int number) {}

    public Workload {
        ports = List.copyOf(ports);
    }

    public String namespace() {
        return id().namespace();
    }

    public String name() {
        return id().name();
    }

    @Override
    public Workload createdAt(Instant instant) {
        return new Workload(
                metadata.createdAt(instant),
                labels,
                annotations,
                serviceAccount,
                replicas,
                ports,
                hostNetwork,
                hasProxyContainer);
    }
}
