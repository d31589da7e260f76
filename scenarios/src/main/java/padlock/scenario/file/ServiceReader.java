package padlock.scenario.file;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;
import padlock.mesh.resource.Labels;
import padlock.mesh.resource.Metadata;
import padlock.mesh.resource.PortProtocol;
import padlock.mesh.resource.Service;
import padlock.mesh.resource.Service.ServicePort;
import padlock.mesh.resource.Service.TargetPort;

/** Reads a Service; its ports are those that speak TCP, since sidecars leave the others alone. */
final class ServiceReader {

    /** Ports whose programs speak first, which Istio therefore does not sniff: SMTP, DNS, MySQL, MongoDB. */
    private static final List<Integer> TCP_WITHOUT_A_NAME = List.of(25, 53, 3306, 27017);

    private static final Map<String, PortProtocol> PROTOCOLS = Map.ofEntries(
            Map.entry("http", PortProtocol.HTTP),
            Map.entry("http_proxy", PortProtocol.HTTP),
            Map.entry("http2", PortProtocol.HTTP2),
            Map.entry("grpc", PortProtocol.GRPC),
            Map.entry("https", PortProtocol.HTTPS),
            Map.entry("tls", PortProtocol.TLS),
            Map.entry("tcp", PortProtocol.TCP),
            Map.entry("mongo", PortProtocol.MONGO),
            Map.entry("redis", PortProtocol.REDIS),
            Map.entry("mysql", PortProtocol.MYSQL),
            Map.entry("kubernetes.io/h2c", PortProtocol.HTTP2),
            Map.entry("kubernetes.io/ws", PortProtocol.HTTP),
            Map.entry("kubernetes.io/wss", PortProtocol.HTTPS));

    private ServiceReader() {}

    static Service read(Metadata metadata, Node root, Report report) {
        Node spec = root.get("spec").orElse(new Node.Mapping(root.line(), List.of()));
        Optional<String> alias = spec.text("type")
                .filter("ExternalName"::equals)
                .flatMap(type -> spec.text("externalName"))
                .map(name -> name.replaceFirst("\\.$", ""));
        SortedMap<String, String> annotations =
                root.get("metadata").orElse(root).pairs("annotations");
        if (alias.isPresent()) {
            return Service.alias(metadata, alias.get(), ports(spec, report));
        }
        return new Service(
                metadata,
                spec.get("selector").map(present -> new Labels(spec.pairs("selector"))),
                ports(spec, report),
                spec.text("clusterIP").filter("None"::equals).isPresent(),
                ClusterAddresses.ofService(spec),
                words(annotations, "networking.istio.io/exportTo"),
                names(metadata, annotations));
    }

    private static List<ServicePort> ports(Node spec, Report report) {
        return spec.items("ports").stream()
                .filter(ServiceReader::speaksTcp)
                .flatMap(port -> port(port, report).stream())
                .toList();
    }

    /** Who may answer besides the pods' own accounts: accounts of this namespace, and whole identities. */
    private static List<String> names(Metadata metadata, SortedMap<String, String> annotations) {
        return Stream.concat(
                        words(annotations, "alpha.istio.io/kubernetes-serviceaccounts").stream()
                                .map(account -> "/ns/" + metadata.id().namespace() + "/sa/" + account),
                        words(annotations, "alpha.istio.io/canonical-serviceaccounts").stream()
                                .map(name -> name.contains("://") ? name : "spiffe://" + name))
                .toList();
    }

    private static List<String> words(SortedMap<String, String> annotations, String key) {
        return Stream.of(annotations.getOrDefault(key, "").split(","))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static Optional<ServicePort> port(Node port, Report report) {
        return port.port("port")
                .map(number -> new ServicePort(
                        port.text("name").orElse(""),
                        number,
                        target(port, number),
                        protocol(port, number),
                        Optional.of(report.origin(port.line()))));
    }

    private static PortProtocol protocol(Node port, int number) {
        return protocol(port.text("appProtocol").or(() -> port.text("name")).orElse(""), number);
    }

    /** Whether neither the name nor {@code appProtocol} of a port that speaks TCP says a protocol. */
    static boolean isUndeclared(Node port) {
        return port.port("port")
                .filter(number -> speaksTcp(port) && protocol(port, number) == PortProtocol.UNDECLARED)
                .isPresent();
    }

    private static boolean speaksTcp(Node port) {
        return port.text("protocol").orElse("TCP").equals("TCP");
    }

    private static TargetPort target(Node port, int number) {
        return port.text("targetPort")
                .<TargetPort>map(TargetPort.Named::new)
                .orElseGet(() -> new TargetPort.Numbered(port.port("targetPort").orElse(number)));
    }

    /** The protocol that a word and a number mean, as Istio reads {@code appProtocol} or the name of a port. */
    static PortProtocol protocol(String declared, int number) {
        String word = declared.toLowerCase(Locale.ROOT);
        if (word.startsWith("grpc-web")) {
            return PortProtocol.GRPC_WEB;
        }
        int dash = word.indexOf('-');
        return Optional.ofNullable(PROTOCOLS.get(dash < 0 ? word : word.substring(0, dash)))
                .orElse(TCP_WITHOUT_A_NAME.contains(number) ? PortProtocol.TCP : PortProtocol.UNDECLARED);
    }
}
