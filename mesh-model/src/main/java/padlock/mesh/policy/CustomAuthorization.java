package padlock.mesh.policy;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import padlock.mesh.policy.AccessDecision.Allowed;
import padlock.mesh.policy.AccessDecision.Denied;
import padlock.mesh.policy.AccessDecision.DeniedByProvider;
import padlock.mesh.policy.Reason.Ignored;
import padlock.mesh.resource.AuthorizationPolicy.Action;
import padlock.mesh.resource.AuthorizationSettings.Provider;

/**
 * The CUSTOM policies of a workload (authz §10). Programs here answer what they are asked with 200, and so does a
 * provider: it allows, unless the request asks to be denied with a header {@code x-ext-authz} that is not
 * {@code allow}, as in Istio's sample.
 */
final class CustomAuthorization {

    private static final String BAD_PROVIDER = "-deny-due-to-bad-CUSTOM-action";
    private static final String SAMPLE_HEADER = "x-ext-authz";
    private static final int FORBIDDEN = 403;

    private final AccessControl control;
    private final AccessRequest request;

    CustomAuthorization(AccessControl control, AccessRequest request) {
        this.control = control;
        this.request = request;
    }

    /** Reasons are given where a CUSTOM policy is attached. */
    Explained<AccessDecision> decide() {
        if (control.enforced(Action.CUSTOM).findAny().isEmpty()) {
            return new Explained<>(new Allowed(), List.of());
        }
        List<ExternalAuthorizer> named = control.authorizers();
        Optional<AccessRule> matching = control.enforced(Action.CUSTOM)
                .flatMap(policy -> policy.rulesFor(request).stream())
                .filter(rule -> rule.matches(request, control.paths()))
                .min(Comparator.comparing(AccessRule::id));
        if (matching.isEmpty()) {
            return answer("not asked", new Allowed(), matching);
        } else if (named.size() > 1) {
            return answer(
                    "denied: one workload can have one provider, not " + named.size(), bad(matching.get()), matching);
        } else if (!named.get(0).known()) {
            return answer(
                    "denied: the provider " + named.get(0).name()
                            + (named.get(0).declared().isEmpty() ? " is not declared" : " has no service in the mesh"),
                    bad(matching.get()),
                    matching);
        }
        return asked(named.get(0), matching);
    }

    private Explained<AccessDecision> asked(ExternalAuthorizer authorizer, Optional<AccessRule> matching) {
        Provider provider = authorizer.declared().orElseThrow();
        if (provider.http() && request.http().isEmpty()) {
            return answer("not asked: the provider is for HTTP alone", new Allowed(), matching);
        } else if (!authorizer.reachable() && provider.failOpen()) {
            return answer("allowed: the provider cannot be reached, and failOpen is set", new Allowed(), matching);
        } else if (!authorizer.reachable()) {
            return answer(
                    "denied: the provider cannot be reached",
                    new DeniedByProvider(provider.name(), provider.statusOnError(), false),
                    matching);
        }
        boolean refuses = request.http()
                .flatMap(http -> http.header(SAMPLE_HEADER))
                .filter(value -> !value.equals("allow"))
                .isPresent();
        return refuses
                ? answer("denied by the provider", new DeniedByProvider(provider.name(), FORBIDDEN, true), matching)
                : answer("allowed by the provider", new Allowed(), matching);
    }

    private static Denied bad(AccessRule rule) {
        return new Denied(rule.id() + BAD_PROVIDER);
    }

    private Explained<AccessDecision> answer(String answer, AccessDecision decision, Optional<AccessRule> by) {
        List<Ignored> ignored = control.enforced(Action.CUSTOM)
                .filter(compiled -> by.filter(rule -> rule.policy().equals(compiled.policy()))
                        .isEmpty())
                .map(compiled ->
                        new Ignored(Reason.Field.of(compiled.policy()), Mismatch.of(compiled, request, control)))
                .toList();
        return new Explained<>(
                decision,
                List.of(new Reason("custom authorization", answer, "authz §10", by.map(AccessRule::field), ignored)));
    }
}
