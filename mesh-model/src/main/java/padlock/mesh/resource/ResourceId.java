package padlock.mesh.resource;

import java.util.Comparator;

/** The name of one resource in the cluster; cluster-scoped kinds have an empty namespace. */
public record ResourceId(String kind, String namespace, String name) implements Comparable<ResourceId> {

    private static final Comparator<ResourceId> ORDER = Comparator.comparing(ResourceId::kind)
            .thenComparing(ResourceId::namespace)
            .thenComparing(ResourceId::name);

    @Override
    public int compareTo(ResourceId other) {
        return ORDER.compare(this, other);
    }

    /** {@code Kind/namespace/name}, or {@code Kind/name} where the kind has no namespace. */
    @Override
    public String toString() {
        return namespace.isEmpty() ? kind + "/" + name : kind + "/" + namespace + "/" + name;
    }
}
