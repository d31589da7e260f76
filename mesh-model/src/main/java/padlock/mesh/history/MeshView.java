package padlock.mesh.history;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import padlock.mesh.actor.MeshFact;
import padlock.mesh.policy.Precedence;
import padlock.mesh.policy.Reason;
import padlock.mesh.resource.InstanceId;
import padlock.mesh.resource.ResourceId;
import padlock.sim.Event;

/**
 * What the mesh looks like at a step of a recording: its pods, what each sidecar holds, and the policies in force.
 *
 * @param policies by resource, with how many sidecars have acknowledged the latest change
 * @param revision the newest configuration that is known of, 0 before the first
 */
public record MeshView(
        SortedMap<InstanceId, Pod> pods,
        SortedMap<ResourceId, Rollout> policies,
        Precedence precedence,
        long revision,
        Authority authority) {

    /** Nothing has happened yet. */
    public static final MeshView EMPTY = new MeshView(
            new TreeMap<>(),
            new TreeMap<>(),
            Precedence.ISTIO,
            0,
            new Authority(Optional.empty(), List.of(), 0, Optional.empty()));

    /**
     * A pod that runs.
     *
     * @param because why it has a sidecar, or has none
     * @param pushed the last revision of the configuration that is on its way to the sidecar, 0 before the first
     * @param applied the revision that the sidecar holds, 0 before the first
     * @param lost whether the sidecar has no connection to the control plane
     */
    public record Pod(
            InstanceId id,
            String serviceAccount,
            String address,
            boolean sidecar,
            List<Reason> because,
            long pushed,
            long applied,
            boolean lost,
            Optional<Held> certificate) {

        public Pod {
            because = List.copyOf(because);
        }

        /** Whether a change that was pushed has not arrived. */
        public boolean waits() {
            return applied < pushed;
        }

        private Pod pushed(long revision) {
            return new Pod(id, serviceAccount, address, sidecar, because, revision, applied, false, certificate);
        }

        private Pod applied(long revision) {
            return new Pod(id, serviceAccount, address, sidecar, because, pushed, revision, lost, certificate);
        }

        private Pod cutOff() {
            return new Pod(id, serviceAccount, address, sidecar, because, pushed, applied, true, certificate);
        }

        private Pod holding(Held held) {
            return new Pod(id, serviceAccount, address, sidecar, because, pushed, applied, lost, Optional.of(held));
        }
    }

    /** How a sidecar stands to the newest configuration that there is. */
    public enum Standing {
        /** It has none at all yet. */
        NOTHING,
        /** It holds the newest. */
        NEWEST,
        /** The newest was sent to it and has not arrived. */
        WAITS,
        /** There is a newer one, which nobody has sent it yet. */
        OUTDATED,
        /** It cannot hear of anything newer. */
        CUT_OFF
    }

    /** The certificate that a sidecar shows now. */
    public record Held(String identity, String serialNumber, Instant since, Instant notAfter, Instant rotatesAt) {}

    /**
     * The certificate authority.
     *
     * @param signing the serial number of the root that it signs with, once it has said so
     * @param roots of its own making or given to it, the latest last
     * @param issued how many certificates it has signed
     */
    public record Authority(Optional<String> signing, List<Root> roots, long issued, Optional<Issued> last) {
        public Authority {
            roots = List.copyOf(roots);
        }
    }

    /** What an authority signs with. */
    public record Root(String subject, Instant since, Instant notAfter) {}

    /** A certificate that was signed. */
    public record Issued(String identity, String serialNumber, Instant at) {}

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

    /** How a pod's sidecar stands to the newest configuration. */
    public Standing standing(Pod pod) {
        if (pod.lost()) return Standing.CUT_OFF;
        else if (pod.applied() >= revision && pod.applied() > 0) return Standing.NEWEST;
        else if (pod.waits()) return pod.pushed() >= revision ? Standing.WAITS : Standing.OUTDATED;
        else return pod.applied() == 0 ? Standing.NOTHING : Standing.OUTDATED;
    }

    /** The view after one more event; what did not change is shared. */
    public MeshView after(Event event) {
        if (event.fact() instanceof MeshFact.InstanceStarted started) return withPod(started);
        else if (event.fact() instanceof MeshFact.InstanceStopped stopped) return without(stopped.instance());
        else if (event.fact() instanceof MeshFact.ConfigPushed pushed)
            return pod(pushed.sidecar(), pod -> pod.pushed(pushed.revision())).knowing(pushed.revision());
        else if (event.fact() instanceof MeshFact.ConfigApplied applied)
            return pod(applied.sidecar(), pod -> pod.applied(applied.revision()));
        else if (event.fact() instanceof MeshFact.ControlPlaneLost lost) return pod(lost.sidecar(), Pod::cutOff);
        else if (event.fact() instanceof MeshFact.CertificateInstalled installed)
            return pod(installed.sidecar(), pod -> pod.holding(held(installed, event.at())));
        else if (event.fact() instanceof MeshFact.PolicyStored stored)
            return policy(new Rollout(stored.policy(), event.at(), 0, stored.sidecars()))
                    .knowing(stored.revision());
        else if (event.fact() instanceof MeshFact.PolicyReached reached) return reached(reached);
        else if (event.fact() instanceof MeshFact.PolicyDeleted deleted)
            return withoutPolicy(deleted.policy()).knowing(deleted.revision());
        else if (event.fact() instanceof MeshFact.PrecedenceRead read)
            return new MeshView(pods, policies, read.precedence(), revision, authority);
        else return authority(event);
    }

    private MeshView authority(Event event) {
        if (event.fact() instanceof MeshFact.RootCreated root)
            return signingWith(new Root(root.subject(), event.at(), root.notAfter()));
        else if (event.fact() instanceof MeshFact.AuthorityPluggedIn given)
            return signingWith(new Root(given.subject(), event.at(), given.notAfter()));
        else if (event.fact() instanceof MeshFact.RootsChanged changed)
            return with(new Authority(
                    Optional.of(changed.signing()), authority.roots(), authority.issued(), authority.last()));
        else if (event.fact() instanceof MeshFact.CertificateIssued issued)
            return with(new Authority(
                    authority.signing(),
                    authority.roots(),
                    authority.issued() + 1,
                    Optional.of(new Issued(issued.identity().toString(), issued.serialNumber(), event.at()))));
        else return this;
    }

    private MeshView signingWith(Root root) {
        List<Root> roots =
                Stream.concat(authority.roots().stream(), Stream.of(root)).toList();
        return with(new Authority(authority.signing(), roots, authority.issued(), authority.last()));
    }

    private MeshView with(Authority changed) {
        return new MeshView(pods, policies, precedence, revision, changed);
    }

    private MeshView with(SortedMap<InstanceId, Pod> changed) {
        return new MeshView(changed, policies, precedence, revision, authority);
    }

    private MeshView knowing(long newest) {
        return newest > revision ? new MeshView(pods, policies, precedence, newest, authority) : this;
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
                        started.reasons(),
                        0,
                        0,
                        false,
                        Optional.empty()));
        return with(changed);
    }

    private MeshView without(InstanceId instance) {
        SortedMap<InstanceId, Pod> changed = new TreeMap<>(pods);
        changed.remove(instance);
        return with(changed);
    }

    private MeshView pod(InstanceId instance, UnaryOperator<Pod> change) {
        SortedMap<InstanceId, Pod> changed = new TreeMap<>(pods);
        changed.computeIfPresent(instance, (id, pod) -> change.apply(pod));
        return with(changed);
    }

    private MeshView policy(Rollout rollout) {
        SortedMap<ResourceId, Rollout> changed = new TreeMap<>(policies);
        changed.put(rollout.policy(), rollout);
        return new MeshView(pods, changed, precedence, revision, authority);
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
        return new MeshView(pods, changed, precedence, revision, authority);
    }

    private static Held held(MeshFact.CertificateInstalled installed, Instant at) {
        return new Held(
                installed.identity().toString(),
                installed.serialNumber(),
                at,
                installed.notAfter(),
                installed.rotatesAt());
    }
}
