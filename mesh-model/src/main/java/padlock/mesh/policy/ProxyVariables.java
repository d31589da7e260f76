package padlock.mesh.policy;

import java.util.SortedMap;
import java.util.TreeMap;
import padlock.mesh.resource.Labels;
import padlock.mesh.resource.MeshSettings;
import padlock.mesh.resource.Workload;

/** What the proxies of a workload are told: by the mesh's settings, and above them by the pod's annotation. */
public final class ProxyVariables {

    private ProxyVariables() {}

    public static Labels of(Workload workload, MeshSettings settings) {
        SortedMap<String, String> variables =
                new TreeMap<>(settings.proxyMetadata().pairs());
        variables.putAll(workload.proxyMetadata().pairs());
        return new Labels(variables);
    }
}
