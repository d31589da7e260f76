package padlock.mesh.actor;

import java.time.Duration;
import java.time.Instant;
import padlock.mesh.resource.InstanceId;
import padlock.sim.ActorContext;

/** What the clock of a pod's machine shows, which may be wrong; it runs at the right pace all the same. */
record PodClock(InstanceId pod, Faults faults) {

    Instant now(ActorContext context) {
        Duration off = faults.befalling(pod, Fault.ClockSkew.class, context.instant())
                .map(Fault.ClockSkew::by)
                .reduce(Duration.ZERO, Duration::plus);
        return context.instant().plus(off);
    }
}
