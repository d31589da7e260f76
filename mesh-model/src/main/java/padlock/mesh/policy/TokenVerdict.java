package padlock.mesh.policy;

import java.util.Optional;

/** What became of the tokens that a request carries. */
public sealed interface TokenVerdict {

    /** It carries none, or nobody asked. */
    record Absent() implements TokenVerdict {}

    /** It carries one that holds. */
    record Verified(TokenClaims claims, Reason.Field rule) implements TokenVerdict {}

    /**
     * It carries one that does not.
     *
     * @param text what Envoy tells the client
     * @param rule that the token did not meet
     */
    record Rejected(int status, String text, Optional<Reason.Field> rule) implements TokenVerdict {}
}
