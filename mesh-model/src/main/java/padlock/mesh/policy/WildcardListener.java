package padlock.mesh.policy;

import java.util.List;
import java.util.Optional;

/**
 * A sidecar's listener at every address of a port (0.0.0.0:port), for what is no HTTP for a host that it knows, and not
 * for an address that has a listener of its own.
 *
 * @param taker who gets it; nobody, where what is for all addresses came too late
 * @param clusters Envoy's names of all that have no listener at an address of their own
 */
public record WildcardListener(Optional<Taker> taker, List<String> clusters) {

    /** The one cluster that gets what is called at any address, and why it does. */
    public record Taker(String cluster, Reason reason) {}

    public WildcardListener {
        clusters = List.copyOf(clusters);
    }
}
