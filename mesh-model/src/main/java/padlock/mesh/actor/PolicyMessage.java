package padlock.mesh.actor;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import padlock.mesh.resource.InstanceId;
import padlock.sim.Message;

/** What one applied policy hears of its way to the sidecars. */
public sealed interface PolicyMessage extends Message {

    /** It is stored, for the first time or in place of an earlier version; these sidecars are to learn of it. */
    record Stored(long revision, SortedSet<InstanceId> sidecars) implements PolicyMessage {
        public Stored {
            sidecars = Collections.unmodifiableSortedSet(new TreeSet<>(sidecars));
        }
    }

    /** It is deleted; these sidecars are to learn of it. */
    record Deleted(long revision, SortedSet<InstanceId> sidecars) implements PolicyMessage {
        public Deleted {
            sidecars = Collections.unmodifiableSortedSet(new TreeSet<>(sidecars));
        }
    }

    /** A sidecar holds this revision. */
    record Acknowledged(InstanceId sidecar, long revision) implements PolicyMessage {}

    /** A sidecar is gone, and will acknowledge nothing. */
    record SidecarGone(InstanceId sidecar) implements PolicyMessage {}
}
