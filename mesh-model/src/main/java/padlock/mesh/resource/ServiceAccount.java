package padlock.mesh.resource;

import java.time.Instant;

/** A service account: the identity that a workload's certificate names. */
public record ServiceAccount(Metadata metadata) implements Resource {

    @Override
    public ServiceAccount createdAt(Instant instant) {
        return new ServiceAccount(metadata.createdAt(instant));
    }
}
