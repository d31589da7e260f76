package padlock.scenario.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import padlock.mesh.resource.AuthorizationSettings;
import padlock.mesh.resource.AuthorizationSettings.PathNormalization;
import padlock.mesh.resource.AuthorizationSettings.Provider;
import padlock.mesh.resource.Labels;
import padlock.mesh.resource.Located;
import padlock.mesh.resource.MeshSettings;
import padlock.mesh.resource.Metadata;
import padlock.tls.identity.Certificate;
import padlock.tls.identity.SpiffeId;

import static padlock.scenario.file.Shape.anything;
import static padlock.scenario.file.Shape.field;
import static padlock.scenario.file.Shape.flag;
import static padlock.scenario.file.Shape.list;
import static padlock.scenario.file.Shape.open;
import static padlock.scenario.file.Shape.text;
import static padlock.scenario.file.Shape.whole;
import static padlock.scenario.file.Shape.words;

/** Reads Istio's mesh-wide settings: the YAML inside the key {@code mesh} of the ConfigMap {@code istio}. */
final class MeshSettingsReader {

    private static final Shape EXTERNAL_AUTHORIZATION = open(
            field("service", text()),
            field("port", whole(0, 65535)),
            field("failOpen", flag()),
            field("statusOnError", text()));
    private static final Shape PROVIDER = open(
            field("name", text()),
            field("envoyExtAuthzHttp", EXTERNAL_AUTHORIZATION),
            field("envoyExtAuthzGrpc", EXTERNAL_AUTHORIZATION));
    private static final Shape SHAPE = open(
            field("rootNamespace", text()),
            field("trustDomain", text()),
            field("trustDomainAliases", list(text())),
            field("enableAutoMtls", flag()),
            field("defaultDestinationRuleExportTo", list(text())),
            field("defaultVirtualServiceExportTo", list(text())),
            field("caCertificates", list(open(field("trustDomains", list(text())), field("pem", text())))),
            field("defaultConfig", open(field("proxyMetadata", anything()))),
            field("defaultServiceExportTo", anything()).notModelled(),
            field("discoverySelectors", anything()).notModelled(),
            field("inboundTrafficPolicy", anything()).notModelled(),
            field("meshMTLS", anything()).notModelled(),
            field("outboundTrafficPolicy", open(field("mode", words("mode", List.of("REGISTRY_ONLY", "ALLOW_ANY"))))),
            field(
                    "pathNormalization",
                    open(field(
                            "normalization",
                            words(
                                    "normalization",
                                    List.of("DEFAULT", "NONE", "BASE", "MERGE_SLASHES", "DECODE_AND_MERGE_SLASHES"))))),
            field("extensionProviders", list(PROVIDER)),
            field("protocolDetectionTimeout", anything()).notModelled(),
            field(
                    "tlsDefaults",
                    open(
                            field("ecdhCurves", list(text())),
                            field("cipherSuites", anything()).notModelled())));
    private static final List<String> MODELLED = List.of(
            "rootNamespace",
            "trustDomain",
            "trustDomainAliases",
            "enableAutoMtls",
            "defaultDestinationRuleExportTo",
            "defaultVirtualServiceExportTo",
            "outboundTrafficPolicy",
            "pathNormalization",
            "extensionProviders");

    private static final List<String> CURVES = List.of("P-256", "X25519", "X25519MLKEM768");

    private MeshSettingsReader() {}

