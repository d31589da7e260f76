package padlock.mesh.policy;

/** The two readings of which PeerAuthentication decides. */
public enum Precedence {
    /** Istio's: the narrowest scope that sets a mode wins (R3.6). */
    ISTIO,
    /** A popular tutorial's: of all modes that matching policies set, in any scope, the strictest wins. */
    MOST_RESTRICTIVE
}
