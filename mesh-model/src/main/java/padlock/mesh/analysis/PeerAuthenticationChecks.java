package padlock.mesh.analysis;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import padlock.mesh.policy.Reason;
import padlock.mesh.policy.SidecarConfig;
import padlock.mesh.policy.UpstreamTls;
import padlock.mesh.resource.InstanceId;
import padlock.mesh.resource.MutualTlsMode;
import padlock.mesh.resource.PeerAuthentication;
import padlock.mesh.resource.Resource;
import padlock.mesh.resource.Service;
import padlock.mesh.resource.Workload;

/** PeerAuthentications that do nothing, or not what they seem to (R3). */
final class PeerAuthenticationChecks implements Check {

    private static final Comparator<PeerAuthentication> OLDEST_FIRST =
            Comparator.<PeerAuthentication, Instant>comparing(
                            policy -> policy.metadata().created())
                    .thenComparing(policy -> policy.id().name());

    @Override
    public void look(StudiedMesh mesh, Consumer<Finding> found) {
        String root = mesh.mesh().settings().rootNamespace();
        List<PeerAuthentication> policies =
                mesh.mesh().peerAuthentications().stream().sorted(OLDEST_FIRST).toList();
        for (PeerAuthentication policy : policies) {
            if (policy.selector().isPresent() && policy.namespace().equals(root)) {
                withoutEffect(policy, found);
            } else if (policy.selector().isPresent()) {
                selecting(mesh, policy, policies, found);
            } else {
                second(policy, policies, found);
            }
        }
        cutOff(mesh, found);
    }

    private static void withoutEffect(PeerAuthentication policy, Consumer<Finding> found) {
        found.accept(new Finding(
                Code.PAD002,
                Where.in(policy, "spec", "selector"),
                "This PeerAuthentication has a selector and stands in the root namespace " + policy.namespace()
                        + ": Istio ignores it everywhere, also for the pods of that namespace.",
                "move it to the namespace of the workloads that it means, or remove the selector"));
    }

    private static void second(PeerAuthentication policy, List<PeerAuthentication> policies, Consumer<Finding> found) {
        policies.stream()
                .filter(other -> other.selector().isEmpty() && other.namespace().equals(policy.namespace()))
                .findFirst()
                .filter(oldest -> !oldest.equals(policy))
                .ifPresent(oldest -> found.accept(new Finding(
                        Code.KIA0002,
                        Where.in(policy, "metadata", "name"),
                        "More than one selector-less object in the same namespace: " + oldest.id()
                                + " is older or first by name, so " + policy.id() + " is ignored.",
                        "merge the two into one")));
    }

    private static void selecting(
            StudiedMesh mesh, PeerAuthentication policy, List<PeerAuthentication> policies, Consumer<Finding> found) {
        List<Workload> selected = mesh.selected(policy.namespace(), policy.selector());
        if (selected.isEmpty()) {
            found.accept(new Finding(
                    Code.KIA0004,
                    Where.in(policy, "spec", "selector", "matchLabels"),
                    "No matching workload found for the selector "
                            + policy.selector().orElseThrow() + " in namespace " + policy.namespace()
                            + ", so this policy has no effect.",
                    "write labels that the pods have (not those of the Deployment or the Service)"));
            return;
        }
        older(policy, policies, selected)
                .ifPresent(older -> found.accept(new Finding(
                        Code.KIA0003,
                        Where.in(policy, "metadata", "name"),
                        "More than one object applied to the same workload: for "
                                + Names.of(selected.stream()
                                        .filter(workload -> workload.labels()
                                                .containsAll(older.selector().orElseThrow()))
                                        .map(StudiedMesh::name)
                                        .toList())
                                + " the older " + older.id()
                                + " counts alone, and nothing of this policy, not even another port, is added.",
                        "merge the two into one, or let their selectors differ")));
        ports(mesh, policy, selected, found);
    }

