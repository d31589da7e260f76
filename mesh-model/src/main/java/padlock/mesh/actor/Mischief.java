package padlock.mesh.actor;

import padlock.sim.Actor;
import padlock.sim.ActorContext;
import padlock.sim.Message;

/** Says when faults begin and end; what they do, the network does, or the actor whom they befall. */
final class Mischief implements Actor {

    @Override
    public void receive(Message message, ActorContext context) {
        if (message instanceof FaultMessage.Begin begin) onBegin(begin.fault(), context);
        else if (message instanceof FaultMessage.End end) context.record(new MeshFact.FaultEnded(end.fault()));
        else throw new AssertionError(message);
    }

    private static void onBegin(Fault fault, ActorContext context) {
        context.record(new MeshFact.FaultBegan(fault));
        if (fault instanceof Fault.RotateRoot rotation) {
            context.tell(MeshIds.CERTIFICATE_AUTHORITY, new CertificateMessage.RotateRoot(rotation.strategy()));
        }
    }
}
