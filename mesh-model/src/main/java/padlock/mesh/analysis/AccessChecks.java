package padlock.mesh.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import padlock.mesh.history.Transport;
import padlock.mesh.policy.InboundPort;
import padlock.mesh.resource.MutualTlsMode;
import padlock.mesh.resource.PortProtocol;
import padlock.mesh.resource.Service;
import padlock.mesh.resource.Workload;

/** AuthorizationPolicies that select nobody, or ask for what a connection does not have. */
final class AccessChecks implements Check {

    private static final String[] IDENTITIES = {
        "principals",
        "notPrincipals",
        "namespaces",
        "notNamespaces",
        "serviceAccounts",
        "notServiceAccounts",
        "source.namespace",
        "source.principal"
    };
    private static final String[] OF_HTTP = {
        "methods", "notMethods", "paths", "notPaths", "hosts", "notHosts", "requestPrincipals", "notRequestPrincipals"
    };

    @Override
    public void look(StudiedMesh mesh, Consumer<Finding> found) {
        AccessNames names = new AccessNames(mesh, found);
        for (WrittenAccess policy : mesh.access()) {
            List<Workload> guarded =
                    mesh.selected(policy).stream().filter(mesh::hasSidecar).toList();
            names.look(policy);
            if (guarded.isEmpty()) {
                selectsNobody(mesh, policy, found);
            } else {
                identities(mesh, policy, guarded, found);
                ports(mesh, policy, guarded, found);
                http(mesh, policy, guarded, found);
            }
        }
        uncovered(mesh, found);
    }

    private static void selectsNobody(StudiedMesh mesh, WrittenAccess policy, Consumer<Finding> found) {
        boolean meshWide = policy.selector().isEmpty()
                && policy.namespace().equals(mesh.mesh().settings().rootNamespace());
        if (!meshWide && mesh.selected(policy).stream().noneMatch(mesh::isAmbient)) {
            found.accept(new Finding(
                    Code.IST0127,
                    policy.selector().isPresent()
                            ? policy.at("spec", "selector", "matchLabels")
                            : policy.at("metadata", "name"),
                    "No matching workloads for this resource with the following labels: "
                            + policy.selector().map(Object::toString).orElse("")
                            + (mesh.selected(policy).isEmpty()
                                    ? "."
                                    : "; those that match have no sidecar to guard them."),
                    "write labels that pods with a sidecar have"));
        }
    }

    private static void identities(
            StudiedMesh mesh, WrittenAccess policy, List<Workload> guarded, Consumer<Finding> found) {
        Optional<WrittenAccess.Term> first = policy.terms(IDENTITIES).findFirst();
        if (first.isEmpty()) {
            return;
        }
        List<Workload> disabled = guarded.stream()
                .filter(workload -> modes(mesh, workload).stream().allMatch(mode -> mode == MutualTlsMode.DISABLE))
                .toList();
        if (!disabled.isEmpty()) {
            found.accept(new Finding(
                    Code.KIA0105,
                    policy.at(first.get()),
                    "This field requires mTLS to be enabled: "
                            + Names.of(disabled.stream().map(StudiedMesh::name).toList())
                            + " takes plaintext alone, which carries no identity, so the field never matches"
                            + " and its not form always does.",
                    "make the workloads STRICT, or ask for something else than identities"));
        }
        SortedSet<String> callers = new TreeSet<>();
        mesh.conversations().stream()
                .filter(call -> call.verdict().transport() == Transport.PLAINTEXT)
                .filter(call -> call.endpoint()
                        .filter(server -> guarded.contains(server) && !disabled.contains(server))
                        .isPresent())
                .forEach(call -> callers.add(StudiedMesh.name(call.from())));
        if (!callers.isEmpty()) {
            found.accept(new Finding(
                    Code.PAD004,
                    policy.at(first.get()),
                    "Plaintext can arrive here, and it carries no identity: for " + Names.of(callers)
                            + " this field never matches and its not form always does, so "
                            + (policy.action().equals("DENY")
                                    ? "a DENY rule can be passed by."
                                    : "an ALLOW rule lets none of them in."),
                    "make the workload STRICT once its callers have sidecars"));
        }
    }

