package padlock.mesh.resource;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Everything that is applied, and the pods that run, as the control plane knows them at one moment; never changed in
 * place.
 */
public record Mesh(SortedMap<ResourceId, Resource> resources, SortedMap<InstanceId, Instance> instances) {

    private static final List<String> TRUE = List.of("1", "t", "T", "true", "TRUE", "True");

    public static final Mesh EMPTY = new Mesh(new TreeMap<>(), new TreeMap<>());

    public Mesh {
        resources = Collections.unmodifiableSortedMap(new TreeMap<>(resources));
        instances = Collections.unmodifiableSortedMap(new TreeMap<>(instances));
    }

    /**
     * The mesh after {@code kubectl apply}. A resource that is there already is replaced and keeps its age; a new one
     * has the age that its manifest tells, else this instant.
     */
    public Mesh with(Resource resource, Instant instant) {
        Instant created = Optional.ofNullable(resources.get(resource.id()))
                .map(Resource::metadata)
                .or(() -> Optional.of(resource.metadata()))
                .flatMap(Metadata::creationTimestamp)
                .orElse(instant);
        SortedMap<ResourceId, Resource> changed = new TreeMap<>(resources);
        changed.put(resource.id(), resource.createdAt(created));
        return new Mesh(changed, instances);
    }

    public Mesh without(ResourceId id) {
        SortedMap<ResourceId, Resource> changed = new TreeMap<>(resources);
        changed.remove(id);
        return new Mesh(changed, instances);
    }

    public Mesh running(SortedMap<InstanceId, Instance> now) {
        return new Mesh(resources, now);
    }

    public Optional<Resource> find(ResourceId id) {
        return Optional.ofNullable(resources.get(id));
    }

    public MeshSettings settings() {
        return all(MeshSettings.class).findFirst().orElse(MeshSettings.DEFAULTS);
    }

    public InjectorSettings injectorSettings() {
        return all(InjectorSettings.class).findFirst().orElse(InjectorSettings.DEFAULTS);
    }

    /** The namespace's labels; one without a manifest has none. */
    public Labels namespaceLabels(String name) {
        return find(new ResourceId("Namespace", "", name))
                .map(resource -> ((Namespace) resource).labels())
                .orElse(Labels.NONE);
    }

    public List<Workload> workloads() {
        return all(Workload.class).toList();
    }

    /** What sidecars know as services: those of Kubernetes, then the hosts of ServiceEntries. */
    public List<Service> services() {
        return Stream.concat(all(Service.class), all(ServiceEntry.class).flatMap(entry -> entry.services().stream()))
                .toList();
    }

    /** What answers outside the cluster, as far as manifests tell: WorkloadEntries and endpoints of ServiceEntries. */
    public List<Workload> machines() {
        return Stream.concat(
                        all(WorkloadEntry.class).map(WorkloadEntry::machine),
                        all(ServiceEntry.class).flatMap(entry -> entry.machines().stream()))
                .toList();
    }

    public List<SidecarScope> sidecarScopes() {
        return all(SidecarScope.class).toList();
    }

    public List<PeerAuthentication> peerAuthentications() {
        return all(PeerAuthentication.class).toList();
    }

    public List<DestinationRule> destinationRules() {
        return all(DestinationRule.class).toList();
    }

    /** What istiod's Deployment tells it by a variable of its environment. */
    public Optional<String> istiodVariable(String name) {
        return workloads().stream()
                .filter(workload ->
                        workload.labels().get("app").filter("istiod"::equals).isPresent())
                .flatMap(workload -> workload.environment().get(name).stream())
                .findFirst();
    }

    /** Whether istiod's Deployment turns a feature on that is off by default. */
    public boolean istiodEnables(String feature) {
        return istiodVariable(feature).filter(Mesh::isTrue).isPresent();
    }

    /** What istiod and its agents read as true. */
    public static boolean isTrue(String value) {
        return TRUE.contains(value);
    }

    /** The first Secret with a certificate that the program of a workload finds in its files. */
    public Optional<Secret> secretOf(Workload workload) {
        return workload.secrets().stream()
                .flatMap(name -> find(new ResourceId(Secret.KIND, workload.namespace(), name)).stream())
                .map(Secret.class::cast)
                .filter(secret -> secret.certificate().isPresent())
                .findFirst();
    }

    public Optional<PluggedInAuthority> pluggedInAuthority() {
        return all(PluggedInAuthority.class).findFirst();
    }

    public List<Secret> secrets() {
        return all(Secret.class).toList();
    }

    public List<Gateway> gateways() {
        return all(Gateway.class).toList();
    }

    public List<VirtualService> virtualServices() {
        return all(VirtualService.class).toList();
    }

    public List<AuthorizationPolicy> authorizationPolicies() {
        return all(AuthorizationPolicy.class).toList();
    }

    public List<RequestAuthentication> requestAuthentications() {
        return all(RequestAuthentication.class).toList();
    }

    private <R extends Resource> Stream<R> all(Class<R> kind) {
        return resources.values().stream().filter(kind::isInstance).map(kind::cast);
    }
}
