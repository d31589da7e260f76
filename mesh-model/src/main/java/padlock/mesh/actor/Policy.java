package padlock.mesh.actor;

import java.util.SortedSet;
import java.util.TreeSet;
import padlock.mesh.resource.InstanceId;
import padlock.mesh.resource.ResourceId;
import padlock.sim.Actor;
import padlock.sim.ActorContext;
import padlock.sim.Message;

/** One applied policy and its life: stored, pushed, in effect on k of n sidecars, replaced, deleted. */
public final class Policy implements Actor {

    private final ResourceId id;
    private final SortedSet<InstanceId> waiting = new TreeSet<>();
    private boolean stored;
    private long revision;
    private int sidecars;

    Policy(ResourceId id) {
        this.id = id;
    }

    @Override
    public void receive(Message message, ActorContext context) {
        if (message instanceof PolicyMessage.Stored change) onStored(change, context);
        else if (message instanceof PolicyMessage.Deleted change) onDeleted(change, context);
        else if (message instanceof PolicyMessage.Acknowledged acknowledged) onAcknowledged(acknowledged, context);
        else if (message instanceof PolicyMessage.SidecarGone gone) onGone(gone.sidecar(), context);
        else throw new AssertionError(message);
    }

    private void onStored(PolicyMessage.Stored change, ActorContext context) {
        context.record(new MeshFact.PolicyStored(
                id, change.revision(), stored, change.sidecars().size()));
        stored = true;
        rollOut(change.revision(), change.sidecars(), context);
    }

    private void onDeleted(PolicyMessage.Deleted change, ActorContext context) {
        context.record(new MeshFact.PolicyDeleted(
                id, change.revision(), change.sidecars().size()));
        stored = false;
        rollOut(change.revision(), change.sidecars(), context);
    }

    private void onAcknowledged(PolicyMessage.Acknowledged acknowledged, ActorContext context) {
        if (acknowledged.revision() >= revision && waiting.remove(acknowledged.sidecar())) {
            reach(context);
        }
    }

    private void onGone(InstanceId sidecar, ActorContext context) {
        if (waiting.remove(sidecar)) {
            sidecars--;
            reach(context);
        }
    }

    private void reach(ActorContext context) {
        context.record(new MeshFact.PolicyReached(id, revision, sidecars - waiting.size(), sidecars));
        settle(context);
    }

    private void rollOut(long changed, SortedSet<InstanceId> concerned, ActorContext context) {
        revision = changed;
        waiting.clear();
        waiting.addAll(concerned);
        sidecars = waiting.size();
        settle(context);
    }

    private void settle(ActorContext context) {
        if (waiting.isEmpty()) {
            context.tell(MeshIds.CONTROL_PLANE, new ControlPlaneMessage.RolledOut(id, revision));
        }
    }
}
