package padlock.mesh.history;

import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import padlock.mesh.actor.MeshFact;
import padlock.mesh.policy.Precedence;
import padlock.mesh.resource.InstanceId;
import padlock.mesh.resource.ResourceId;
import padlock.sim.Event;

/**
 * What the mesh looks like at a step of a recording: its pods, what each sidecar holds, and the policies in force.
 *
 * @param policies by resource, with how many sidecars have acknowledged the latest change
 */
public record MeshView(
        SortedMap<InstanceId, Pod> pods, SortedMap<ResourceId, Rollout> policies, Precedence precedence) {

    /** Nothing has happened yet. */
    public static final MeshView EMPTY = new MeshView(new TreeMap<>(), new TreeMap<>(), Precedence.ISTIO);

    /**
     * A pod that runs.
     *
     * @param pushed the last revision of the configuration that is on its way to the sidecar, 0 before the first
     * @param applied the revision that the sidecar holds, 0 before the first
     */
    public record Pod(
            InstanceId id,
            String serviceAccount,
            String address,
            boolean sidecar,
            long pushed,
            long applied,
            Optional<Held> certificate) {

        /** Whether a change that was pushed has not arrived. */
        public boolean waits() {
            return applied < pushed;
        }
    }

    /** The certificate that a sidecar shows now. */
    public record Held(String identity, String serialNumber, Instant since, Instant notAfter, Instant rotatesAt) {}

    /** How far the latest change of a policy has come. */
    public record Rollout(ResourceId policy, Instant applied, int reached, int sidecars) {

        public boolean complete() {
            return reached >= sidecars;
        }
    }

    public MeshView {
        pods = Collections.unmodifiableSortedMap(pods);
        policies = Collections.unmodifiableSortedMap(policies);
    }

    /** The view after one more event; what did not change is shared. */
    public MeshView after(Event event) {
        if (event.fact() instanceof MeshFact.InstanceStarted started) return withPod(started);
        else if (event.fact() instanceof MeshFact.InstanceStopped stopped) return without(stopped.instance());
        else if (event.fact() instanceof MeshFact.ConfigPushed pushed)
            return pod(pushed.sidecar(), pod -> pushed(pod, pushed.revision()));
        else if (event.fact() instanceof MeshFact.ConfigApplied applied)
            return pod(applied.sidecar(), pod -> applied(pod, applied.revision()));
        else if (event.fact() instanceof MeshFact.CertificateInstalled installed)
            return pod(installed.sidecar(), pod -> holding(pod, installed, event.at()));
        else if (event.fact() instanceof MeshFact.PolicyStored stored)
            return policy(new Rollout(stored.policy(), event.at(), 0, stored.sidecars()));
        else if (event.fact() instanceof MeshFact.PolicyReached reached) return reached(reached);
        else if (event.fact() instanceof MeshFact.PolicyDeleted deleted) return withoutPolicy(deleted.policy());
        else if (event.fact() instanceof MeshFact.PrecedenceRead read)
            return new MeshView(pods, policies, read.precedence());
        else return this;
    }

    private MeshView withPod(MeshFact.InstanceStarted started) {
        SortedMap<InstanceId, Pod> changed = new TreeMap<>(pods);
        changed.put(
                started.instance(),
                new Pod(
                        started.instance(),
                        started.serviceAccount(),
                        started.address(),
                        started.sidecar(),
                        0,
                        0,
                        Optional.empty()));
        return new MeshView(changed, policies, precedence);
    }

    private MeshView without(InstanceId instance) {
        SortedMap<InstanceId, Pod> changed = new TreeMap<>(pods);
        changed.remove(instance);
        return new MeshView(changed, policies, precedence);
    }

    private MeshView pod(InstanceId instance, UnaryOperator<Pod> change) {
        SortedMap<InstanceId, Pod> changed = new TreeMap<>(pods);
        changed.computeIfPresent(instance, (id, pod) -> change.apply(pod));
        return new MeshView(changed, policies, precedence);
    }

    private MeshView policy(Rollout rollout) {
        SortedMap<ResourceId, Rollout> changed = new TreeMap<>(policies);
        changed.put(rollout.policy(), rollout);
        return new MeshView(pods, changed, precedence);
    }

    private MeshView reached(MeshFact.PolicyReached reached) {
        Rollout known = policies.get(reached.policy());
        return known == null
                ? this
                : policy(new Rollout(reached.policy(), known.applied(), reached.reached(), reached.sidecars()));
    }

    private MeshView withoutPolicy(ResourceId policy) {
        SortedMap<ResourceId, Rollout> changed = new TreeMap<>(policies);
        changed.remove(policy);
        return new MeshView(pods, changed, precedence);
    }

    private static Pod pushed(Pod pod, long revision) {
        return new Pod(
                pod.id(),
                pod.serviceAccount(),
                pod.address(),
                pod.sidecar(),
                revision,
                pod.applied(),
                pod.certificate());
    }

    private static Pod applied(Pod pod, long revision) {
        return new Pod(
                pod.id(),
                pod.serviceAccount(),
                pod.address(),
                pod.sidecar(),
                pod.pushed(),
                revision,
                pod.certificate());
    }

    private static Pod holding(Pod pod, MeshFact.CertificateInstalled installed, Instant at) {
        Held held = new Held(
                installed.identity().toString(),
                installed.serialNumber(),
                at,
                installed.notAfter(),
                installed.rotatesAt());
        return new Pod(
                pod.id(),
                pod.serviceAccount(),
                pod.address(),
                pod.sidecar(),
                pod.pushed(),
                pod.applied(),
                Optional.of(held));
    }
}
