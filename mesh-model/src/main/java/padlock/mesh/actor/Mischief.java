package padlock.mesh.actor;

import padlock.sim.Actor;
import padlock.sim.ActorContext;
import padlock.sim.Message;

/** Says when faults begin and end; what they do, the network does. */
final class Mischief implements Actor {

    @Override
    public void receive(Message message, ActorContext context) {
        if (message instanceof FaultMessage.Begin begin) context.record(new MeshFact.FaultBegan(begin.fault()));
        else if (message instanceof FaultMessage.End end) context.record(new MeshFact.FaultEnded(end.fault()));
        else throw new AssertionError(message);
    }
}
