package padlock.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import padlock.mesh.actor.Fault;
import padlock.mesh.policy.Precedence;
import padlock.mesh.resource.Resource;
import padlock.mesh.resource.ResourceId;

/** What a person does to the mesh while it runs, measured from the start of the run. */
public sealed interface Intervention {

    Duration at();

    /** {@code kubectl apply}. */
    record Apply(Duration at, List<Resource> resources) implements Intervention {
        public Apply {
            resources = List.copyOf(resources);
        }
    }

    /** {@code kubectl delete}. */
    record Delete(Duration at, List<ResourceId> resources) implements Intervention {
        public Delete {
            resources = List.copyOf(resources);
        }
    }

    /** From here on the mesh is read this way. */
    record ReadPrecedence(Duration at, Precedence precedence) implements Intervention {}

    /** Something goes wrong, for so long or for good. */
    record Inject(Duration at, Optional<Duration> lasting, Fault fault) implements Intervention {}
}
