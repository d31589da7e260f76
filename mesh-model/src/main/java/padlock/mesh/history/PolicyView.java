package padlock.mesh.history;

import java.time.Instant;
import java.util.Optional;
import padlock.mesh.resource.ResourceId;

/**
 * One change of a policy, and its way to the sidecars.
 *
 * @param inEffect when the last sidecar acknowledged it; empty while some have not
 * @param sidecars how many were to learn of it
 */
public record PolicyView(ResourceId policy, Change change, Instant applied, Optional<Instant> inEffect, int sidecars) {

    /** What was done. */
    public enum Change {
        CREATED,
        REPLACED,
        DELETED
    }
}
