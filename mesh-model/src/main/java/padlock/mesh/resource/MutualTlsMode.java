package padlock.mesh.resource;

/** What a server's sidecar accepts on a port. UNSET is not a mode: it is an absent one, which inherits. */
public enum MutualTlsMode {
    /** Plaintext only. */
    DISABLE,
    /** Plaintext and mutual TLS. */
    PERMISSIVE,
    /** Mutual TLS only. */
    STRICT
}
