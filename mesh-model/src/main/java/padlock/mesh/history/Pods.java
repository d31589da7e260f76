package padlock.mesh.history;

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

    boolean sidecar(InstanceId instance) {
        return started.get(instance).sidecar();
    }
}
