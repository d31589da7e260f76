package padlock.scenario.file;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import padlock.mesh.resource.Labels;
import padlock.mesh.resource.Located;
import padlock.mesh.resource.Metadata;
import padlock.mesh.resource.Probe;
import padlock.mesh.resource.Service.TargetPort;
import padlock.mesh.resource.Workload;
import padlock.mesh.resource.Workload.ContainerPort;

/** Reads Pods, and the controllers that make Pods from a template. */
final class WorkloadReader {

    private static final String PROXY = "istio-proxy";

    private WorkloadReader() {}

    static Workload pod(Metadata metadata, Node root, Report report) {
        Node pod = root.get("metadata").orElse(root);
        Node spec = root.get("spec").orElse(root);
        Located<Boolean> shown = proxies(spec)
                .findFirst()
                .map(proxy -> new Located<>(true, report.origin(proxy.line())))
                .orElseGet(() -> new Located<>(false, report.origin(spec.lineOf("containers"))));
        return workload(metadata, pod, spec, 1, Optional.of(shown), report)
                .withPodsAt(ClusterAddresses.ofPod(root).stream().toList());
    }

    static Workload controller(Metadata metadata, Node root, Report report) {
        int replicas = root.at("spec", "replicas")
                .flatMap(Node::whole)
                .map(Long::intValue)
                .orElse(1);
        return fromTemplate(metadata, root.at("spec", "template").orElse(root), replicas, report);
    }

    static Workload cronJob(Metadata metadata, Node root, Report report) {
        return fromTemplate(
                metadata, root.at("spec", "jobTemplate", "spec", "template").orElse(root), 1, report);
    }

    /** A template that brings its own proxy ({@code istioctl kube-inject}) is not left to the webhook. */
    private static Workload fromTemplate(Metadata metadata, Node template, int replicas, Report report) {
        Node spec = template.get("spec").orElse(template);
        Optional<Located<Boolean>> brought = proxies(spec)
                .filter(proxy -> !proxy.text("image").orElse("auto").equals("auto"))
                .findFirst()
                .map(proxy -> new Located<>(true, report.origin(proxy.line())));
        return workload(metadata, template.get("metadata").orElse(template), spec, replicas, brought, report);
    }

    private static Workload workload(
            Metadata metadata,
            Node described,
            Node spec,
            int replicas,
            Optional<Located<Boolean>> proxyContainer,
            Report report) {
        return new Workload(
                metadata,
                LabelReader.read(described, "labels", report),
                LabelReader.read(described, "annotations", report),
                spec.text("serviceAccountName")
                        .or(() -> spec.text("serviceAccount"))
                        .filter(name -> !name.isEmpty())
                        .orElse("default"),
                replicas,
                running(spec)
                        .filter(container -> !isProxy(container))
                        .flatMap(container -> container.items("ports").stream())
                        .filter(port -> port.text("protocol").orElse("TCP").equals("TCP"))
                        .flatMap(port -> port
                                .port("containerPort")
                                .map(number ->
                                        new ContainerPort(port.text("name").orElse(""), number))
                                .stream())
                        .toList(),
                spec.get("hostNetwork")
                        .flatMap(Node::flag)
                        .filter(used -> used)
                        .map(used -> report.origin(spec.lineOf("hostNetwork"))),
                proxyContainer,
                ProxyMetadata.ofPod(described, report),
                Optional.empty(),
                running(spec)
                        .filter(container -> !isProxy(container))
                        .flatMap(container -> probes(container, report))
                        .toList(),
                environment(spec),
                secrets(spec),
                List.of());
    }

    private static Labels environment(Node spec) {
        SortedMap<String, String> variables = new TreeMap<>();
        running(spec)
                .flatMap(container -> container.items("env").stream())
                .forEach(variable -> variable.text("name")
                        .ifPresent(name -> variable.text("value").ifPresent(value -> variables.put(name, value))));
        return new Labels(variables);
    }

    /** Those in volumes that a container of the program mounts. */
    private static List<String> secrets(Node spec) {
        List<String> mounted = running(spec)
                .filter(container -> !isProxy(container))
                .flatMap(container -> container.items("volumeMounts").stream())
                .flatMap(mount -> mount.text("name").stream())
                .toList();
        return spec.items("volumes").stream()
                .filter(volume -> volume.text("name").filter(mounted::contains).isPresent())
                .flatMap(volume -> Stream.concat(
                        volume.at("secret", "secretName").flatMap(Node::text).stream(),
                        volume.get("projected").stream()
                                .flatMap(projected -> projected.items("sources").stream())
                                .flatMap(source -> source.at("secret", "name").flatMap(Node::text).stream())))
                .distinct()
                .toList();
    }

    private static Stream<Probe> probes(Node container, Report report) {
        return Stream.of(Probe.Purpose.values())
                .flatMap(purpose -> container.get(purpose.text() + "Probe").stream()
                        .flatMap(node -> handler(node).stream()
                                .map(handler -> new Probe(
                                        purpose,
                                        container.text("name").orElse(""),
                                        handler,
                                        report.origin(container.lineOf(purpose.text() + "Probe"))))));
    }

    private static Optional<Probe.Handler> handler(Node probe) {
        return probe.get("httpGet")
                .flatMap(http -> target(http)
                        .<Probe.Handler>map(port -> new Probe.Handler.HttpGet(
                                http.text("scheme").filter("HTTPS"::equals).isPresent(),
                                port,
                                path(http.text("path").orElse("")))))
                .or(() -> probe.get("tcpSocket").flatMap(WorkloadReader::target).map(Probe.Handler.TcpSocket::new))
                .or(() -> probe.get("grpc").flatMap(WorkloadReader::target).map(Probe.Handler.Grpc::new))
                .or(() -> probe.get("exec").map(exec -> new Probe.Handler.Exec()));
    }

    private static String path(String written) {
        return written.startsWith("/") ? written : "/" + written;
    }

    private static Optional<TargetPort> target(Node handler) {
        return handler.port("port")
                .<TargetPort>map(TargetPort.Numbered::new)
                .or(() -> handler.text("port").map(TargetPort.Named::new));
    }

    private static Stream<Node> proxies(Node spec) {
        return running(spec).filter(WorkloadReader::isProxy);
    }

    private static boolean isProxy(Node container) {
        return container.text("name").filter(PROXY::equals).isPresent();
    }

    /** The containers that run as long as the pod does; an init container that restarts always is one of them. */
    private static Stream<Node> running(Node spec) {
        List<Node> initial = spec.items("initContainers");
        return Stream.concat(
                spec.items("containers").stream(),
                initial.stream()
                        .filter(container -> container
                                .text("restartPolicy")
                                .filter("Always"::equals)
                                .isPresent()));
    }
}