    private static Optional<PeerAuthentication> older(
            PeerAuthentication policy, List<PeerAuthentication> policies, List<Workload> selected) {
        return policies.subList(0, policies.indexOf(policy)).stream()
                .filter(other -> other.namespace().equals(policy.namespace()))
                .filter(other -> other.selector()
                        .filter(labels -> selected.stream()
                                .anyMatch(workload -> workload.labels().containsAll(labels)))
                        .isPresent())
                .findFirst();
    }

    private static void ports(
            StudiedMesh mesh, PeerAuthentication policy, List<Workload> selected, Consumer<Finding> found) {
        for (int port : policy.portModes().keySet()) {
            if (selected.stream().noneMatch(workload -> mesh.listens(workload).contains(port))) {
                SortedSet<Integer> meant = new TreeSet<>();
                List<String> services = new ArrayList<>();
                for (Workload workload : selected) {
                    for (Service service : mesh.servicesOf(workload)) {
                        service.port(port)
                                .flatMap(each -> each.target().on(workload))
                                .ifPresent(target -> {
                                    meant.add(target);
                                    services.add(service.host());
                                });
                    }
                }
                String why = meant.isEmpty()
                        ? "none of "
                                + Names.of(
                                        selected.stream().map(StudiedMesh::name).toList()) + " listens on it"
                        : "it is the port of the service " + Names.of(services)
                                + ", and this policy goes by the port that the container listens on";
                found.accept(new Finding(
                        Code.IST0114,
                        Where.in(policy, "spec", "portLevelMtls", String.valueOf(port)),
                        "Port " + port
                                + " could not be found for the selected workloads, which means the policy won't be"
                                + " enforced there: " + why + ".",
                        meant.isEmpty()
                                ? "write a port that the container listens on"
                                : "write " + meant.first() + " instead of " + port));
            }
        }
    }

    /** Workloads that accept mutual TLS alone, while clients infer from namespace and mesh that nobody does (R6.3). */
    private static void cutOff(StudiedMesh mesh, Consumer<Finding> found) {
        for (SidecarConfig config : mesh.configs()) {
            config.clusters().stream()
                    .flatMap(cluster -> cluster.endpoints().stream())
                    .filter(endpoint -> endpoint.upstream().value() instanceof UpstreamTls.Plaintext)
                    .forEach(endpoint -> endpoint.upstream().reasons().stream()
                            .filter(reason -> reason.rule().equals("R6.3"))
                            .map(Reason::decidedBy)
                            .flatMap(Optional::stream)
                            .filter(field -> field.resource().kind().equals("PeerAuthentication"))
                            .forEach(inferred -> strict(mesh, endpoint.instance(), endpoint.port())
                                    .ifPresent(strict -> found.accept(new Finding(
                                            Code.PAD007,
                                            Where.of(strict),
                                            "This makes " + endpoint.instance() + " STRICT, but clients with a sidecar"
                                                    + " look at the namespace and the mesh alone: "
                                                    + inferred.resource()
                                                    + " says DISABLE there, so they send plaintext and are refused.",
                                            "apply a DestinationRule with tls mode ISTIO_MUTUAL for its service, or make "
                                                    + inferred.resource() + " PERMISSIVE")))));
        }
    }

    private static Optional<Reason.Field> strict(StudiedMesh mesh, InstanceId endpoint, int port) {
        return Optional.ofNullable(mesh.mesh().instances().get(endpoint))
                .flatMap(instance -> mesh.config(instance.workload()))
                .map(config -> config.inboundPort(port).mode())
                .filter(mode -> mode.value() == MutualTlsMode.STRICT)
                .flatMap(mode -> mode.reasons().get(0).decidedBy());
    }

    /** The policy that holds for a whole namespace. */
    static Optional<PeerAuthentication> wide(StudiedMesh mesh, String namespace) {
        return mesh.mesh().peerAuthentications().stream()
                .filter(policy -> policy.namespace().equals(namespace)
                        && policy.selector().isEmpty())
                .min(OLDEST_FIRST);
    }

    static Where where(Resource policy) {
        return Where.in(policy, "spec", "mtls", "mode");
    }
}
