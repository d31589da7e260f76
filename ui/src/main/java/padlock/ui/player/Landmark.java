package padlock.ui.player;

import java.util.ArrayList;
import java.util.List;
import padlock.mesh.actor.MeshFact;
import padlock.sim.Event;
import padlock.sim.Fact;

/**
 * An event that is no part of any call, and its place among all: changes, faults, pushes, certificates. However often a
 * mesh is called, of these there are few.
 */
public record Landmark(int index, Event event) {

    /** All of a run, in order; walks once through everything that happened. */
    static List<Landmark> of(List<Event> events) {
        List<Landmark> found = new ArrayList<>();
        int index = 0;
        for (Event event : events) {
            if (isLandmark(event.fact())) {
                found.add(new Landmark(index, event));
            }
            index++;
        }
        return List.copyOf(found);
    }

    private static boolean isLandmark(Fact fact) {
        return isChange(fact)
                || fact instanceof MeshFact.FaultBegan
                || fact instanceof MeshFact.FaultEnded
                || fact instanceof MeshFact.ConfigPushed
                || fact instanceof MeshFact.ConfigApplied
                || fact instanceof MeshFact.CertificateInstalled
                || fact instanceof MeshFact.RootsTrusted
                || fact instanceof MeshFact.RevocationsGiven
                || fact instanceof MeshFact.RevocationsHeeded
                || fact instanceof MeshFact.RootCreated;
    }

    /** Whether somebody has changed what is applied, or how it is read. */
    static boolean isChange(Fact fact) {
        return fact instanceof MeshFact.PolicyStored
                || fact instanceof MeshFact.PolicyDeleted
                || fact instanceof MeshFact.ResourceStored
                || fact instanceof MeshFact.ResourceDeleted
                || fact instanceof MeshFact.PrecedenceRead;
    }
}
