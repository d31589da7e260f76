package padlock.mesh.policy;

import java.util.List;
import java.util.Optional;
import padlock.mesh.policy.Reason.Field;

/**
 * What becomes of connections that are no HTTP, as one client's sidecar holds it.
 *
 * @param serverNames of which the TLS that is led through must name one; empty for any bytes
 */
public record ConnectionRule(List<String> serverNames, List<Lead> leads, Field field) {

    public ConnectionRule {
        serverNames = List.copyOf(serverNames);
        leads = List.copyOf(leads);
    }

    boolean fits(Optional<String> serverName) {
        return serverNames.isEmpty()
                || serverName
                        .filter(name -> Hosts.mostSpecific(serverNames, name).isPresent())
                        .isPresent();
    }
}
