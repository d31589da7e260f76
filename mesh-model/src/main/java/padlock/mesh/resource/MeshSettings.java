package padlock.mesh.resource;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import padlock.tls.identity.Certificate;

/**
 * Istio's mesh-wide settings: the key {@code mesh} of the ConfigMap {@code istio}, with Istio's defaults (R1.1).
 *
 * @param autoMtls whether clients infer mutual TLS where no DestinationRule says anything; empty: they do
 * @param furtherTrustDomains those of {@code caCertificates}, whose clients servers accept (R7.6)
 * @param proxyMetadata what every proxy is told, unless its pod says otherwise
 * @param registryOnly whether sidecars refuse calls to what they do not know (outboundTrafficPolicy); empty: they do
 *     not
 * @param furtherRoots the certificates of {@code caCertificates}
 * @param ecdhCurves those of {@code tlsDefaults}, for TLS that is not the mesh's; empty for Istio's own choice
 */
public record MeshSettings(
        Metadata metadata,
        String rootNamespace,
        String trustDomain,
        List<String> trustDomainAliases,
        Optional<Located<Boolean>> autoMtls,
        List<String> defaultDestinationRuleExportTo,
        List<String> defaultVirtualServiceExportTo,
        List<String> furtherTrustDomains,
        Labels proxyMetadata,
        Optional<Located<Boolean>> registryOnly,
        AuthorizationSettings authorization,
        List<Certificate> furtherRoots,
        List<String> ecdhCurves)
        implements Resource {

    public static final MeshSettings DEFAULTS = new MeshSettings(
            new Metadata(
                    new ResourceId("ConfigMap", "istio-system", "istio"), Optional.empty(), new Origin("built-in", 1)),
            "istio-system",
            "cluster.local",
            List.of(),
            Optional.empty(),
            List.of("*"),
            List.of("*"),
            List.of(),
            Labels.NONE,
            Optional.empty(),
            AuthorizationSettings.DEFAULTS,
            List.of(),
            List.of());

    /** Settings that leave alone what few change. */
    public MeshSettings(
            Metadata metadata,
            String rootNamespace,
            String trustDomain,
            List<String> trustDomainAliases,
            Optional<Located<Boolean>> autoMtls,
            List<String> defaultDestinationRuleExportTo,
            List<String> defaultVirtualServiceExportTo) {
        this(
                metadata,
                rootNamespace,
                trustDomain,
                trustDomainAliases,
                autoMtls,
                defaultDestinationRuleExportTo,
                defaultVirtualServiceExportTo,
                List.of(),
                Labels.NONE,
                Optional.empty(),
                AuthorizationSettings.DEFAULTS,
                List.of(),
                List.of());
    }

    public MeshSettings {
        trustDomainAliases = List.copyOf(trustDomainAliases);
        defaultDestinationRuleExportTo = List.copyOf(defaultDestinationRuleExportTo);
        defaultVirtualServiceExportTo = List.copyOf(defaultVirtualServiceExportTo);
        furtherTrustDomains = List.copyOf(furtherTrustDomains);
        furtherRoots = List.copyOf(furtherRoots);
        ecdhCurves = List.copyOf(ecdhCurves);
    }

    public boolean enableAutoMtls() {
        return autoMtls.map(Located::value).orElse(true);
    }

    @Override
    public MeshSettings createdAt(Instant instant) {
        return new MeshSettings(
                metadata.createdAt(instant),
                rootNamespace,
                trustDomain,
                trustDomainAliases,
                autoMtls,
                defaultDestinationRuleExportTo,
                defaultVirtualServiceExportTo,
                furtherTrustDomains,
                proxyMetadata,
                registryOnly,
                authorization,
                furtherRoots,
                ecdhCurves);
    }
}
