package padlock.tls.handshake;

/** By whose book a chain is judged. */
public enum Rules {
    /** As the default validator of an Istio sidecar does. */
    SIDECAR,
    /** As a sidecar does, and by all rules of X.509-SVID besides. */
    SPIFFE,
    /** RFC 5280 alone: path validation (§6), and the profile that each certificate has to keep (§4). */
    PATH
}
