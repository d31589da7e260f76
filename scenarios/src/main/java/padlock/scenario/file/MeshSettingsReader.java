package padlock.scenario.file;

import java.util.List;
import java.util.Optional;
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
            field("caCertificates", anything()).notModelled(),
            field("defaultServiceExportTo", anything()).notModelled(),
            field("discoverySelectors", anything()).notModelled(),
            field("inboundTrafficPolicy", anything()).notModelled(),
            field("meshMTLS", anything()).notModelled(),
            field("outboundTrafficPolicy", anything()).notModelled(),
            field("pathNormalization", anything()).notModelled(),
            field("protocolDetectionTimeout", anything()).notModelled(),
            field("tlsDefaults", anything()).notModelled());
    private static final List<String> MODELLED = List.of(
            "rootNamespace",
            "trustDomain",
            "trustDomainAliases",
            "enableAutoMtls",
            "defaultDestinationRuleExportTo",
            "defaultVirtualServiceExportTo");

    private MeshSettingsReader() {}

    static MeshSettings read(Metadata metadata, Node root, Report report) {
        Node mesh = root.at("data", "mesh")
                .flatMap(value -> mesh(value, root.get("data").get().lineOf("mesh"), report))
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
                        : mesh.texts("defaultVirtualServiceExportTo"));
    }

    private static Optional<String> given(Node mesh, String key) {
        return mesh.text(key).filter(text -> !text.isEmpty());
    }

    /** In a literal block ({@code mesh: |-}) the lines are those of the file; in other styles all stand at the key. */
    private static Optional<Node> mesh(Node value, int keyLine, Report report) {
        boolean block = value instanceof Node.Scalar scalar && scalar.literalBlock();
        Report inner = block ? report : new Report(report.path(), new Problems());
        List<Node> documents = value.text()
                .map(text -> YamlText.documents(text, value.line() + 1, inner))
                .orElse(List.of());
        if (!block && inner.problems().count() > 0) {
            report.problem(keyLine, "the text of data.mesh is not YAML", "");
        }
        return documents.stream().findFirst().map(node -> block ? node : Relocated.to(keyLine, node));
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
