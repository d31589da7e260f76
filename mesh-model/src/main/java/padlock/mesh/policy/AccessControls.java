package padlock.mesh.policy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import padlock.mesh.policy.Reason.Field;
import padlock.mesh.policy.Reason.Ignored;
import padlock.mesh.resource.AttachedPolicy;
import padlock.mesh.resource.AuthorizationPolicy;
import padlock.mesh.resource.AuthorizationPolicy.Action;
import padlock.mesh.resource.Mesh;
import padlock.mesh.resource.RequestAuthentication;
import padlock.mesh.resource.Workload;

/** From the policies of a mesh to what decides at each of its workloads (authz §2). */
public final class AccessControls {

    private final Mesh mesh;
    private final List<CompiledPolicy> policies;
    private final List<RequestAuthentication> tokens;
    private final Map<String, ExternalAuthorizer> authorizers = new LinkedHashMap<>();

    public AccessControls(Mesh mesh) {
        this.mesh = mesh;
        List<String> trustDomains = AcceptedNames.trustDomains(mesh.settings());
        policies = mesh.authorizationPolicies().stream()
                .sorted(Age.OLDEST_FIRST)
                .map(policy -> CompiledPolicy.of(policy, trustDomains))
                .toList();
        tokens = mesh.requestAuthentications().stream().sorted(Age.OLDEST_FIRST).toList();
    }

    public AccessControl of(Workload workload) {
        List<CompiledPolicy> attached = lookedAt(workload)
                .flatMap(namespace -> policies.stream()
                        .filter(compiled -> compiled.policy().namespace().equals(namespace)))
                .filter(compiled -> objection(compiled.policy(), workload).isEmpty())
                .toList();
        List<ExternalAuthorizer> asked = attached.stream()
                .map(CompiledPolicy::policy)
                .filter(policy -> policy.action() == Action.CUSTOM)
                .flatMap(policy -> policy.provider().stream())
                .distinct()
                .map(this::authorizer)
                .toList();
        return new AccessControl(
                attached,
                lookedAt(workload)
                        .flatMap(namespace -> tokens.stream()
                                .filter(policy -> policy.namespace().equals(namespace)))
                        .filter(policy -> objection(policy, workload).isEmpty())
                        .toList(),
                asked,
                mesh.settings().authorization().paths(),
                passedOver(workload));
    }

    private ExternalAuthorizer authorizer(String name) {
        return authorizers.computeIfAbsent(name, unknown -> ExternalAuthorizer.named(unknown, mesh));
    }

    private Stream<String> lookedAt(Workload workload) {
        return new LinkedHashSet<>(List.of(mesh.settings().rootNamespace(), workload.namespace())).stream();
    }

    /** Unlike a PeerAuthentication, a policy of the root namespace may select workloads of every namespace. */
    private static Optional<String> objection(AttachedPolicy policy, Workload workload) {
        if (policy.attachment().targets().isPresent()) {
            return Optional.of("has targetRefs, which are for gateways and waypoints; a sidecar does not look at it");
        }
        return policy.selector()
                .filter(selector -> !workload.labels().containsAll(selector))
                .map(selector -> "selector " + selector + " does not match");
    }

    /**
     * Candidates that do not hold here: those that were looked at, and those that select this workload from elsewhere.
     */
    private List<Ignored> passedOver(Workload workload) {
        List<String> lookedAt = lookedAt(workload).toList();
        List<Ignored> passedOver = new ArrayList<>();
        for (CompiledPolicy compiled : policies) {
            AuthorizationPolicy policy = compiled.policy();
            Field field = Field.of(policy);
            if (lookedAt.contains(policy.namespace())) {
                objection(policy, workload).ifPresent(why -> passedOver.add(new Ignored(field, why)));
            } else if (policy.selector().filter(workload.labels()::containsAll).isPresent()) {
                passedOver.add(new Ignored(field, "holds in the namespace " + policy.namespace() + " alone"));
            }
        }
        return passedOver;
    }
}
