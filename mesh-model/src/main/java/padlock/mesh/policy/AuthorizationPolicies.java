package padlock.mesh.policy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import padlock.mesh.resource.AuthorizationPolicy;
import padlock.mesh.resource.Mesh;
import padlock.mesh.resource.Workload;

/** The AuthorizationPolicies of a mesh by namespace, the oldest first. */
final class AuthorizationPolicies {

    private final String rootNamespace;
    private final Map<String, List<AuthorizationPolicy>> byNamespace = new LinkedHashMap<>();

    AuthorizationPolicies(Mesh mesh) {
        rootNamespace = mesh.settings().rootNamespace();
        mesh.authorizationPolicies().stream()
                .sorted(Age.OLDEST_FIRST)
                .forEach(policy -> byNamespace
                        .computeIfAbsent(policy.namespace(), namespace -> new ArrayList<>())
                        .add(policy));
    }

    /** Unlike a PeerAuthentication, a policy of the root namespace may select workloads of every namespace. */
    List<AuthorizationPolicy> attached(Workload workload) {
        return new LinkedHashSet<>(List.of(rootNamespace, workload.namespace()))
                .stream()
                        .flatMap(namespace -> byNamespace.getOrDefault(namespace, List.of()).stream())
                        .filter(policy -> policy.selector().stream().allMatch(workload.labels()::containsAll))
                        .toList();
    }
}
