package padlock.mesh.policy;

/** What authorization says of one request, or of one TCP connection. */
public sealed interface AccessDecision {

    /** Nothing stands against it. */
    record Allowed() implements AccessDecision {}

    /**
     * An AuthorizationPolicy refuses it.
     *
     * @param policy Envoy's name of the rule, {@code ns[..]-policy[..]-rule[..]}, or {@code none} when no ALLOW rule
     *     matched
     */
    record Denied(String policy) implements AccessDecision {}

    /** The provider of a CUSTOM policy refuses it, or cannot be asked. */
    record DeniedByProvider(String provider, int status, boolean reached) implements AccessDecision {}

    /** It carries a token that does not hold. */
    record TokenRejected(int status, String text) implements AccessDecision {}
}
