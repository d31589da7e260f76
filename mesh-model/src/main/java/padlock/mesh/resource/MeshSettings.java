package padlock.mesh.resource;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Istio's mesh-wide settings: the key {@code mesh} of the ConfigMap {@code istio}, with Istio's defaults (R1.1). */
public record MeshSettings(
        Metadata metadata,
        String rootNamespace,
        String trustDomain,
        List<String> trustDomainAliases,
        boolean enableAutoMtls,
        List<String> defaultDestinationRuleExportTo,
        List<String> defaultVirtualServiceExportTo)
        implements Resource {

    public static final MeshSettings DEFAULTS = new MeshSettings(
            new Metadata(
                    new ResourceId("ConfigMap", "istio-system", "istio"), Optional.empty(), new Origin("built-in", 1)),
            "istio-system",
            "cluster.local",
            List.of(),
            true,
            List.of("*"),
            List.of("*"));

    public MeshSettings {
        trustDomainAliases = List.copyOf(trustDomainAliases);
        defaultDestinationRuleExportTo = List.copyOf(defaultDestinationRuleExportTo);
        defaultVirtualServiceExportTo = List.copyOf(defaultVirtualServiceExportTo);
    }

    @Override
    public MeshSettings createdAt(Instant instant) {
        return new MeshSettings(
                metadata.createdAt(instant),
                rootNamespace,
                trustDomain,
                trustDomainAliases,
                enableAutoMtls,
                defaultDestinationRuleExportTo,
                defaultVirtualServiceExportTo);
    }
}
