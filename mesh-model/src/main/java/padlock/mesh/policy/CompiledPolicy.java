package padlock.mesh.policy;

import java.util.List;
import java.util.Optional;
import padlock.mesh.resource.AuthorizationPolicy;

/** An AuthorizationPolicy with its rules as sidecars hold them, for HTTP and for TCP. */
record CompiledPolicy(AuthorizationPolicy policy, List<AccessRule> rules, List<AccessRule> tcpRules) {

    static CompiledPolicy of(AuthorizationPolicy policy, List<String> trustDomains) {
        List<AccessRule> rules = AccessRule.of(policy, trustDomains);
        return new CompiledPolicy(
                policy,
                rules,
                rules.stream().map(AccessRule::onTcp).flatMap(Optional::stream).toList());
    }

    List<AccessRule> rulesFor(AccessRequest request) {
        return request.http().isPresent() ? rules : tcpRules;
    }
}
