package padlock.scenario.file;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import padlock.mesh.resource.Labels;
import padlock.mesh.resource.Located;
import padlock.mesh.resource.Metadata;
import padlock.mesh.resource.MutualTlsMode;
import padlock.mesh.resource.PeerAuthentication;

/** Reads a PeerAuthentication by the rules of Istio's admission webhook. */
final class PeerAuthenticationReader {

    private PeerAuthenticationReader() {}

    static PeerAuthentication read(Metadata metadata, Node root, Report report) {
        Node spec = root.get("spec").orElse(new Node.Mapping(root.line(), List.of()));
        Optional<Labels> selector = Selectors.read(spec, "selector", report);
        boolean selects = selector.filter(labels -> !labels.isEmpty()).isPresent()
                || spec.at("selector", "matchLabels")
                        .filter(labels -> !(labels instanceof Node.Mapping))
                        .isPresent();
        int line = spec.lineOf("portLevelMtls");
        if (spec.get("portLevelMtls").isPresent()
                && !selects
                && !spec.members("portLevelMtls").isEmpty()) {
            report.problem(
                    line,
                    "mesh/namespace peer authentication cannot have port level mTLS",
                    "add selector.matchLabels: ports belong to workloads");
        }
        if (spec.get("portLevelMtls").filter(Node.Mapping.class::isInstance).isPresent()
                && spec.members("portLevelMtls").isEmpty()) {
            report.problem(line, "port level mTLS, if defined, must have at least one element", "leave it out");
        }
        return new PeerAuthentication(
                metadata, selector, spec.get("mtls").flatMap(mtls -> mode(mtls, report)), portModes(spec, report));
    }

    private static SortedMap<Integer, Optional<Located<MutualTlsMode>>> portModes(Node spec, Report report) {
        SortedMap<Integer, Optional<Located<MutualTlsMode>>> modes = new TreeMap<>();
        for (Node.Member port : spec.members("portLevelMtls")) {
            Optional<Long> number = ScalarType.whole(port.key()).filter(key -> key >= 1 && key <= 65535);
            if (number.isEmpty()) {
                report.problem(
                        port.line(),
                        "port must be in range 1..65535",
                        "\"" + port.key() + "\" is none; write the number that the container listens on");
            }
            number.ifPresent(key -> modes.put(key.intValue(), mode(port.value(), report)));
        }
        return modes;
    }

    private static Optional<Located<MutualTlsMode>> mode(Node mtls, Report report) {
        return mtls.text("mode")
                .flatMap(text -> Words.among(MutualTlsMode.values(), MutualTlsMode::name, text))
                .map(mode -> new Located<>(mode, report.origin(mtls.lineOf("mode"))));
    }
}
