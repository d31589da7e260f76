package padlock.mesh.actor;

import java.util.List;
import padlock.mesh.policy.Precedence;
import padlock.mesh.resource.InstanceId;
import padlock.mesh.resource.Resource;
import padlock.mesh.resource.ResourceId;
import padlock.sim.Message;
import padlock.tls.identity.RevocationList;
import padlock.tls.identity.TrustBundle;

/** What the control plane reacts to. */
public sealed interface ControlPlaneMessage extends Message {

    /** {@code kubectl apply}, of all of them at once. */
    record Apply(List<Resource> resources) implements ControlPlaneMessage {
        public Apply {
            resources = List.copyOf(resources);
        }
    }

    /** {@code kubectl delete}. */
    record Delete(List<ResourceId> resources) implements ControlPlaneMessage {
        public Delete {
            resources = List.copyOf(resources);
        }
    }

    /** From now on PeerAuthentication is read in this way. */
    record ReadPrecedence(Precedence precedence) implements ControlPlaneMessage {}

    /** Whoever joins the mesh from now on is to trust these roots; the others learn of them with a certificate. */
    record RootsAnnounced(TrustBundle roots) implements ControlPlaneMessage {}

    /** Every sidecar is to trust these roots, and the authority wants to know when all do. */
    record DistributeRoots(TrustBundle roots) implements ControlPlaneMessage {}

    /** The delay of new roots is over for one sidecar. */
    record RootsDue(InstanceId sidecar, TrustBundle roots) implements ControlPlaneMessage {}

    /** A sidecar trusts these roots. */
    record RootsAcknowledged(InstanceId sidecar, TrustBundle roots) implements ControlPlaneMessage {}

    /**
     * A sidecar asks for its configuration, and for every later change.
     *
     * @param stream how often its connection broke before
     */
    record Subscribe(InstanceId sidecar, long stream) implements ControlPlaneMessage {}

    /** A sidecar holds a revision. */
    record Acknowledge(InstanceId sidecar, long revision) implements ControlPlaneMessage {}

    /** The delay of a change is over for one sidecar. */
    record PushDue(InstanceId sidecar, long revision) implements ControlPlaneMessage {}

    /** Every sidecar is to know these lists, all that there are, at once. */
    record PublishRevocations(List<RevocationList> lists) implements ControlPlaneMessage {
        public PublishRevocations {
            lists = List.copyOf(lists);
        }
    }

    /** These lists, all that there are, are to stand in the file that pods mount. */
    record MountRevocations(List<RevocationList> lists) implements ControlPlaneMessage {
        public MountRevocations {
            lists = List.copyOf(lists);
        }
    }

    /** A kubelet looks at what a pod mounts. */
    record RevocationsDue(InstanceId sidecar, List<RevocationList> lists) implements ControlPlaneMessage {
        public RevocationsDue {
            lists = List.copyOf(lists);
        }
    }

    /** Every connection to a sidecar breaks. */
    record CloseStreams() implements ControlPlaneMessage {}

    /** Of some sidecars nothing is heard any more. */
    record PartedFromSidecars() implements ControlPlaneMessage {}

    /** Nothing was heard of a sidecar for so long that a connection with it is given up. */
    record SilenceDue(InstanceId sidecar, long stream) implements ControlPlaneMessage {}

    /** Every sidecar of a workload is to hear this, as if it happened to it by itself. */
    record Reach(Place workload, SidecarMessage message) implements ControlPlaneMessage {}

    /** The pods of a workload end. */
    record TakeAway(Place workload) implements ControlPlaneMessage {}

    /** Other pods take their place. */
    record BringBack(Place workload) implements ControlPlaneMessage {}

    /** A policy's latest change is acknowledged by all sidecars. */
    record RolledOut(ResourceId policy, long revision) implements ControlPlaneMessage {}
}
