package padlock.mesh.analysis;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import padlock.mesh.resource.ResourceId;

/**
 * What checks look up by the words in which it is written.
 *
 * @param hosts of ServiceEntries
 * @param silenced what a resource's own annotation asks not to be told of it: codes, or {@code *} for all
 */
public record Written(
        List<WrittenAccess> access,
        List<WrittenRoute> routes,
        List<String> hosts,
        Map<ResourceId, List<String>> silenced) {

    /** By which a resource silences what is found in it. */
    public static final String SILENCE = "galley.istio.io/analyze-suppress";

    public Written {
        access = List.copyOf(access);
        routes = List.copyOf(routes);
        hosts = List.copyOf(hosts);
        silenced = new LinkedHashMap<>(silenced);
    }

    /** Whether whoever wrote the resource does not want to be told of this. */
    public boolean silences(Finding finding) {
        List<String> codes = silenced.getOrDefault(finding.where().resource(), List.of());
        return codes.contains("*") || codes.contains(finding.code().name());
    }
}
