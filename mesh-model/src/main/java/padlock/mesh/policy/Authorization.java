package padlock.mesh.policy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import padlock.mesh.policy.AccessDecision.Allowed;
import padlock.mesh.policy.AccessDecision.Denied;
import padlock.mesh.policy.AccessDecision.TokenRejected;
import padlock.mesh.policy.Reason.Field;
import padlock.mesh.policy.Reason.Ignored;
import padlock.mesh.resource.AuthorizationPolicy;
import padlock.mesh.resource.AuthorizationPolicy.Action;
import padlock.mesh.resource.RequestAuthentication.JwtRule;

/**
 * One request before the policies of its workload, in Istio's order (authz §0): a CUSTOM rule that matches asks its
 * provider; a token that does not hold refuses it; a DENY rule that matches refuses it; where an ALLOW policy is
 * attached, an ALLOW rule must match; else it is allowed. AUDIT decides nothing.
 */
final class Authorization {

    private static final String NO_RULE = "none";

    private final AccessControl control;
    private final AccessRequest request;
    private final List<Reason> reasons = new ArrayList<>();

    Authorization(AccessControl control, AccessRequest request) {
        this.control = control;
        this.request = request;
    }

    Explained<AccessDecision> decide() {
        Explained<AccessDecision> custom = new CustomAuthorization(control, request.asItArrived()).decide();
        reasons.addAll(custom.reasons());
        if (!(custom.value() instanceof Allowed)) {
            return new Explained<>(custom.value(), reasons);
        }
        Optional<AccessDecision> rejected = token();
        if (rejected.isPresent()) {
            return new Explained<>(rejected.get(), reasons);
        }
        AccessDecision decision = byRules();
        trial(Action.DENY);
        trial(Action.ALLOW);
        return new Explained<>(decision, reasons);
    }

    /** A token counts where a RequestAuthentication is attached. */
    private Optional<AccessDecision> token() {
        Optional<TokenVerdict> verdict = request.http().map(AccessRequest.Http::token);
        if (control.tokens().isEmpty() || verdict.isEmpty()) {
            return Optional.empty();
        }
        if (verdict.get() instanceof TokenVerdict.Rejected rejected) {
            told(rejected.text(), rejected.rule());
            return Optional.of(new TokenRejected(rejected.status(), rejected.text()));
        } else if (verdict.get() instanceof TokenVerdict.Verified verified) {
            String answer = "verified, "
                    + verified.claims().texts(List.of("iss")).findFirst().orElse("no issuer") + "/"
                    + verified.claims().texts(List.of("sub")).findFirst().orElse("no subject");
            told(answer, Optional.of(verified.rule()));
        } else {
            told("none", Optional.empty());
        }
        return Optional.empty();
    }

    private void told(String answer, Optional<Field> decidedBy) {
        List<Ignored> ignored = control.tokens().stream()
                .flatMap(policy -> policy.rules().stream()
                        .map(rule -> new Ignored(Field.at(rule.origin(), policy), why(rule, decidedBy))))
                .filter(candidate -> !Optional.of(candidate.field()).equals(decidedBy))
                .toList();
        reasons.add(new Reason("request token", answer, "authz §13", decidedBy, ignored));
    }

    private static String why(JwtRule rule, Optional<Field> decidedBy) {
        return decidedBy.isEmpty()
                ? "demands no token; it judges those that are there"
                : rule.issuer().isEmpty() ? "another rule comes first" : "is for tokens of " + rule.issuer();
    }

    private AccessDecision byRules() {
        Optional<AccessRule> denying = firstMatching(control.enforced(Action.DENY));
        if (denying.isPresent()) {
            return decided("denied", new Denied(denying.get().id()), denying.map(AccessRule::field));
        }
        Optional<AuthorizationPolicy> allowList =
                control.enforced(Action.ALLOW).map(CompiledPolicy::policy).findFirst();
        Optional<AccessRule> allowing = firstMatching(control.enforced(Action.ALLOW));
        return allowing.isEmpty() && allowList.isPresent()
                ? decided("denied", new Denied(NO_RULE), allowList.map(Field::of))
                : decided("allowed", new Allowed(), allowing.map(AccessRule::field));
    }

    /** What policies with the dry-run annotation would have said. */
    private void trial(Action action) {
        List<CompiledPolicy> onTrial = control.onTrial(action).toList();
        if (onTrial.isEmpty()) {
            return;
        }
        Optional<AccessRule> matching = firstMatching(onTrial.stream());
        boolean denied = matching.isPresent() == (action == Action.DENY);
        reasons.add(new Reason(
                "dry run of " + action,
                denied ? "denied" : "allowed",
                "authz §11",
                matching.map(AccessRule::field)
                        .or(() -> onTrial.stream()
                                .map(CompiledPolicy::policy)
                                .map(Field::of)
                                .findFirst()),
                List.of()));
    }

    /**
     * Of several rules that match, Envoy names the first by the alphabet, so that {@code rule[10]} comes before
     * {@code rule[2]}.
     */
    private Optional<AccessRule> firstMatching(Stream<CompiledPolicy> policies) {
        return policies.flatMap(policy -> policy.rulesFor(request).stream())
                .filter(rule -> rule.matches(request, control.paths()))
                .min(Comparator.comparing(AccessRule::id));
    }

    private AccessDecision decided(String answer, AccessDecision decision, Optional<Field> decidedBy) {
        List<Ignored> ignored = new ArrayList<>();
        control.compiled().stream()
                .filter(compiled -> compiled.policy().action() != Action.CUSTOM)
                .filter(compiled -> decidedBy
                        .filter(field ->
                                field.resource().equals(compiled.policy().id()))
                        .isEmpty())
                .forEach(compiled -> ignored.add(new Ignored(Field.of(compiled.policy()), why(compiled, decision))));
        ignored.addAll(control.passedOver());
        reasons.add(new Reason("authorization", answer, "authz §0", decidedBy, ignored));
        return decision;
    }

    private String why(CompiledPolicy compiled, AccessDecision decision) {
        boolean refusedByRule =
                decision instanceof Denied denied && !denied.policy().equals(NO_RULE);
        if (compiled.policy().dryRun().isPresent()) {
            return "the annotation istio.io/dry-run keeps it from being enforced";
        }
        return switch (compiled.policy().action()) {
            case AUDIT -> "only audits";
            case ALLOW -> refusedByRule ? "DENY is looked at before ALLOW" : Mismatch.of(compiled, request, control);
            case DENY, CUSTOM -> Mismatch.of(compiled, request, control);
        };
    }
}
