package padlock.mesh.history;

import padlock.mesh.resource.InstanceId;

/** A workload, whichever of its pods is meant. */
public record WorkloadName(String namespace, String name) implements Comparable<WorkloadName> {

    public static WorkloadName of(InstanceId instance) {
        return new WorkloadName(instance.namespace(), instance.workload());
    }

    @Override
    public int compareTo(WorkloadName other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return namespace + "/" + name;
    }
}
