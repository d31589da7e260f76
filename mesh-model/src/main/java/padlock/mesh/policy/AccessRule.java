package padlock.mesh.policy;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import padlock.mesh.policy.Reason.Field;
import padlock.mesh.resource.AuthorizationPolicy;
import padlock.mesh.resource.AuthorizationPolicy.Action;
import padlock.mesh.resource.AuthorizationPolicy.Clause;
import padlock.mesh.resource.AuthorizationPolicy.Rule;
import padlock.mesh.resource.AuthorizationSettings.PathNormalization;

/**
 * One rule of an AuthorizationPolicy, as the server's sidecar holds it: any of {@code from}, any of {@code to} and all
 * of {@code when} must hold; an empty list demands nothing.
 */
record AccessRule(
        AuthorizationPolicy policy,
        int index,
        List<List<AccessDemand>> from,
        List<List<AccessDemand>> to,
        List<AccessDemand> when) {

    private static final String PROVIDER_PREFIX = "istio-ext-authz-";

    AccessRule {
        from = List.copyOf(from);
        to = List.copyOf(to);
        when = List.copyOf(when);
    }

    static List<AccessRule> of(AuthorizationPolicy policy, List<String> trustDomains) {
        AccessDemands demands = new AccessDemands(policy.namespace(), trustDomains);
        return IntStream.range(0, policy.rules().size())
                .mapToObj(index -> {
                    Rule rule = policy.rules().get(index);
                    return new AccessRule(
                            policy,
                            index,
                            clauses(rule.from(), demands),
                            clauses(rule.to(), demands),
                            rule.when().stream().flatMap(demands::of).toList());
                })
                .toList();
    }

    private static List<List<AccessDemand>> clauses(List<Clause> clauses, AccessDemands demands) {
        return clauses.stream()
                .map(clause -> clause.fields().stream().map(demands::of).toList())
                .toList();
    }

    /** Envoy's name of it, in which white space becomes an underscore. */
    String id() {
        String provider =
                policy.provider().map(name -> PROVIDER_PREFIX + name + "-").orElse("");
        String id = provider + "ns[" + policy.namespace() + "]-policy["
                + policy.id().name() + "]-" + name();
        return id.replaceAll("\\s", "_");
    }

    String name() {
        return "rule[" + index + "]";
    }

    Field field() {
        return new Field(policy.id(), policy.rules().get(index).origin());
    }

    /**
     * What is left of it on a TCP connection: an ALLOW rule that speaks of HTTP is left out whole; other rules lose
     * what speaks of HTTP, and so widen.
     */
    Optional<AccessRule> onTcp() {
        if (policy.action() == Action.ALLOW && demands().anyMatch(AccessDemand::speaksOfHttp)) {
            return Optional.empty();
        }
        return Optional.of(new AccessRule(
                policy,
                index,
                from.stream().map(AccessRule::withoutHttp).toList(),
                to.stream().map(AccessRule::withoutHttp).toList(),
                withoutHttp(when)));
    }

    boolean matches(AccessRequest request, PathNormalization paths) {
        return unmet(request, paths).isEmpty();
    }

    /** The first demand that the request does not meet. */
    Optional<AccessDemand> unmet(AccessRequest request, PathNormalization paths) {
        return unmetOfAny(to, request, paths)
                .or(() -> unmetOfAny(from, request, paths))
                .or(() -> unmet(when, request, paths));
    }

    private static Optional<AccessDemand> unmetOfAny(
            List<List<AccessDemand>> clauses, AccessRequest request, PathNormalization paths) {
        List<Optional<AccessDemand>> unmet =
                clauses.stream().map(clause -> unmet(clause, request, paths)).toList();
        return unmet.stream().allMatch(Optional::isPresent)
                ? unmet.stream().flatMap(Optional::stream).findFirst()
                : Optional.empty();
    }

    private static Optional<AccessDemand> unmet(
            List<AccessDemand> clause, AccessRequest request, PathNormalization paths) {
        return clause.stream().filter(demand -> !demand.holds(request, paths)).findFirst();
    }

    private static List<AccessDemand> withoutHttp(List<AccessDemand> clause) {
        return clause.stream().filter(demand -> !demand.speaksOfHttp()).toList();
    }

    Stream<AccessDemand> demands() {
        return Stream.of(from.stream().flatMap(List::stream), to.stream().flatMap(List::stream), when.stream())
                .flatMap(each -> each);
    }
}
