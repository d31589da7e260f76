package padlock.mesh.actor;

import java.util.Optional;
import padlock.sim.Actor;
import padlock.sim.ActorContext;
import padlock.sim.Message;

/** Says when faults begin and end; what they do, the network does, or the actor whom they befall. */
final class Mischief implements Actor {

    @Override
    public void receive(Message message, ActorContext context) {
        if (message instanceof FaultMessage.Begin begin) onBegin(begin.fault(), context);
        else if (message instanceof FaultMessage.End end) onEnd(end.fault(), context);
        else throw new AssertionError(message);
    }

    private static void onBegin(Fault fault, ActorContext context) {
        context.record(new MeshFact.FaultBegan(fault));
        if (fault instanceof Fault.RotateRoot rotation) {
            context.tell(MeshIds.CERTIFICATE_AUTHORITY, new CertificateMessage.RotateRoot(rotation.strategy()));
        } else if (fault instanceof Fault.ControlPlaneOutage) {
            tell(new ControlPlaneMessage.CloseStreams(), context);
        } else if (fault instanceof Fault.Partition) {
            tell(new ControlPlaneMessage.PartedFromSidecars(), context);
        } else if (fault instanceof Fault.OfCertificates certificates) {
            reach(certificates.workload(), new SidecarMessage.Rotate(), context);
        } else if (fault instanceof Fault.StolenCertificate theft) {
            reach(theft.of(), new SidecarMessage.Leak(theft.by()), context);
        } else if (fault instanceof Fault.Restart restart) {
            tell(new ControlPlaneMessage.TakeAway(restart.workload()), context);
        }
    }

    private static void onEnd(Fault fault, ActorContext context) {
        context.record(new MeshFact.FaultEnded(fault));
        if (fault instanceof Fault.OfCertificates certificates) {
            reach(certificates.workload(), new SidecarMessage.Rotate(), context);
        } else if (fault instanceof Fault.StolenCertificate theft) {
            reach(theft.by(), new SidecarMessage.Impersonate(Optional.empty()), context);
        } else if (fault instanceof Fault.Restart restart) {
            tell(new ControlPlaneMessage.BringBack(restart.workload()), context);
        }
    }

    /** The control plane alone knows which pods there are. */
    private static void reach(Place workload, SidecarMessage message, ActorContext context) {
        tell(new ControlPlaneMessage.Reach(workload, message), context);
    }

    private static void tell(ControlPlaneMessage message, ActorContext context) {
        context.tell(MeshIds.CONTROL_PLANE, message);
    }
}
