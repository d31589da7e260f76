package padlock.mesh.actor;

import java.time.Duration;
import java.util.Optional;
import padlock.mesh.resource.InstanceId;
import padlock.sim.ActorContext;
import padlock.sim.Reminder;

/**
 * A sidecar's connection to the control plane: asks for its configuration, and asks again until it comes, after pauses
 * as Envoy makes them: at random up to a bound that doubles. Meanwhile the sidecar does what it was told last.
 */
final class ConfigStream {

    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration FIRST_BOUND = Duration.ofMillis(500);
    private static final Duration LAST_BOUND = Duration.ofSeconds(30);

    private final InstanceId sidecar;
    private Optional<Reminder> again = Optional.empty();
    private Duration bound = FIRST_BOUND;
    private long broken;

    ConfigStream(InstanceId sidecar) {
        this.sidecar = sidecar;
    }

    void open(ActorContext context) {
        context.send(MeshIds.CONTROL_PLANE, "xds", new ControlPlaneMessage.Subscribe(sidecar, broken));
        openAgainAfter(PATIENCE, context);
    }

    void onClosed(ActorContext context) {
        context.record(new MeshFact.ControlPlaneLost(sidecar));
        broken++;
        onAnswered();
        openAgainAfter(Duration.ZERO, context);
    }

    /** What was under way when a connection broke is lost with it. */
    boolean isOpen(long stream) {
        return stream == broken;
    }

    void onAnswered() {
        again.ifPresent(Reminder::cancel);
        bound = FIRST_BOUND;
    }

    private void openAgainAfter(Duration patience, ActorContext context) {
        Duration pause = context.random().named("reconnect", context.instant()).between(Duration.ZERO, bound);
        again = Optional.of(context.remindAfter(patience.plus(pause), new SidecarMessage.Reconnect()));
        Duration doubled = bound.multipliedBy(2);
        bound = doubled.compareTo(LAST_BOUND) < 0 ? doubled : LAST_BOUND;
    }
}
