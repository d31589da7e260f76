package padlock.mesh.resource;

import java.util.Optional;

/** A policy that all its kind is added up of: every one that is attached to a workload holds. */
public sealed interface AttachedPolicy extends Resource permits AuthorizationPolicy, RequestAuthentication {

    Attachment attachment();

    default Optional<Labels> selector() {
        return attachment().selector();
    }

    default String namespace() {
        return id().namespace();
    }
}
