package padlock.mesh.policy;

import java.time.Instant;
import java.util.Comparator;
import padlock.mesh.resource.Resource;

/**
 * The order in which Istio looks at resources of one kind: the oldest first, then by name, then by namespace (R3.3).
 */
final class Age {

    static final Comparator<Resource> OLDEST_FIRST = Comparator.<Resource, Instant>comparing(
                    resource -> resource.metadata().created())
            .thenComparing(resource -> resource.id().name())
            .thenComparing(resource -> resource.id().namespace());

    private Age() {}

    /** Why a resource that comes later in this order lost against an earlier one. */
    static String later(Resource winner, Resource loser) {
        return winner.metadata().created().isBefore(loser.metadata().created())
                ? "younger than " + winner.id()
                : "as old as " + winner.id() + ", which comes first by name";
    }
}
