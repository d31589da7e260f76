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
 * @param proxyMetadata what its proxy is told beside the mesh's settings
 */
public record Workload(
        Metadata metadata,
        Labels labels,
        Labels annotations,
        String serviceAccount,
        int replicas,
        List<ContainerPort> ports,
        boolean hostNetwork,
        Optional<Boolean> hasProxyContainer,
        Labels proxyMetadata)
        implements Resource {

    private static final String TEMPLATES = "inject.istio.io/templates";

    /** A port that a container declares; the name is empty where it has none. */
    public record ContainerPort(String name, int number) {}

    /** A workload whose proxy is told nothing of its own. */
    public Workload(
            Metadata metadata,
            Labels labels,
            Labels annotations,
            String serviceAccount,
            int replicas,
            List<ContainerPort> ports,
            boolean hostNetwork,
            Optional<Boolean> hasProxyContainer) {
        this(
                metadata,
                labels,
                annotations,
                serviceAccount,
                replicas,
                ports,
                hostNetwork,
                hasProxyContainer,
                Labels.NONE);
    }

    public Workload {
        ports = List.copyOf(ports);
    }

    public String namespace() {
        return id().namespace();
    }

    public String name() {
        return id().name();
    }

    /**
     * Whether its pods are a proxy alone, without a program beside it: those that are injected with the template
     * {@code gateway}, or carry the labels by which Istio's own installations and the Gateway API name them.
     */
    public boolean isGateway() {
        return annotations.get(TEMPLATES).filter("gateway"::equals).isPresent()
                || labels.get("istio").filter(role -> role.endsWith("gateway")).isPresent()
                || labels.get("gateway.networking.k8s.io/gateway-name").isPresent();
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
                hasProxyContainer,
                proxyMetadata);
    }
}
