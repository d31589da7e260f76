package padlock.mesh.policy;

import java.util.List;
import padlock.mesh.resource.AuthorizationSettings.PathNormalization;

/**
 * One thing that a rule demands of a request: of an attribute's values one must match one of the patterns, or none
 * where it is negated. What the request does not have never matches, so that the negated demand always holds.
 *
 * @param field as the policy calls it
 */
record AccessDemand(String field, AccessAttribute attribute, boolean negated, List<AccessPattern> patterns) {

    AccessDemand {
        patterns = List.copyOf(patterns);
    }

    boolean holds(AccessRequest request, PathNormalization paths) {
        return attribute
                        .values(request, paths)
                        .anyMatch(value -> patterns.stream().anyMatch(pattern -> pattern.matches(value)))
                != negated;
    }

    boolean speaksOfHttp() {
        return attribute.kind().speaksOfHttp();
    }

    boolean speaksOfIdentity() {
        return attribute.kind() == AccessAttribute.Kind.IDENTITY;
    }
}
