package padlock.mesh.resource;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the sidecars of clients attempt towards a host.
 *
 * @param host as written; a name without a dot is short for a service of the rule's own namespace (R5.4)
 * @param exportTo as written; empty means the mesh's default (R5.5)
 */
public record DestinationRule(
        Metadata metadata,
        String host,
        List<String> exportTo,
        Optional<Labels> workloadSelector,
        Optional<TrafficPolicy> trafficPolicy,
        List<Subset> subsets)
        implements Resource {

    /** The kind's name. */
    public static final String KIND = "DestinationRule";

    /**
     * The part of a traffic policy that decides about TLS.
     *
     * @param portLevel by <em>service</em> port; an entry replaces the settings above it whole, also when it has no TLS
     *     (R5.10)
     */
    public record TrafficPolicy(PortSettings whole, SortedMap<Integer, PortSettings> portLevel) {
        public TrafficPolicy {
            portLevel = Collections.unmodifiableSortedMap(new TreeMap<>(portLevel));
        }

        public PortSettings at(int port) {
            return portLevel.getOrDefault(port, whole);
        }
    }

    /**
     * What holds for a port.
     *
     * @param balancing empty where nothing is said of it
     */
    public record PortSettings(Optional<ClientTls> tls, Optional<Balancing> balancing) {

        /** Whether whoever connected has chosen the endpoint: then nothing is decided endpoint by endpoint (R6.2). */
        public boolean passthrough() {
            return balancing.filter(Balancing.PASSTHROUGH::equals).isPresent();
        }
    }

    /** Who chooses the endpoint. */
    public enum Balancing {
        /** The sidecar, in whatever way. */
        BY_SIDECAR,
        /** Whoever connected. */
        PASSTHROUGH
    }

    /** A named part of the endpoints; it has effect only where a route chooses it (R5.12). */
    public record Subset(String name, Labels labels, Optional<TrafficPolicy> trafficPolicy) {}

    public DestinationRule {
        exportTo = List.copyOf(exportTo);
        workloadSelector = workloadSelector.filter(labels -> !labels.isEmpty());
        subsets = List.copyOf(subsets);
    }

    public String namespace() {
        return id().namespace();
    }

    @Override
    public DestinationRule createdAt(Instant instant) {
        return new DestinationRule(
                metadata.createdAt(instant), host, exportTo, workloadSelector, trafficPolicy, subsets);
    }
}
