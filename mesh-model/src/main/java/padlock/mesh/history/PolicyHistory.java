package padlock.mesh.history;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import padlock.mesh.actor.MeshFact;
import padlock.mesh.resource.ResourceId;
import padlock.sim.Event;
import padlock.sim.recording.Recording;

/** Every change of a policy in a recording, in order. */
public final class PolicyHistory {

    private final List<PolicyView> changes = new ArrayList<>();

    private PolicyHistory() {}

    public static List<PolicyView> of(Recording recording) {
        PolicyHistory history = new PolicyHistory();
        recording.events().forEach(history::add);
        return List.copyOf(history.changes);
    }

    private void add(Event event) {
        if (event.fact() instanceof MeshFact.PolicyStored stored) {
            PolicyView.Change change = stored.replaced() ? PolicyView.Change.REPLACED : PolicyView.Change.CREATED;
            changed(stored.policy(), change, event.at(), stored.sidecars());
        } else if (event.fact() instanceof MeshFact.PolicyDeleted deleted) {
            changed(deleted.policy(), PolicyView.Change.DELETED, event.at(), deleted.sidecars());
        } else if (event.fact() instanceof MeshFact.PolicyReached reached && reached.reached() == reached.sidecars()) {
            inEffect(reached.policy(), event.at());
        }
    }

    private void changed(ResourceId policy, PolicyView.Change change, Instant at, int sidecars) {
        Optional<Instant> inEffect = sidecars == 0 ? Optional.of(at) : Optional.empty();
        changes.add(new PolicyView(policy, change, at, inEffect, sidecars));
    }

    private void inEffect(ResourceId policy, Instant at) {
        for (int i = changes.size() - 1; i >= 0; i--) {
            PolicyView change = changes.get(i);
            if (change.policy().equals(policy)) {
                changes.set(
                        i,
                        new PolicyView(policy, change.change(), change.applied(), Optional.of(at), change.sidecars()));
                return;
            }
        }
    }
}
