package padlock.mesh.history;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import padlock.mesh.actor.MeshFact;
import padlock.mesh.resource.InstanceId;

/** The pods that a recording tells of. */
final class Pods {

    private final SortedMap<InstanceId, MeshFact.InstanceStarted> started = new TreeMap<>();

    void started(MeshFact.InstanceStarted instance) {
        started.put(instance.instance(), instance);
    }

    String serviceAccount(InstanceId instance) {
        return started.get(instance).serviceAccount();
    }

    /** Who never started is out in the world, where no sidecars are. */
    boolean sidecar(InstanceId instance) {
        return Optional.ofNullable(started.get(instance))
                .map(MeshFact.InstanceStarted::sidecar)
                .orElse(false);
    }
}
