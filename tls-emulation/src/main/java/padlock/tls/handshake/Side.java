package padlock.tls.handshake;

/** Who refused, as an endpoint sees it. */
public enum Side {
    SELF,
    PEER
}
