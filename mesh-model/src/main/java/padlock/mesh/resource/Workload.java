package padlock.mesh.resource;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A Deployment, StatefulSet, DaemonSet, ReplicaSet, Job, CronJob, or a Pod without a controller, as its pod template
 * has it.
 *
 * @param hostNetworkAt where it says that its pods use the network of their node; empty where they do not
 * @param proxyContainer for a Pod: whether an {@code istio-proxy} container is among its own, and where that shows;
 *     empty for a template, which the injection webhook decides
 * @param proxyMetadata what its proxy is told beside the mesh's settings
 * @param address where a machine outside the cluster is, or the name that it goes by; empty for what runs in pods
 * @param probes what the kubelet asks its containers
 * @param environment the variables of its containers whose values are written
 * @param secrets the names of the Secrets that its program finds in files
 * @param podAddresses where its first pods are, as far as manifests of running pods tell
 */
public record Workload(
        Metadata metadata,
        Labels labels,
        Labels annotations,
        String serviceAccount,
        int replicas,
        List<ContainerPort> ports,
        Optional<Origin> hostNetworkAt,
        Optional<Located<Boolean>> proxyContainer,
        Labels proxyMetadata,
        Optional<String> address,
        List<Probe> probes,
        Labels environment,
        List<String> secrets,
        List<String> podAddresses)
        implements Resource {

    private static final String TEMPLATES = "inject.istio.io/templates";
    private static final String ROLE = "istio";
    private static final String GATEWAY_NAME = "gateway.networking.k8s.io/gateway-name";

    /** A port that a container declares; the name is empty where it has none. */
    public record ContainerPort(String name, int number) {}

    /** What runs in pods, whose proxy is told nothing of its own, and of whose fields no place is known. */
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
                Optional.of(metadata.origin()).filter(origin -> hostNetwork),
                hasProxyContainer.map(has -> new Located<>(has, metadata.origin())),
                Labels.NONE,
                Optional.empty(),
                List.of(),
                Labels.NONE,
                List.of(),
                List.of());
    }

    public Workload {
        ports = List.copyOf(ports);
        probes = List.copyOf(probes);
        secrets = List.copyOf(secrets);
        podAddresses = List.copyOf(podAddresses);
    }

    /**
     * A machine outside the cluster. One that takes mutual TLS, by its label or because it has a service account, has a
     * sidecar (R4.4), which goes by the account {@code default} if none is given.
     */
    public static Workload machine(
            Metadata metadata,
            Labels labels,
            Optional<Located<String>> serviceAccount,
            List<ContainerPort> ports,
            String address) {
        boolean sidecar =
                labels.get(Instance.TLS_MODE_LABEL).map("istio"::equals).orElse(serviceAccount.isPresent());
        Origin shown = labels.originOf(Instance.TLS_MODE_LABEL)
                .or(() -> serviceAccount.map(Located::origin))
                .orElse(metadata.origin());
        return new Workload(
                metadata,
                labels,
                Labels.NONE,
                serviceAccount.map(Located::value).orElse(sidecar ? "default" : ""),
                1,
                ports,
                Optional.empty(),
                Optional.of(new Located<>(sidecar, shown)),
                Labels.NONE,
                Optional.of(address),
                List.of(),
                Labels.NONE,
                List.of(),
                List.of());
    }

    public boolean hostNetwork() {
        return hostNetworkAt.isPresent();
    }

    public Optional<Boolean> hasProxyContainer() {
        return proxyContainer.map(Located::value);
    }

    public boolean isMachine() {
        return address.isPresent();
    }

    /** Whether it is an endpoint that a ServiceEntry lists, which no selector finds. */
    public boolean isListed() {
        return id().kind().equals(ServiceEntry.KIND);
    }

    boolean sameMachineAs(Workload other) {
        return id().equals(other.id()) && address.equals(other.address());
    }

    public String namespace() {
        return id().namespace();
    }

    /** The name of its manifest; a machine that a ServiceEntry lists goes by its address. */
    public String name() {
        return isListed() ? address.orElseThrow() : id().name();
    }

    /**
     * Whether its pods are a proxy alone, without a program beside it: those that are injected with the template
     * {@code gateway}, or carry the labels by which Istio's own installations and the Gateway API name them.
     */
    public boolean isGateway() {
        return injectsGateway() || playsGateway() || labels.get(GATEWAY_NAME).isPresent();
    }

    /** Where it says that it is a gateway. */
    public Optional<Origin> gatewayOrigin() {
        return injectsGateway()
                ? annotations.originOf(TEMPLATES)
                : labels.originOf(playsGateway() ? ROLE : GATEWAY_NAME);
    }

    private boolean injectsGateway() {
        return annotations.get(TEMPLATES).filter("gateway"::equals).isPresent();
    }

    private boolean playsGateway() {
        return labels.get(ROLE).filter(role -> role.endsWith("gateway")).isPresent();
    }

    /** This workload, of which it is known that its program listens on these ports as well. */
    public Workload listeningAlso(List<ContainerPort> more) {
        List<ContainerPort> all = new ArrayList<>(ports);
        all.addAll(more);
        return with(metadata, labels, annotations, replicas, all, podAddresses);
    }

    /** As many pods of it, under what may be another name. */
    public Workload replicated(Metadata as, int pods) {
        return with(as, labels, annotations, pods, ports, podAddresses);
    }

    /** This workload with other labels and annotations of its pods. */
    public Workload described(Labels newLabels, Labels newAnnotations) {
        return with(metadata, newLabels, newAnnotations, replicas, ports, podAddresses);
    }

    /** This workload, of whose first pods it is known where they are. */
    public Workload withPodsAt(List<String> addresses) {
        return with(metadata, labels, annotations, replicas, ports, addresses);
    }

    @Override
    public Workload createdAt(Instant instant) {
        return with(metadata.createdAt(instant), labels, annotations, replicas, ports, podAddresses);
    }

    private Workload with(
            Metadata newMetadata,
            Labels newLabels,
            Labels newAnnotations,
            int newReplicas,
            List<ContainerPort> newPorts,
            List<String> newPodAddresses) {
        return new Workload(
                newMetadata,
                newLabels,
                newAnnotations,
                serviceAccount,
                newReplicas,
                newPorts,
                hostNetworkAt,
                proxyContainer,
                proxyMetadata,
                address,
                probes,
                environment,
                secrets,
                newPodAddresses);
    }
}
