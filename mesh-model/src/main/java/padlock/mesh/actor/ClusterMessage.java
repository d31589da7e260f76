package padlock.mesh.actor;

import padlock.sim.Message;

/** What a pod hears from the cluster that runs it. */
public sealed interface ClusterMessage extends Message {

    /** The pod runs from now on. */
    record Started() implements ClusterMessage {}

    /** Names, addresses or pods changed. */
    record DirectoryChanged(Directory directory) implements ClusterMessage {}
}
