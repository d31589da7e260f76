package padlock.mesh.resource;

import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the sidecars of the selected workloads accept. An empty mode (absent, {@code {}} or UNSET) inherits from the
 * next wider scope (R3.6); so does an empty mode of a port, whose key is the port that the container listens on (R3.8).
 *
 * @param selector empty when it selects by nothing: then the policy is namespace-wide, or mesh-wide in the root
 *     namespace
 */
public record PeerAuthentication(
        Metadata metadata,
        Optional<Labels> selector,
        Optional<Located<MutualTlsMode>> mode,
        SortedMap<Integer, Optional<Located<MutualTlsMode>>> portModes)
        implements Resource {

    public PeerAuthentication {
        selector = selector.filter(labels -> !labels.isEmpty());
        portModes = Collections.unmodifiableSortedMap(new TreeMap<>(portModes));
    }

    public String namespace() {
        return id().namespace();
    }

    @Override
    public PeerAuthentication createdAt(Instant instant) {
        return new PeerAuthentication(metadata.createdAt(instant), selector, mode, portModes);
    }
}
