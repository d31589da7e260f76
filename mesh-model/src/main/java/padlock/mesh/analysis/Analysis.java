package padlock.mesh.analysis;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import padlock.mesh.policy.Precedence;
import padlock.mesh.resource.Mesh;

/** Looks for mistakes and risks in all that is applied. */
public final class Analysis {

    private static final List<Check> CHECKS = List.of(
            new NamespaceChecks(),
            new WorkloadChecks(),
            new ProbeChecks(),
            new ServiceChecks(),
            new ServerFirstChecks(),
            new PeerAuthenticationChecks(),
            new DestinationRuleChecks(),
            new DestinationRuleTlsChecks(),
            new WideRuleChecks(),
            new PredictedFailures(),
            new Plaintext(),
            new AccessChecks(),
            new RouteChecks(),
            new SelectorChecks());

    private Analysis() {}

    /**
     * All that is found, in the order of the checks.
     *
     * @param conversations who was called by whom, and what became of it
     * @param written what checks look up by its words
     */
    public static List<Finding> of(
            Mesh applied, Precedence precedence, List<Conversation> conversations, Written written) {
        StudiedMesh mesh = new StudiedMesh(applied, precedence, conversations, written);
        Set<Finding> found = new LinkedHashSet<>();
        CHECKS.forEach(check -> check.look(mesh, found::add));
        return List.copyOf(found);
    }
}
