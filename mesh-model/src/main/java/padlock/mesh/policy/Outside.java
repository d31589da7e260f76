package padlock.mesh.policy;

/** What a sidecar does with calls to what it does not know (outboundTrafficPolicy). */
public enum Outside {
    /** They go on as they are, by the cluster PassthroughCluster. */
    PASS_THROUGH,
    /** They end at the sidecar, by the cluster BlackHoleCluster. */
    BLACK_HOLE
}
