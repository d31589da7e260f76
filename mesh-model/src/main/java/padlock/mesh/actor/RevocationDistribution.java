package padlock.mesh.actor;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import padlock.mesh.resource.InstanceId;
import padlock.sim.ActorContext;
import padlock.tls.identity.RevocationList;

/**
 * The control plane's part in revocation: has every sidecar heed the lists of the authorities. Istiod writes those that
 * were plugged in into a ConfigMap in each namespace, which pods mount (tls-and-ca 1.8); so they come by way of each
 * pod's kubelet, and a connection to the control plane has no part in it.
 */
final class RevocationDistribution {

    private static final String CHANNEL = "xds";

    /** A kubelet looks at what a pod mounts after a minute and up to half a minute more. */
    private static final Duration KUBELETS_PAUSE = Duration.ofSeconds(90);

    private List<RevocationList> lists = List.of();

    void publish(List<RevocationList> published, Collection<InstanceId> sidecars, ActorContext context) {
        lists = published;
        sidecars.forEach(sidecar -> send(sidecar, context));
    }

    void mount(List<RevocationList> mounted, Collection<InstanceId> sidecars, ActorContext context) {
        lists = mounted;
        for (InstanceId sidecar : sidecars) {
            Duration delay = context.random()
                    .named("kubelet", sidecar, context.instant())
                    .between(Duration.ZERO, KUBELETS_PAUSE);
            context.remindAfter(delay, new ControlPlaneMessage.RevocationsDue(sidecar, mounted));
        }
    }

    void onDue(ControlPlaneMessage.RevocationsDue due, ActorContext context) {
        if (due.lists().equals(lists)) {
            context.tell(MeshIds.sidecar(due.sidecar()), new SidecarMessage.Revocations(lists));
        }
    }

    void onSubscribed(InstanceId sidecar, ActorContext context) {
        if (!lists.isEmpty()) {
            send(sidecar, context);
        }
    }

    private void send(InstanceId sidecar, ActorContext context) {
        context.send(MeshIds.sidecar(sidecar), CHANNEL, new SidecarMessage.Revocations(lists));
    }
}
