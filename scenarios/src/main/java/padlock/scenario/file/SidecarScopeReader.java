package padlock.scenario.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import padlock.mesh.resource.Located;
import padlock.mesh.resource.Metadata;
import padlock.mesh.resource.ServerTls;
import padlock.mesh.resource.SidecarScope;

/** Reads a Sidecar by the rules of Istio's admission webhook. */
final class SidecarScopeReader {

    private static final SortedMap<String, String> UNSUPPORTED = new TreeMap<>(Map.of(
            "subjectAltNames", "subjectAltNames is not supported in ingress tls",
            "httpsRedirect", "httpsRedirect is not supported",
            "credentialName", "credentialName is not currently supported",
            "credentialNames", "credentialNames is not currently supported",
            "tlsCertificates", "tls_certificates is not currently supported"));

    private SidecarScopeReader() {}

    static SidecarScope read(Metadata metadata, Node root, Report report) {
        Node spec = root.get("spec").orElse(new Node.Mapping(root.line(), List.of()));
        return new SidecarScope(
                metadata,
                WorkloadEntryReader.selector(spec),
                egress(spec, report),
                ingress(spec, report),
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

    private static List<SidecarScope.Ingress> ingress(Node spec, Report report) {
        List<SidecarScope.Ingress> listeners = new ArrayList<>();
        for (Node listener : spec.items("ingress")) {
            Optional<Node> port = listener.get("port");
            port.flatMap(found -> found.port("number"))
                    .ifPresent(number -> listeners.add(new SidecarScope.Ingress(
                            number,
                            ServiceReader.protocol(
                                    port.get()
                                            .text("protocol")
                                            .or(() -> port.get().text("name"))
                                            .orElse(""),
                                    number),
                            tls(listener, report))));
        }
        return listeners;
    }

    private static Optional<ServerTls> tls(Node listener, Report report) {
        return listener.get("tls").filter(Node.Mapping.class::isInstance).map(tls -> {
            int line = tls.get("mode").isPresent() ? tls.lineOf("mode") : listener.lineOf("tls");
            String protocol = listener.at("port", "protocol")
                    .flatMap(Node::text)
                    .orElse("")
                    .toUpperCase(Locale.ROOT);
            ServerTls settings = ServerTlsReader.read(tls, report.origin(line));
            UNSUPPORTED.forEach((field, mistake) -> {
                if (isGiven(tls, field)) {
                    report.problem(tls.lineOf(field), "sidecar: " + mistake, "");
                }
            });
            if (settings.mode() == ServerTls.Mode.ISTIO_MUTUAL || settings.mode() == ServerTls.Mode.AUTO_PASSTHROUGH) {
                report.problem(
                        line,
                        "configuration is invalid: cannot set mode to " + settings.mode() + " in sidecar ingress tls",
                        "without tls, the mode is that of the PeerAuthentication");
            }
            if (!protocol.equals("HTTPS") && !protocol.equals("TLS")) {
                report.problem(
                        listener.lineOf("tls"),
                        "server cannot have TLS settings for non HTTPS/TLS ports",
                        "write protocol: HTTPS where HTTP is inside, else TLS");
            }
            ServerTlsReader.requireFiles(tls, settings.mode(), line, report);
            return settings;
        });
    }

    private static boolean isGiven(Node tls, String field) {
        return !tls.items(field).isEmpty()
                || tls.text(field).filter(text -> !text.isEmpty()).isPresent()
                        && tls.get(field).flatMap(Node::flag).orElse(true);
    }
}
