package padlock.mesh.actor;

import padlock.sim.Message;

/** When something goes wrong, and when no longer. */
public sealed interface FaultMessage extends Message {

    /** From now on. */
    record Begin(Fault fault) implements FaultMessage {}

    /** No longer. */
    record End(Fault fault) implements FaultMessage {}
}
