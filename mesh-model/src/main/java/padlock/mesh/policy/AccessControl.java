package padlock.mesh.policy;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import padlock.mesh.policy.Reason.Ignored;
import padlock.mesh.resource.AuthorizationPolicy;
import padlock.mesh.resource.AuthorizationPolicy.Action;
import padlock.mesh.resource.AuthorizationSettings.PathNormalization;
import padlock.mesh.resource.RequestAuthentication;

/**
 * All that decides whom a sidecar lets in: the policies attached to its workload, compiled, in the order in which they
 * are looked at. Two of these are equal when they decide everything alike; policies that were passed over make no
 * difference.
 */
public final class AccessControl {

    private final List<CompiledPolicy> policies;
    private final List<RequestAuthentication> tokens;
    private final List<ExternalAuthorizer> authorizers;
    private final PathNormalization paths;
    private final List<Ignored> passedOver;

    AccessControl(
            List<CompiledPolicy> policies,
            List<RequestAuthentication> tokens,
            List<ExternalAuthorizer> authorizers,
            PathNormalization paths,
            List<Ignored> passedOver) {
        this.policies = List.copyOf(policies);
        this.tokens = List.copyOf(tokens);
        this.authorizers = List.copyOf(authorizers);
        this.paths = paths;
        this.passedOver = List.copyOf(passedOver);
    }

    /**
     * The AuthorizationPolicies that are attached: the root namespace's first, then the workload's own, each by age.
     */
    public List<AuthorizationPolicy> policies() {
        return policies.stream().map(CompiledPolicy::policy).toList();
    }

    /** What tokens must be like; all that are attached hold together. */
    public List<RequestAuthentication> tokens() {
        return tokens;
    }

    /** Whether any policy is attached that has a say in requests. */
    public boolean looksAtRequests() {
        return !policies.isEmpty() || !tokens.isEmpty();
    }

    /** Decides one request, or one TCP connection. */
    public Explained<AccessDecision> decide(AccessRequest request) {
        return new Authorization(this, request).decide();
    }

    /**
     * Whether two requests that differ in more than their identity, port, method, path and token could get different
     * answers.
     */
    public boolean looksAtDetails() {
        return policies.stream()
                .flatMap(compiled -> compiled.rules().stream())
                .flatMap(AccessRule::demands)
                .anyMatch(demand -> switch (demand.attribute().kind()) {
                    case IDENTITY, PORT, METHOD, PATH, REQUEST_PRINCIPAL, CLAIM, FILTER_METADATA -> false;
                    case SOURCE_ADDRESS, REMOTE_ADDRESS, DESTINATION_ADDRESS, SERVER_NAME, HOST, HEADER -> true;
                });
    }

    List<CompiledPolicy> compiled() {
        return policies;
    }

    Stream<CompiledPolicy> enforced(Action action) {
        return policies.stream()
                .filter(compiled -> compiled.policy().action() == action
                        && compiled.policy().dryRun().isEmpty());
    }

    Stream<CompiledPolicy> onTrial(Action action) {
        return policies.stream()
                .filter(compiled -> compiled.policy().action() == action
                        && compiled.policy().dryRun().isPresent());
    }

    Optional<ExternalAuthorizer> authorizer(String name) {
        return authorizers.stream()
                .filter(authorizer -> authorizer.name().equals(name))
                .findFirst();
    }

    /** The providers that attached policies name; Envoy is set up for one. */
    List<ExternalAuthorizer> authorizers() {
        return authorizers;
    }

    PathNormalization paths() {
        return paths;
    }

    List<Ignored> passedOver() {
        return passedOver;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AccessControl control
                && policies.equals(control.policies)
                && tokens.equals(control.tokens)
                && authorizers.equals(control.authorizers)
                && paths == control.paths;
    }

    @Override
    public int hashCode() {
        return Objects.hash(policies, tokens, authorizers, paths);
    }

    @Override
    public String toString() {
        return "AccessControl"
                + policies().stream().map(AuthorizationPolicy::id).toList();
    }
}
