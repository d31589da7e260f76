package padlock.mesh.resource;

import java.util.Comparator;

/** The name of one running pod: its workload, and its number among the replicas, which counts from 1. */
public record InstanceId(String namespace, String workload, int number) implements Comparable<InstanceId> {

    private static final Comparator<InstanceId> ORDER = Comparator.comparing(InstanceId::namespace)
            .thenComparing(InstanceId::workload)
            .thenComparingInt(InstanceId::number);

    @Override
    public int compareTo(InstanceId other) {
        return ORDER.compare(this, other);
    }

    /** {@code namespace/workload}, with {@code #2} and so on for the further replicas. */
    @Override
    public String toString() {
        return namespace + "/" + workload + (number == 1 ? "" : "#" + number);
    }
}
