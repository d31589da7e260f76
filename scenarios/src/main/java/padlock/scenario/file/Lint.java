package padlock.scenario.file;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;
import padlock.mesh.analysis.Code;
import padlock.mesh.analysis.Finding;
import padlock.mesh.analysis.Where;

/** Mistakes that are seen in the document of one resource, in fields that nothing else reads. */
final class Lint {

    private static final long USER_OF_THE_PROXY = 1337;
    private static final List<String> APP_PROTOCOLS = List.of(
            "http",
            "http_proxy",
            "http2",
            "https",
            "grpc",
            "grpc-web",
            "grpc-web-text",
            "tls",
            "tcp",
            "udp",
            "mongo",
            "redis",
            "mysql",
            "kubernetes.io/h2c",
            "kubernetes.io/ws",
            "kubernetes.io/wss");

    private Lint() {}

    static void look(Where resource, Node document, Consumer<Finding> found) {
        String kind = resource.resource().kind();
        AnnotationLint.look(resource, document, found);
        ConditionLint.look(resource, document, found);
        switch (kind) {
            case "Service" -> {
                appProtocols(resource, document, found);
                portNames(resource, document, found);
            }
            case "DestinationRule" -> tlsWithoutMode(resource, document, found);
            case "Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "Job" ->
                users(resource, document, found, "spec", "template", "spec");
            case "CronJob" -> users(resource, document, found, "spec", "jobTemplate", "spec", "template", "spec");
            case "Pod" -> users(resource, document, found, "spec");
            default -> {}
        }
    }

    static Where at(Where resource, List<String> path) {
        return new Where(resource.resource(), resource.origin(), path);
    }

    private static void appProtocols(Where resource, Node document, Consumer<Finding> found) {
        List<Node> ports = document.get("spec").map(spec -> spec.items("ports")).orElse(List.of());
        for (int i = 0; i < ports.size(); i++) {
            String protocol = ports.get(i).text("appProtocol").orElse("http");
            if (!APP_PROTOCOLS.contains(protocol.toLowerCase(Locale.ROOT))) {
                found.accept(new Finding(
                        Code.KIA0602,
                        at(resource, List.of("spec", "ports", String.valueOf(i), "appProtocol")),
                        "Port appProtocol must follow <protocol> form: Istio does not know \"" + protocol
                                + "\" and guesses from the first bytes.",
                        Nearest.hint(protocol, APP_PROTOCOLS)));
            }
        }
    }

    private static void portNames(Where resource, Node document, Consumer<Finding> found) {
        boolean ofIstio = document.at("metadata", "labels", "istio").isPresent()
                || document.at("metadata", "labels", "release")
                        .flatMap(Node::text)
                        .filter("istio"::equals)
                        .isPresent();
        List<Node> ports = document.get("spec").map(spec -> spec.items("ports")).orElse(List.of());
        for (int i = 0; i < ports.size() && !ofIstio; i++) {
            Node port = ports.get(i);
            String name = port.text("name").orElse("");
            String number = port.get("port").flatMap(Node::written).orElse("");
            if (ServiceReader.isUndeclared(port)) {
                found.accept(new Finding(
                        Code.IST0118,
                        at(resource, List.of("spec", "ports", String.valueOf(i))),
                        "Port name " + (name.isEmpty() ? "without a name" : name) + " (port: " + number
                                + ", targetPort: "
                                + port.get("targetPort").flatMap(Node::written).orElse(number)
                                + ") doesn't follow the naming convention of Istio port: sidecars guess from the first"
                                + " bytes, so a program that waits for its server to speak first hangs.",
                        "name the port by its protocol, such as http, grpc or tcp-" + (name.isEmpty() ? "data" : name)
                                + ", or set appProtocol"));
            }
        }
    }

    private static void users(Where resource, Node document, Consumer<Finding> found, String... spec) {
        List<String> path = List.of(spec);
        Node pod = document.at(spec).orElse(new Node.Mapping(1, List.of()));
        pod.at("securityContext", "runAsUser")
                .flatMap(Node::whole)
                .filter(user -> user == USER_OF_THE_PROXY)
                .ifPresent(user -> found.accept(user(resource, plus(path, "securityContext", "runAsUser"))));
        for (String containers : List.of("containers", "initContainers")) {
            List<Node> items = pod.items(containers);
            for (int i = 0; i < items.size(); i++) {
                String index = String.valueOf(i);
                boolean proxy = items.get(i)
                        .text("name")
                        .filter(name -> name.startsWith("istio-"))
                        .isPresent();
                items.get(i)
                        .at("securityContext", "runAsUser")
                        .flatMap(Node::whole)
                        .filter(user -> user == USER_OF_THE_PROXY && !proxy)
                        .ifPresent(user -> found.accept(
                                user(resource, plus(path, containers, index, "securityContext", "runAsUser"))));
            }
        }
    }

    private static Finding user(Where resource, List<String> path) {
        return new Finding(
                Code.IST0144,
                at(resource, path),
                "User ID (UID) 1337 is reserved for the sidecar proxy: what a program with it sends passes the sidecar by,"
                        + " in plaintext.",
                "run the program as another user");
    }

    private static void tlsWithoutMode(Where resource, Node document, Consumer<Finding> found) {
        document.get("spec").ifPresent(spec -> {
            withoutMode(resource, spec, List.of("spec"), found);
            List<Node> subsets = spec.items("subsets");
            for (int i = 0; i < subsets.size(); i++) {
                withoutMode(resource, subsets.get(i), List.of("spec", "subsets", String.valueOf(i)), found);
            }
        });
    }

    private static void withoutMode(Where resource, Node holder, List<String> path, Consumer<Finding> found) {
        holder.get("trafficPolicy").ifPresent(policy -> {
            modeless(resource, policy, plus(path, "trafficPolicy"), found);
            List<Node> ports = policy.items("portLevelSettings");
            for (int i = 0; i < ports.size(); i++) {
                modeless(
                        resource,
                        ports.get(i),
                        plus(path, "trafficPolicy", "portLevelSettings", String.valueOf(i)),
                        found);
            }
        });
    }

    private static void modeless(Where resource, Node holder, List<String> path, Consumer<Finding> found) {
        holder.get("tls")
                .filter(Node.Mapping.class::isInstance)
                .filter(tls -> tls.get("mode").isEmpty())
                .ifPresent(tls -> found.accept(new Finding(
                        Code.PAD015,
                        at(resource, plus(path, "tls")),
                        "tls without a mode means DISABLE: clients send plaintext.",
                        "write mode: ISTIO_MUTUAL, or leave tls out so that auto mTLS decides")));
    }

    static List<String> plus(List<String> path, String... more) {
        return Stream.concat(path.stream(), Stream.of(more)).toList();
    }
}
