package padlock.mesh.policy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import padlock.mesh.policy.Reason.Field;
import padlock.mesh.policy.Reason.Ignored;
import padlock.mesh.resource.AuthorizationPolicy;
import padlock.mesh.resource.AuthorizationPolicy.Action;
import padlock.mesh.resource.Mesh;
import padlock.mesh.resource.Workload;

/**
 * What the AuthorizationPolicies attached to a workload say of one request: a DENY rule that matches refuses it; else,
 * where any ALLOW policy is attached, an ALLOW rule must match; else it is allowed. AUDIT decides nothing.
 */
public final class Authorization {

    private static final String NO_RULE = "none";
    private static final String WITHOUT_IDENTITY =
            "no rule matches; a connection without mutual TLS carries no identity";

    private Authorization() {}

    /** The policies that hold for a workload: the root namespace's first, then its own namespace's, each by age. */
    public static List<AuthorizationPolicy> attached(Workload workload, Mesh mesh) {
        return new AuthorizationPolicies(mesh).attached(workload);
    }

    /**
     * Decides one request.
     *
     * @param trustDomains the mesh's own and its aliases, as {@link SidecarConfig#acceptedTrustDomains()} has them
     */
    public static Explained<AccessDecision> decide(
            List<AuthorizationPolicy> attached, AccessRequest request, List<String> trustDomains) {
        Optional<AccessRule> denying = firstMatching(Action.DENY, attached, request, trustDomains);
        if (denying.isPresent()) {
            String policy = denying.get().id();
            return answer(
                    "denied", new AccessDecision.Denied(policy), denying.map(AccessRule::field), attached, request);
        }
        Optional<AuthorizationPolicy> allowList = attached.stream()
                .filter(policy -> policy.action() == Action.ALLOW)
                .findFirst();
        Optional<AccessRule> allowing = firstMatching(Action.ALLOW, attached, request, trustDomains);
        return allowing.isEmpty() && allowList.isPresent()
                ? answer(
                        "denied",
                        new AccessDecision.Denied(NO_RULE),
                        allowList.map(policy ->
                                new Field(policy.id(), policy.metadata().origin())),
                        attached,
                        request)
                : answer("allowed", new AccessDecision.Allowed(), allowing.map(AccessRule::field), attached, request);
    }

    /**
     * Of several rules that match, Envoy names the first by the alphabet, so that {@code rule[10]} comes before
     * {@code rule[2]}.
     */
    private static Optional<AccessRule> firstMatching(
            Action action, List<AuthorizationPolicy> attached, AccessRequest request, List<String> trustDomains) {
        return attached.stream()
                .filter(policy -> policy.action() == action)
                .flatMap(policy -> AccessRule.of(policy).stream())
                .filter(rule -> rule.matches(request, trustDomains))
                .min(Comparator.comparing(AccessRule::id));
    }

    private static Explained<AccessDecision> answer(
            String answer,
            AccessDecision decision,
            Optional<Field> decidedBy,
            List<AuthorizationPolicy> attached,
            AccessRequest request) {
        List<Ignored> ignored = new ArrayList<>();
        attached.stream()
                .filter(policy -> decidedBy
                        .filter(field -> field.resource().equals(policy.id()))
                        .isEmpty())
                .forEach(policy -> ignored.add(new Ignored(
                        new Field(policy.id(), policy.metadata().origin()), why(policy, decision, request))));
        return new Explained<>(decision, List.of(new Reason("authorization", answer, "authz §0", decidedBy, ignored)));
    }

    private static String why(AuthorizationPolicy policy, AccessDecision decision, AccessRequest request) {
        boolean refusedByRule = decision instanceof AccessDecision.Denied denied
                && !denied.policy().equals(NO_RULE);
        boolean decided = refusedByRule || decision instanceof AccessDecision.Allowed;
        return switch (policy.action()) {
            case AUDIT -> "only audits";
            case ALLOW -> refusedByRule ? "DENY is looked at before ALLOW" : notDeciding(policy, decided, request);
            case DENY -> notDeciding(policy, refusedByRule, request);
        };
    }

    private static String notDeciding(AuthorizationPolicy policy, boolean anotherDecided, AccessRequest request) {
        boolean asksForIdentity = AccessRule.of(policy).stream().anyMatch(AccessRule::asksForIdentity);
        if (request.peer().isEmpty() && asksForIdentity) {
            return WITHOUT_IDENTITY;
        }
        return anotherDecided ? "no rule matches, or another policy's comes first by name" : "no rule matches";
    }
}
