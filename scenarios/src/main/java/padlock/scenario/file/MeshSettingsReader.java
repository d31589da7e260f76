package padlock.scenario.file;

import java.util.List;
import java.util.Optional;
import padlock.mesh.resource.Labels;
import padlock.mesh.resource.MeshSettings;
import padlock.mesh.resource.Metadata;

import static padlock.scenario.file.Shape.anything;
import static padlock.scenario.file.Shape.field;
import static padlock.scenario.file.Shape.flag;
import static padlock.scenario.file.Shape.list;
import static padlock.scenario.file.Shape.open;
import static padlock.scenario.file.Shape.text;

/** Reads Istio's mesh-wide settings: the YAML inside the key {@code mesh} of the ConfigMap {@code istio}. */
final class MeshSettingsReader {

    private static final Shape SHAPE = open(
            field("rootNamespace", text()),
            field("trustDomain", text()),
            field("trustDomainAliases", list(text())),
            field("enableAutoMtls", flag()),
            field("defaultDestinationRuleExportTo", list(text())),
            field("defaultVirtualServiceExportTo", list(text())),
            field("caCertificates", list(open(field("trustDomains", list(text()))))),
            field("defaultConfig", open(field("proxyMetadata", anything()))),
            field("defaultServiceExportTo", anything()).notModelled(),
            field("discoverySelectors", anything()).notModelled(),
            field("inboundTrafficPolicy", anything()).notModelled(),
            field("meshMTLS", anything()).notModelled(),
            field(
                    "outboundTrafficPolicy",
                    open(field("mode", Shape.words("mode", List.of("REGISTRY_ONLY", "ALLOW_ANY"))))),
            field("pathNormalization", anything()).notModelled(),
            field("protocolDetectionTimeout", anything()).notModelled(),
            field("tlsDefaults", anything()).notModelled());
    private static final List<String> MODELLED = List.of(
            "rootNamespace",
            "trustDomain",
            "trustDomainAliases",
            "enableAutoMtls",
            "defaultDestinationRuleExportTo",
            "defaultVirtualServiceExportTo",
            "outboundTrafficPolicy");

    private MeshSettingsReader() {}

    static MeshSettings read(Metadata metadata, Node root, Report report) {
        Node mesh = root.get("data")
                .flatMap(data -> EmbeddedYaml.read(data, "mesh", "data.mesh", report))
                .orElse(new Node.Mapping(root.line(), List.of()));
        SHAPE.check(mesh, "mesh", mesh.line(), report);
        reportSlips(mesh, report);
        MeshSettings defaults = MeshSettings.DEFAULTS;
        return new MeshSettings(
                metadata,
                given(mesh, "rootNamespace").orElse(defaults.rootNamespace()),
                given(mesh, "trustDomain").orElse(defaults.trustDomain()),
                mesh.texts("trustDomainAliases"),
                mesh.get("enableAutoMtls").flatMap(Node::flag).orElse(defaults.enableAutoMtls()),
                mesh.items("defaultDestinationRuleExportTo").isEmpty()
                        ? defaults.defaultDestinationRuleExportTo()
                        : mesh.texts("defaultDestinationRuleExportTo"),
                mesh.items("defaultVirtualServiceExportTo").isEmpty()
                        ? defaults.defaultVirtualServiceExportTo()
                        : mesh.texts("defaultVirtualServiceExportTo"),
                mesh.items("caCertificates").stream()
                        .flatMap(authority -> authority.texts("trustDomains").stream())
                        .toList(),
                mesh.get("defaultConfig").map(ProxyMetadata::of).orElse(Labels.NONE),
                mesh.get("outboundTrafficPolicy")
                        .flatMap(policy -> policy.text("mode"))
                        .filter("REGISTRY_ONLY"::equals)
                        .isPresent());
    }

    private static Optional<String> given(Node mesh, String key) {
        return mesh.text(key).filter(text -> !text.isEmpty());
    }

    private static void reportSlips(Node mesh, Report report) {
        if (!(mesh instanceof Node.Mapping mapping)) {
            return;
        }
        for (Node.Member member : mapping.members()) {
            MODELLED.stream()
                    .filter(known -> !known.equals(member.key()) && Nearest.slips(known, member.key()) <= 2)
                    .findFirst()
                    .ifPresent(known -> report.problem(
                            member.line(), "unknown field mesh." + member.key(), "did you mean " + known + "?"));
        }
    }
}
