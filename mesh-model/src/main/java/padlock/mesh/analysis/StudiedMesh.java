package padlock.mesh.analysis;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import padlock.mesh.policy.Cluster;
import padlock.mesh.policy.Compilation;
import padlock.mesh.policy.Hosts;
import padlock.mesh.policy.Injection;
import padlock.mesh.policy.Precedence;
import padlock.mesh.policy.SidecarConfig;
import padlock.mesh.resource.DestinationRule;
import padlock.mesh.resource.Instance;
import padlock.mesh.resource.InstanceId;
import padlock.mesh.resource.Labels;
import padlock.mesh.resource.Mesh;
import padlock.mesh.resource.Resource;
import padlock.mesh.resource.Service;
import padlock.mesh.resource.Service.ServicePort;
import padlock.mesh.resource.Workload;

/** What checks look at: what is applied, what each sidecar holds of it, and what becomes of each call. */
final class StudiedMesh {

    private final Mesh mesh;
    private final List<Conversation> conversations;
    private final Written written;
    private final SortedMap<InstanceId, SidecarConfig> configs = new TreeMap<>();
    private final Map<InstanceId, Map<String, Cluster>> clusters = new LinkedHashMap<>();

    StudiedMesh(Mesh applied, Precedence precedence, List<Conversation> conversations, Written written) {
        this.written = written;
        this.conversations = conversations;
        SortedMap<InstanceId, Instance> instances = new TreeMap<>();
        for (Workload workload : applied.workloads()) {
            InstanceId id = id(workload);
            boolean sidecar = Injection.decide(workload, applied).value();
            instances.put(id, new Instance(id, workload, id.toString(), sidecar));
        }
        mesh = applied.running(instances);
        Compilation compilation = new Compilation(mesh, precedence);
        instances.values().stream()
                .filter(Instance::sidecar)
                .forEach(instance -> configs.put(instance.id(), compilation.of(instance)));
    }

    Mesh mesh() {
        return mesh;
    }

    List<Conversation> conversations() {
        return conversations;
    }

    Written written() {
        return written;
    }

    List<WrittenAccess> access() {
        return written.access();
    }

    /** Whether a host, which may be a wildcard, is of a service or a ServiceEntry. */
    boolean isKnown(String host) {
        return mesh.services().stream().anyMatch(service -> Hosts.matches(host, service.host()))
                || written.hosts().stream().anyMatch(entry -> Hosts.matches(host, entry));
    }

    /** The workloads that an AuthorizationPolicy selects; in the root namespace it selects everywhere. */
    List<Workload> selected(WrittenAccess policy) {
        boolean everywhere = policy.namespace().equals(mesh.settings().rootNamespace());
        return mesh.workloads().stream()
                .filter(workload -> everywhere || workload.namespace().equals(policy.namespace()))
                .filter(workload ->
                        policy.selector().map(workload.labels()::containsAll).orElse(true))
                .toList();
    }

    /** One for each different configuration that a sidecar holds. */
    Collection<SidecarConfig> configs() {
        return configs.values();
    }

    Instance instance(Workload workload) {
        return mesh.instances().get(id(workload));
    }

    boolean hasSidecar(Workload workload) {
        return configs.containsKey(id(workload));
    }

    /** Whether a workload is in the mesh without a sidecar, by the proxy of its node. */
    boolean isAmbient(Workload workload) {
        return workload.labels()
                .get(NamespaceChecks.AMBIENT)
                .or(() -> mesh.namespaceLabels(workload.namespace()).get(NamespaceChecks.AMBIENT))
                .filter("ambient"::equals)
                .isPresent();
    }

    /** What the sidecar of a workload holds; empty without one. */
    Optional<SidecarConfig> config(Workload workload) {
        return Optional.ofNullable(configs.get(id(workload)));
    }

    /** How the client's sidecar reaches the endpoint of a call; empty where no sidecar has a say. */
    Optional<Cluster.Endpoint> upstream(Conversation call) {
        String cluster = Cluster.name(call.service().host(), call.port().number());
        return config(call.from())
                .map(held -> clusters.computeIfAbsent(id(call.from()), client -> named(held.clusters())))
                .flatMap(named -> Optional.ofNullable(named.get(cluster)))
                .flatMap(found -> found.endpoints().stream()
                        .filter(endpoint -> call.endpoint()
                                .map(StudiedMesh::id)
                                .filter(endpoint.instance()::equals)
                                .isPresent())
                        .findFirst());
    }

    private static Map<String, Cluster> named(List<Cluster> clusters) {
        Map<String, Cluster> named = new LinkedHashMap<>();
        clusters.forEach(cluster -> named.put(cluster.name(), cluster));
        return named;
    }

    /** The workloads that a policy of this namespace selects. */
    List<Workload> selected(String namespace, Optional<Labels> selector) {
        return mesh.workloads().stream()
                .filter(workload -> workload.namespace().equals(namespace))
                .filter(workload -> selector.map(workload.labels()::containsAll).orElse(true))
                .toList();
    }

    /** All namespaces that there are, with a manifest or by what stands in them. */
    SortedSet<String> namespaces() {
        SortedSet<String> namespaces = new TreeSet<>();
        for (Resource resource : mesh.resources().values()) {
            namespaces.add(
                    resource.id().kind().equals("Namespace")
                            ? resource.id().name()
                            : resource.id().namespace());
        }
        namespaces.add(mesh.settings().rootNamespace());
        return namespaces;
    }

    /** The services that the host of a rule covers. */
    List<Service> servicesOf(DestinationRule rule) {
        String host = Hosts.resolve(rule.host(), rule.namespace());
        return mesh.services().stream()
                .filter(service -> Hosts.matches(host, service.host()))
                .toList();
    }

    /** The services in front of a workload. */
    List<Service> servicesOf(Workload workload) {
        return mesh.services().stream()
                .filter(service -> service.selects(workload))
                .toList();
    }

    /** The ports on which a workload's program listens, as far as manifests tell. */
    SortedSet<Integer> listens(Workload workload) {
        SortedSet<Integer> ports = new TreeSet<>();
        workload.ports().forEach(port -> ports.add(port.number()));
        for (Service service : servicesOf(workload)) {
            for (ServicePort port : service.ports()) {
                port.target().on(workload).ifPresent(ports::add);
            }
        }
        return ports;
    }

    static InstanceId id(Workload workload) {
        return new InstanceId(workload.namespace(), workload.name(), 1);
    }

    /** {@code namespace/workload}. */
    static String name(Workload workload) {
        return workload.namespace() + "/" + workload.name();
    }
}
