package padlock.scenario.file;

import java.util.SortedMap;
import java.util.TreeMap;
import padlock.mesh.resource.Labels;

/** Reads {@code proxyMetadata} of a proxy's configuration: environment variables of the agent. */
final class ProxyMetadata {

    private static final String ANNOTATION = "proxy.istio.io/config";

    private ProxyMetadata() {}

    /** Of a pod, by its annotation. */
    static Labels ofPod(Node described, Report report) {
        return described
                .get("annotations")
                .flatMap(annotations -> EmbeddedYaml.read(annotations, ANNOTATION, ANNOTATION, report))
                .map(ProxyMetadata::of)
                .orElse(Labels.NONE);
    }

    static Labels of(Node proxyConfig) {
        SortedMap<String, String> pairs = new TreeMap<>();
        proxyConfig
                .members("proxyMetadata")
                .forEach(member -> member.value().written().ifPresent(value -> pairs.put(member.key(), value)));
        return new Labels(pairs);
    }
}
