package padlock.mesh.resource;

import java.time.Instant;
import java.util.Optional;

/** What every resource has: its name, its age (known once it is applied) and where it was written. */
public record Metadata(ResourceId id, Optional<Instant> creationTimestamp, Origin origin) {

    /** The instant that orders policies of one scope by age; every resource in a {@link Mesh} has one. */
    public Instant created() {
        return creationTimestamp.orElseThrow(() -> new IllegalStateException(id + " is not applied yet"));
    }

    Metadata createdAt(Instant instant) {
        return new Metadata(id, Optional.of(instant), origin);
    }
}