    private static List<MutualTlsMode> modes(StudiedMesh mesh, Workload workload) {
        List<MutualTlsMode> modes = new ArrayList<>();
        mesh.config(workload).ifPresent(config -> {
            config.inbound().values().forEach(port -> modes.add(port.mode().value()));
            modes.add(config.otherPorts().mode().value());
        });
        return modes;
    }

    private static void ports(StudiedMesh mesh, WrittenAccess policy, List<Workload> guarded, Consumer<Finding> found) {
        policy.terms("ports", "notPorts")
                .filter(term -> term.value().matches("[0-9]{1,5}"))
                .forEach(term -> {
                    int port = Integer.parseInt(term.value());
                    boolean listened = guarded.stream()
                            .anyMatch(workload -> mesh.listens(workload).contains(port));
                    Optional<Service> service = guarded.stream()
                            .flatMap(workload -> mesh.servicesOf(workload).stream())
                            .filter(candidate -> candidate.port(port).isPresent())
                            .findFirst();
                    if (!listened && service.isPresent()) {
                        found.accept(new Finding(
                                Code.PAD003,
                                policy.at(term),
                                "Port " + port + " is that of the service "
                                        + service.get().host()
                                        + "; a policy goes by the port that the container listens on, so this never"
                                        + " matches.",
                                "write a port of the container: "
                                        + Names.of(guarded.stream()
                                                .flatMap(workload -> mesh.listens(workload).stream())
                                                .map(String::valueOf)
                                                .toList())));
                    }
                });
    }

    private static void http(StudiedMesh mesh, WrittenAccess policy, List<Workload> guarded, Consumer<Finding> found) {
        if (!policy.action().equals("ALLOW")) {
            return;
        }
        policy.terms(OF_HTTP)
                .filter(term -> policy.terms("ports").noneMatch(port -> port.rule() == term.rule()))
                .findFirst()
                .ifPresent(term -> guarded.stream()
                        .filter(workload -> tcpPort(mesh, workload).isPresent())
                        .findFirst()
                        .ifPresent(workload -> found.accept(new Finding(
                                Code.PAD005,
                                policy.at(term),
                                "Port " + tcpPort(mesh, workload).orElseThrow() + " of " + StudiedMesh.name(workload)
                                        + " is TCP, where there is no HTTP to look at: the whole rule is dropped there and"
                                        + " lets nobody in.",
                                "declare the port to be HTTP, or write a rule for TCP that names ports alone"))));
    }

    private static Optional<Integer> tcpPort(StudiedMesh mesh, Workload workload) {
        return mesh.config(workload).stream()
                .flatMap(config -> config.inbound().entrySet().stream())
                .filter(entry -> isTcp(entry.getValue()))
                .map(entry -> entry.getKey())
                .findFirst();
    }

    private static boolean isTcp(InboundPort port) {
        return port.handling() == PortProtocol.Handling.TCP;
    }

    private static void uncovered(StudiedMesh mesh, Consumer<Finding> found) {
        SortedSet<String> guarded = new TreeSet<>();
        mesh.access().forEach(policy -> guarded.add(policy.namespace()));
        mesh.mesh().workloads().stream()
                .filter(workload -> guarded.contains(workload.namespace()) && mesh.hasSidecar(workload))
                .filter(workload -> mesh.access().stream()
                        .noneMatch(policy -> mesh.selected(policy).contains(workload)))
                .forEach(workload -> found.accept(new Finding(
                        Code.KIA1301,
                        Where.in(workload, "metadata", "name"),
                        "This workload is not covered by any authorization policy, while others of namespace "
                                + workload.namespace() + " are: everybody may call it.",
                        "apply an AuthorizationPolicy without selector and without rules in " + workload.namespace()
                                + ", which lets nobody in, and allow what must be")));
    }
}
