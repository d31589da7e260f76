package padlock.tls.handshake;

/** What a server that would judge a client's certificate makes of a client that has none. */
public enum ClientDemand {
    /** It refuses. */
    REQUIRED,
    /** It serves whoever it is. */
    OPTIONAL
}
