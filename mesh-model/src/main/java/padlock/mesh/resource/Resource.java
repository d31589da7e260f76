package padlock.mesh.resource;

import java.time.Instant;

/** One object that a person applies to the cluster and Padlock models. */
public sealed interface Resource
        permits Namespace,
                ServiceAccount,
                Workload,
                Service,
                ServiceEntry,
                WorkloadEntry,
                SidecarScope,
                MeshSettings,
                InjectorSettings,
                PluggedInAuthority,
                Secret,
                PeerAuthentication,
                DestinationRule,
                VirtualService,
                Gateway,
                AttachedPolicy {

    Metadata metadata();

    /** The same resource with its age known. */
    Resource createdAt(Instant instant);

    default ResourceId id() {
        return metadata().id();
    }
}
