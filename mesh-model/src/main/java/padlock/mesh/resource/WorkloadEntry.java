package padlock.mesh.resource;

import java.time.Instant;

/** A machine outside the cluster that services pick by its labels, as if it were a pod. */
public record WorkloadEntry(Metadata metadata, Workload machine) implements Resource {

    @Override
    public WorkloadEntry createdAt(Instant instant) {
        return new WorkloadEntry(metadata.createdAt(instant), machine.createdAt(instant));
    }
}
