package padlock.mesh.actor;

import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import padlock.mesh.resource.InstanceId;
import padlock.sim.ActorContext;
import padlock.tls.identity.TrustBundle;

/**
 * The control plane's part in a rotation of roots: has every sidecar trust the roots that the authority names, each
 * after a delay of its own, and tells the authority when all do. It is Istio's distribution for meshes with several
 * roots; where roots are only announced, sidecars that run learn of them with their next certificate.
 */
final class RootDistribution {

    private static final String CHANNEL = "xds";

    private final Settings settings;
    private final SortedSet<InstanceId> awaited = new TreeSet<>();
    private Optional<TrustBundle> roots = Optional.empty();
    private boolean distributed;

    RootDistribution(Settings settings) {
        this.settings = settings;
    }

    TrustBundle current() {
        return roots.orElseThrow();
    }

    void announce(TrustBundle announced) {
        roots = Optional.of(announced);
        distributed = false;
        awaited.clear();
    }

    void distribute(TrustBundle changed, Collection<InstanceId> sidecars, ActorContext context) {
        roots = Optional.of(changed);
        distributed = true;
        awaited.clear();
        awaited.addAll(sidecars);
        for (InstanceId sidecar : sidecars) {
            Duration delay = context.random()
                    .named("roots", sidecar, context.instant())
                    .between(settings.pushDelay().low(), settings.pushDelay().high());
            context.remindAfter(delay, new ControlPlaneMessage.RootsDue(sidecar, changed));
        }
        settle(context);
    }

    /** Who has just joined may have asked for its certificate before the roots changed. */
    void onSubscribed(InstanceId sidecar, ActorContext context) {
        if (distributed) {
            if (!awaited.isEmpty()) {
                awaited.add(sidecar);
            }
            send(sidecar, context);
        }
    }

    void onDue(ControlPlaneMessage.RootsDue due, Collection<InstanceId> sidecars, ActorContext context) {
        if (isCurrent(due.roots()) && sidecars.contains(due.sidecar())) {
            send(due.sidecar(), context);
        }
    }

    void onAcknowledged(ControlPlaneMessage.RootsAcknowledged acknowledged, ActorContext context) {
        if (isCurrent(acknowledged.roots()) && awaited.remove(acknowledged.sidecar())) {
            settle(context);
        }
    }

    void onGone(InstanceId sidecar, ActorContext context) {
        if (awaited.remove(sidecar)) {
            settle(context);
        }
    }

    private boolean isCurrent(TrustBundle asked) {
        return distributed && current().equals(asked);
    }

    private void send(InstanceId sidecar, ActorContext context) {
        context.send(MeshIds.sidecar(sidecar), CHANNEL, new SidecarMessage.Trust(current()));
    }

    private void settle(ActorContext context) {
        if (awaited.isEmpty()) {
            context.tell(MeshIds.CERTIFICATE_AUTHORITY, new CertificateMessage.RootsDistributed(current()));
        }
    }
}
