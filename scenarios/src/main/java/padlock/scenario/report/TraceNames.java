package padlock.scenario.report;

import java.util.ArrayList;
import java.util.List;
import padlock.mesh.actor.MeshFact;
import padlock.mesh.actor.MeshIds;
import padlock.mesh.resource.InstanceId;
import padlock.sim.ActorId;
import padlock.sim.recording.Recording;

/** Who is who in a trace: actors and pods by names that a person would use. */
final class TraceNames {

    private static final String SIDECAR = "/istio-proxy";

    private final ShortNames names;

    private TraceNames(ShortNames names) {
        this.names = names;
    }

    static TraceNames of(Recording recording) {
        List<ShortNames.Named> workloads = new ArrayList<>();
        recording.events().forEach(event -> {
            if (event.fact() instanceof MeshFact.InstanceStarted started) {
                workloads.add(new ShortNames.Named(
                        started.instance().namespace(), started.instance().workload()));
            }
        });
        return new TraceNames(new ShortNames(workloads, List.of()));
    }

    String pod(InstanceId instance) {
        String name = names.workload(instance.namespace(), instance.workload());
        return instance.number() == 1 ? name : name + "#" + instance.number();
    }

    String sidecar(InstanceId instance) {
        return pod(instance) + "'s sidecar";
    }

    /** A policy's actor is called by its kind and name. */
    String actor(ActorId actor) {
        if (actor.equals(MeshIds.CERTIFICATE_AUTHORITY)) {
            return "the authority";
        }
        String name = actor.name();
        if (name.endsWith(SIDECAR)) {
            return instance(name.substring(0, name.length() - SIDECAR.length())) + "'s sidecar";
        }
        boolean policy = Character.isUpperCase(name.charAt(0));
        return policy ? name.substring(name.lastIndexOf('/') + 1) : instance(name);
    }

    private String instance(String id) {
        int slash = id.indexOf('/');
        int hash = id.indexOf('#');
        if (slash < 0) {
            return id;
        }
        String workload = id.substring(slash + 1, hash < 0 ? id.length() : hash);
        return names.workload(id.substring(0, slash), workload) + (hash < 0 ? "" : id.substring(hash));
    }
}
