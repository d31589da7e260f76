package padlock.tls.handshake;

/** Why an endpoint does not go on. */
public enum RefusalReason {
    CERTIFICATE_EXPIRED,
    CERTIFICATE_NOT_YET_VALID,
    CERTIFICATE_REVOKED,
    /** No path from the certificate to a trusted one. */
    UNKNOWN_AUTHORITY,
    /** A certificate in the path signed another, but may not. */
    NOT_AN_AUTHORITY,
    PATH_LENGTH,
    /**
     * A certificate's signature is not by the key of the one above it, or the peer does not hold the key of its own.
     */
    BAD_SIGNATURE,
    WRONG_PURPOSE,
    NAME_CONSTRAINT,
    /** An authority demands that the chain is under a policy, and it is under none. */
    NO_POLICY,
    UNHANDLED_EXTENSION,
    MALFORMED_CERTIFICATE,
    /** The chain is good, but none of its names is expected here. */
    NAME_MISMATCH,
    /** The chain leads to an authority of another trust domain than its leaf's. */
    TRUST_DOMAIN_MISMATCH,
    NO_CERTIFICATE,
    /** The peer does not like the certificate and does not say why: its alert stands for several reasons. */
    CERTIFICATE_REJECTED,
    /** Plain HTTP was sent to a TLS server. */
    HTTP_REQUEST,
    /** Bytes that are not TLS at all. */
    WRONG_VERSION_NUMBER,
    PROTOCOL_VERSION,
    /** An older version was chosen than both ends have: somebody took the newer one out of the client's offer. */
    DOWNGRADED,
    NO_SHARED_PARAMETERS,
    NO_APPLICATION_PROTOCOL,
    /** A record or message was altered or cannot be read. */
    TAMPERED,
    /** The peer closed before the handshake was over. */
    CLOSED_EARLY
}
