package padlock.mesh.policy;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import padlock.mesh.policy.Reason.Field;
import padlock.mesh.resource.AuthorizationPolicy;
import padlock.mesh.resource.AuthorizationPolicy.Action;
import padlock.mesh.resource.AuthorizationPolicy.Operation;
import padlock.mesh.resource.AuthorizationPolicy.Rule;
import padlock.mesh.resource.AuthorizationPolicy.Source;
import padlock.tls.identity.SpiffeId;

/**
 * One rule of an AuthorizationPolicy, as the server's sidecar holds it. A field that speaks of an attribute which the
 * connection does not have never matches, so its {@code not} form always does.
 */
record AccessRule(AuthorizationPolicy policy, int index) {

    static List<AccessRule> of(AuthorizationPolicy policy) {
        return IntStream.range(0, policy.rules().size())
                .mapToObj(index -> new AccessRule(policy, index))
                .toList();
    }

    /** Envoy's name of it, in which white space becomes an underscore. */
    String id() {
        String id = "ns[" + policy.namespace() + "]-policy[" + policy.id().name() + "]-rule[" + index + "]";
        return id.replaceAll("\\s", "_");
    }

    Field field() {
        return new Field(policy.id(), rule().origin());
    }

    boolean asksForIdentity() {
        return rule().from().stream()
                .anyMatch(source ->
                        !source.principals().isEmpty() || !source.namespaces().isEmpty());
    }

    boolean matches(AccessRequest request, List<String> trustDomains) {
        return !isSkipped(request)
                && anyOf(rule().from(), source -> matches(source, request.peer(), trustDomains))
                && anyOf(rule().to(), operation -> matches(operation, request));
    }

    /**
     * On a TCP connection an ALLOW rule that speaks of HTTP is left out whole; other rules lose those fields and so
     * widen.
     */
    private boolean isSkipped(AccessRequest request) {
        return request.http().isEmpty()
                && policy.action() == Action.ALLOW
                && rule().to().stream().anyMatch(AccessRule::speaksOfHttp);
    }

    private static boolean speaksOfHttp(Operation operation) {
        return List.of(operation.methods(), operation.notMethods(), operation.paths(), operation.notPaths()).stream()
                .anyMatch(field -> !field.isEmpty());
    }

    private static boolean matches(Source source, Optional<SpiffeId> peer, List<String> trustDomains) {
        Predicate<String> principal = pattern -> peer.filter(id -> AccessPattern.principal(pattern, id.toString()))
                .isPresent();
        Predicate<String> namespace = pattern -> peer.filter(id -> AccessPattern.namespace(pattern, id.toString()))
                .isPresent();
        return anyOf(PrincipalAliases.of(source.principals(), trustDomains), principal)
                && noneOf(PrincipalAliases.of(source.notPrincipals(), trustDomains), principal)
                && anyOf(source.namespaces(), namespace)
                && noneOf(source.notNamespaces(), namespace);
    }

    private static boolean matches(Operation operation, AccessRequest request) {
        Predicate<String> port = number -> number.equals(String.valueOf(request.port()));
        return anyOf(operation.ports(), port)
                && noneOf(operation.notPorts(), port)
                && request.http().stream().allMatch(http -> matches(operation, http));
    }

    private static boolean matches(Operation operation, AccessRequest.Http http) {
        String requested = RequestPath.normalized(http.path());
        Predicate<String> method = pattern -> AccessPattern.text(pattern, http.method());
        Predicate<String> path = pattern -> AccessPattern.path(pattern, requested);
        return anyOf(operation.methods(), method)
                && noneOf(operation.notMethods(), method)
                && anyOf(operation.paths(), path)
                && noneOf(operation.notPaths(), path);
    }

    private static <T> boolean anyOf(List<T> field, Predicate<T> matches) {
        return field.isEmpty() || field.stream().anyMatch(matches);
    }

    private static <T> boolean noneOf(List<T> field, Predicate<T> matches) {
        return field.stream().noneMatch(matches);
    }

    private Rule rule() {
        return policy.rules().get(index);
    }
}
