package padlock.mesh.policy;

/** What AuthorizationPolicy says of one request, or of one TCP connection. */
public sealed interface AccessDecision {

    /** Nothing stands against it. */
    record Allowed() implements AccessDecision {}

    /**
     * It is refused.
     *
     * @param policy Envoy's name of the rule, {@code ns[..]-policy[..]-rule[..]}, or {@code none} when no ALLOW rule
     *     matched
     */
    record Denied(String policy) implements AccessDecision {}
}
