package padlock.mesh.actor;

import java.util.Optional;
import padlock.sim.ActorId;
import padlock.sim.Transmission;

/**
 * A part of the network: the connections that one place opens to another, in both directions of their bytes; or all
 * that leaves or reaches one place.
 */
public record Stretch(Place from, Optional<Place> to) {

    boolean covers(Transmission transmission) {
        if (to.isEmpty()) {
            return from.isAnEndOf(transmission);
        }
        return from.has(opener(transmission)) && to.get().has(other(transmission));
    }

    /** Whether what this covers is a connection between pods, and not with the control plane. */
    boolean coversConnection(Transmission transmission) {
        return transmission.message() instanceof Tcp && covers(transmission);
    }

    /** Sidecars open the connections to the control plane, never the other way round. */
    private static ActorId opener(Transmission transmission) {
        return isTowardsServer(transmission) ? transmission.from() : transmission.to();
    }

    private static ActorId other(Transmission transmission) {
        return isTowardsServer(transmission) ? transmission.to() : transmission.from();
    }

    private static boolean isTowardsServer(Transmission transmission) {
        return transmission.message() instanceof Tcp tcp
                ? tcp.to() == Side.SERVER
                : transmission.to().equals(MeshIds.CONTROL_PLANE)
                        || transmission.to().equals(MeshIds.CERTIFICATE_AUTHORITY);
    }

    @Override
    public String toString() {
        return to.map(end -> from + " -> " + end).orElse(from.toString());
    }
}