    static MeshSettings read(Metadata metadata, Node root, Report report) {
        Node mesh = root.get("data")
                .flatMap(data -> EmbeddedYaml.read(data, "mesh", "data.mesh", report))
                .orElse(new Node.Mapping(root.line(), List.of()));
        SHAPE.check(mesh, "mesh", mesh.line(), report);
        reportSlips(mesh, report);
        requireTrustDomain(mesh, report);
        MeshSettings istios = MeshSettings.DEFAULTS;
        return new MeshSettings(
                metadata,
                given(mesh, "rootNamespace").orElse(istios.rootNamespace()),
                given(mesh, "trustDomain").orElse(istios.trustDomain()),
                mesh.texts("trustDomainAliases"),
                mesh.get("enableAutoMtls")
                        .flatMap(Node::flag)
                        .map(on -> new Located<>(on, report.origin(mesh.lineOf("enableAutoMtls")))),
                mesh.items("defaultDestinationRuleExportTo").isEmpty()
                        ? istios.defaultDestinationRuleExportTo()
                        : mesh.texts("defaultDestinationRuleExportTo"),
                mesh.items("defaultVirtualServiceExportTo").isEmpty()
                        ? istios.defaultVirtualServiceExportTo()
                        : mesh.texts("defaultVirtualServiceExportTo"),
                mesh.items("caCertificates").stream()
                        .flatMap(authority -> authority.texts("trustDomains").stream())
                        .toList(),
                mesh.get("defaultConfig").map(ProxyMetadata::of).orElse(Labels.NONE),
                mesh.get("outboundTrafficPolicy")
                        .flatMap(policy -> policy.text("mode")
                                .map(mode -> new Located<>(
                                        mode.equals("REGISTRY_ONLY"), report.origin(policy.lineOf("mode"))))),
                new AuthorizationSettings(providers(mesh, report), paths(mesh)),
                roots(mesh, report),
                curves(mesh, report));
    }

    private static List<String> curves(Node mesh, Report report) {
        List<Node> curves = mesh.get("tlsDefaults").stream()
                .flatMap(defaults -> defaults.items("ecdhCurves").stream())
                .toList();
        curves.stream()
                .filter(curve -> curve.text().filter(CURVES::contains).isEmpty())
                .forEach(curve -> report.note(
                        curve.line(),
                        "not modelled: the curve " + curve.text().orElse("") + " of mesh.tlsDefaults",
                        "modelled: " + String.join(", ", CURVES)));
        return curves.stream().flatMap(curve -> curve.text().stream()).toList();
    }

    /** What cannot be read is left out, as istiod leaves it out. */
    private static List<Certificate> roots(Node mesh, Report report) {
        List<Certificate> roots = new ArrayList<>();
        for (Node authority : mesh.items("caCertificates")) {
            given(authority, "pem").ifPresent(pem -> {
                try {
                    roots.addAll(Certificate.parsePem(pem));
                } catch (IllegalArgumentException mistake) {
                    report.note(
                            authority.lineOf("pem"), "mesh.caCertificates: " + mistake.getMessage(), "it is left out");
                }
            });
        }
        return roots;
    }

    /** Providers of other sorts (tracing, metrics) are none that a policy can ask. */
    private static List<Provider> providers(Node mesh, Report report) {
        return mesh.items("extensionProviders").stream()
                .flatMap(node -> Stream.of("envoyExtAuthzHttp", "envoyExtAuthzGrpc")
                        .flatMap(kind -> node.get(kind).stream()
                                .map(settings -> new Provider(
                                        node.text("name").orElse(""),
                                        kind.equals("envoyExtAuthzHttp"),
                                        settings.text("service").orElse(""),
                                        settings.port("port").orElse(0),
                                        settings.get("failOpen")
                                                .flatMap(Node::flag)
                                                .orElse(false),
                                        settings.text("statusOnError")
                                                .filter(status -> status.matches("[1-5][0-9]{2}"))
                                                .map(Integer::valueOf)
                                                .orElse(403),
                                        report.origin(node.line())))))
                .toList();
    }

    private static PathNormalization paths(Node mesh) {
        return mesh.at("pathNormalization", "normalization")
                .flatMap(Node::text)
                .flatMap(text -> Words.among(PathNormalization.values(), PathNormalization::name, text))
                .orElse(PathNormalization.BASE);
    }

    private static Optional<String> given(Node mesh, String key) {
        return mesh.text(key).filter(text -> !text.isEmpty());
    }

    /** Identities are made of it, and must be such as SPIFFE knows. */
    private static void requireTrustDomain(Node mesh, Report report) {
        given(mesh, "trustDomain")
                .filter(domain -> SpiffeId.tryParse("spiffe://" + domain.replace('@', '.'))
                        .isEmpty())
                .ifPresent(domain -> report.problem(
                        mesh.lineOf("trustDomain"),
                        "mesh.trustDomain \"" + domain + "\" is no trust domain",
                        "lower-case letters, digits, dots, dashes and underscores"));
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
