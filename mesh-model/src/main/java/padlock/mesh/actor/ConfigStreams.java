package padlock.mesh.actor;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import padlock.mesh.resource.InstanceId;
import padlock.sim.ActorContext;

/**
 * The control plane's ends of its connections with sidecars: who listens, and what each was sent last. A connection on
 * which nothing is heard is given up, at both ends; then the sidecar calls again.
 */
final class ConfigStreams {

    /** Of gRPC, as Istio sets it: after so long without a word, it asks whether the other end is still there. */
    private static final Duration KEEPALIVE_INTERVAL = Duration.ofSeconds(30);

    /** How long the answer to that may take. */
    private static final Duration KEEPALIVE_TIMEOUT = Duration.ofSeconds(10);

    /** How often a connection with the same sidecar broke before, and the revision that went over it last. */
    private record Stream(long number, long revision) {}

    private final Faults faults;
    private final SortedMap<InstanceId, Stream> open = new TreeMap<>();

    ConfigStreams(Faults faults) {
        this.faults = faults;
    }

    /** Those who listen. */
    Set<InstanceId> sidecars() {
        return Collections.unmodifiableSet(open.keySet());
    }

    void opened(InstanceId sidecar, long stream) {
        open.put(sidecar, new Stream(stream, 0));
    }

    /** The number of the connection over which this goes. */
    long sent(InstanceId sidecar, long revision) {
        long number = open.get(sidecar).number();
        open.put(sidecar, new Stream(number, revision));
        return number;
    }

    /** Whether somebody listens who was sent nothing as new as this. */
    boolean isDue(InstanceId sidecar, long revision) {
        return open.containsKey(sidecar) && open.get(sidecar).revision() < revision;
    }

    void forget(InstanceId sidecar) {
        open.remove(sidecar);
    }

    /** Who listened knows nothing of changes, until it asks again. */
    void closeAll(ActorContext context) {
        List.copyOf(open.keySet()).forEach(sidecar -> close(sidecar, context));
    }

    /** When the last word was said nobody knows, so neither when it is missed. */
    void onParted(ActorContext context) {
        open.forEach((sidecar, stream) -> {
            if (isParted(sidecar, context)) {
                Duration silence = context.random()
                        .named("keepalive", sidecar, context.instant())
                        .between(KEEPALIVE_TIMEOUT, KEEPALIVE_INTERVAL.plus(KEEPALIVE_TIMEOUT));
                context.remindAfter(silence, new ControlPlaneMessage.SilenceDue(sidecar, stream.number()));
            }
        });
    }

    void onSilence(ControlPlaneMessage.SilenceDue due, ActorContext context) {
        boolean same =
                open.containsKey(due.sidecar()) && open.get(due.sidecar()).number() == due.stream();
        if (same && isParted(due.sidecar(), context)) {
            close(due.sidecar(), context);
        }
    }

    private boolean isParted(InstanceId sidecar, ActorContext context) {
        return faults.part(MeshIds.CONTROL_PLANE, MeshIds.sidecar(sidecar), context.instant());
    }

    private void close(InstanceId sidecar, ActorContext context) {
        forget(sidecar);
        context.tell(MeshIds.sidecar(sidecar), new SidecarMessage.StreamClosed());
    }
}
