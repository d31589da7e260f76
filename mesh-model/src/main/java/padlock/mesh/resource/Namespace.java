package padlock.mesh.resource;

import java.time.Instant;

/** A namespace and its labels, which decide the injection of sidecars. */
public record Namespace(Metadata metadata, Labels labels) implements Resource {

    public String name() {
        return id().name();
    }

    @Override
    public Namespace createdAt(Instant instant) {
        return new Namespace(metadata.createdAt(instant), labels);
    }
}
