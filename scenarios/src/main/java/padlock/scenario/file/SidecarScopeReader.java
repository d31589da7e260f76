package padlock.scenario.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import padlock.mesh.resource.Located;
import padlock.mesh.resource.Metadata;
import padlock.mesh.resource.SidecarScope;

/** Reads a Sidecar by the rules of Istio's admission webhook. */
final class SidecarScopeReader {

    private SidecarScopeReader() {}

    static SidecarScope read(Metadata metadata, Node root, Report report) {
        Node spec = root.get("spec").orElse(new Node.Mapping(root.line(), List.of()));
        return new SidecarScope(
                metadata,
                WorkloadEntryReader.selector(spec),
                egress(spec, report),
                ingress(spec),
                spec.get("outboundTrafficPolicy")
                        .map(policy -> new Located<>(
                                policy.text("mode").orElse("REGISTRY_ONLY").equals("REGISTRY_ONLY"),
                                report.origin(spec.lineOf("outboundTrafficPolicy")))));
    }

    private static List<SidecarScope.Egress> egress(Node spec, Report report) {
        List<SidecarScope.Egress> listeners = new ArrayList<>();
        for (Node listener : spec.items("egress")) {
            if (listener.items("hosts").isEmpty()) {
                report.problem(
                        listener.line(), "sidecar: egress listener must contain at least one host", "write \"./*\"");
            }
            List<Located<SidecarScope.Hosts>> hosts = new ArrayList<>();
            for (Node host : listener.items("hosts")) {
                hosts(host, report).ifPresent(known -> hosts.add(new Located<>(known, report.origin(host.line()))));
            }
            listeners.add(new SidecarScope.Egress(listener.get("port").flatMap(port -> port.port("number")), hosts));
        }
        return listeners;
    }

    private static Optional<SidecarScope.Hosts> hosts(Node host, Report report) {
        String[] parts = host.text().orElse("").split("/", -1);
        if (parts.length != 2 || parts[0].isEmpty() || parts[1].isEmpty()) {
            report.problem(
                    host.line(),
                    "sidecar: host must be of form namespace/dnsName",
                    "write \"./*\" for this namespace, \"*/*\" for all");
            return Optional.empty();
        }
        if (!parts[1].equals("*")) {
            HostNames.mistake(parts[1]).ifPresent(mistake -> report.problem(host.line(), mistake, ""));
        }
        return Optional.of(new SidecarScope.Hosts(parts[0], parts[1]));
    }

    private static List<SidecarScope.Ingress> ingress(Node spec) {
        return spec.items("ingress").stream()
                .flatMap(listener -> listener.get("port").stream())
                .flatMap(port -> port.port("number").stream()
                        .map(number -> new SidecarScope.Ingress(
                                number,
                                ServiceReader.protocol(
                                        port.text("protocol")
                                                .or(() -> port.text("name"))
                                                .orElse(""),
                                        number))))
                .toList();
    }
}
