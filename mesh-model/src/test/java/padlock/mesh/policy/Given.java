package padlock.mesh.policy;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import padlock.mesh.policy.Reason.Field;
import padlock.mesh.policy.Reason.Ignored;
import padlock.mesh.resource.Attachment;
import padlock.mesh.resource.AuthorizationPolicy;
import padlock.mesh.resource.ClientTls;
import padlock.mesh.resource.DestinationRule;
import padlock.mesh.resource.DestinationRule.PortSettings;
import padlock.mesh.resource.DestinationRule.TrafficPolicy;
import padlock.mesh.resource.Instance;
import padlock.mesh.resource.InstanceId;
import padlock.mesh.resource.Labels;
import padlock.mesh.resource.Located;
import padlock.mesh.resource.Mesh;
import padlock.mesh.resource.MeshSettings;
import padlock.mesh.resource.Metadata;
import padlock.mesh.resource.MutualTlsMode;
import padlock.mesh.resource.Namespace;
import padlock.mesh.resource.Origin;
import padlock.mesh.resource.PeerAuthentication;
import padlock.mesh.resource.PortProtocol;
import padlock.mesh.resource.Resource;
import padlock.mesh.resource.ResourceId;
import padlock.mesh.resource.Service;
import padlock.mesh.resource.Service.ServicePort;
import padlock.mesh.resource.Service.TargetPort;
import padlock.mesh.resource.Workload;

/**
 * Resources in few words. Names are written {@code namespace/name}; a resource stands in the file of its name, its
 * metadata in line 1, its mode in line 9, the mode of a port in the line of the port's number. In a mesh, the resource
 * that is given first is the oldest.
 */
final class Given {

    static final String ROOT = "istio-system";

    private Given() {}

    static Mesh mesh(Resource... resources) {
        Mesh mesh = Mesh.EMPTY;
        for (int age = 0; age < resources.length; age++) {
            mesh = mesh.with(resources[age], Instant.EPOCH.plusSeconds(age));
        }
        return mesh;
    }

    static Mesh running(Mesh mesh, Instance... instances) {
        SortedMap<InstanceId, Instance> all = new TreeMap<>();
        List.of(instances).forEach(instance -> all.put(instance.id(), instance));
        return mesh.running(all);
    }

    static Labels labels(String... pairs) {
        TreeMap<String, String> labels = new TreeMap<>();
        for (String pair : pairs) {
            int equals = pair.indexOf('=');
            labels.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
        return new Labels(labels);
    }

    /** A label or an annotation that stands in this line of whatever has the name. */
    static Labels labelAt(String name, int line, String pair) {
        Labels label = labels(pair);
        return new Labels(label.pairs(), new TreeMap<>(Map.of(label.pairs().firstKey(), at(name, line))));
    }

    static Namespace namespace(String name, String... labels) {
        return new Namespace(metadata("Namespace", "/" + name), labels(labels));
    }

    static MeshSettings settings(String trustDomain, List<String> aliases, boolean autoMtls) {
        return new MeshSettings(
                metadata("ConfigMap", ROOT + "/istio"),
                ROOT,
                trustDomain,
                aliases,
                autoMtls ? Optional.empty() : Optional.of(new Located<>(false, at(ROOT + "/istio", 7))),
                List.of("*"),
                List.of("*"));
    }

    static Workload workload(String name, String... labels) {
        return new Workload(
                metadata("Deployment", name),
                labels(labels),
                Labels.NONE,
                "default",
                1,
                List.of(),
                false,
                Optional.empty());
    }

    static Workload annotated(Workload workload, String... annotations) {
        return new Workload(
                workload.metadata(),
                workload.labels(),
                labels(annotations),
                workload.serviceAccount(),
                1,
                workload.ports(),
                workload.hostNetwork(),
                workload.hasProxyContainer());
    }

    static Instance instance(Workload workload, int number, boolean sidecar) {
        InstanceId id = new InstanceId(workload.namespace(), workload.name(), number);
        return new Instance(id, workload, "10.0.0." + number, sidecar);
    }

    static Service service(String name, String selector, ServicePort... ports) {
        return new Service(metadata("Service", name), Optional.of(labels(selector)), List.of(ports), false);
    }

    static Service headless(Service service) {
        return new Service(service.metadata(), service.selector(), service.ports(), true);
    }

    static ServicePort port(int number, int target, PortProtocol protocol) {
        return new ServicePort("port-" + number, number, new TargetPort.Numbered(target), protocol);
    }

    static PeerAuthentication peers(String name, String selector, MutualTlsMode mode) {
        return peers(name, selector, Optional.of(new Located<>(mode, at(name, 9))), new TreeMap<>());
    }

    static PeerAuthentication peersUnset(String name, String selector) {
        return peers(name, selector, Optional.empty(), new TreeMap<>());
    }

    static PeerAuthentication withPort(PeerAuthentication policy, int port, MutualTlsMode mode) {
        Origin origin = new Origin(policy.metadata().origin().path(), port);
        return withPort(policy, port, Optional.of(new Located<>(mode, origin)));
    }

    static PeerAuthentication withPortUnset(PeerAuthentication policy, int port) {
        return withPort(policy, port, Optional.empty());
    }

    private static PeerAuthentication withPort(
            PeerAuthentication policy, int port, Optional<Located<MutualTlsMode>> mode) {
        SortedMap<Integer, Optional<Located<MutualTlsMode>>> ports = new TreeMap<>(policy.portModes());
        ports.put(port, mode);
        return new PeerAuthentication(policy.metadata(), policy.selector(), policy.mode(), ports);
    }

    private static PeerAuthentication peers(
            String name,
            String selector,
            Optional<Located<MutualTlsMode>> mode,
            SortedMap<Integer, Optional<Located<MutualTlsMode>>> ports) {
        return new PeerAuthentication(metadata("PeerAuthentication", name), selector(selector), mode, ports);
    }

    static DestinationRule rule(String name, String host, ClientTls tls, String... exportTo) {
        return rule(
                name,
                host,
                "",
                Optional.of(new TrafficPolicy(new PortSettings(Optional.of(tls), Optional.empty()), new TreeMap<>())),
                exportTo);
    }

    static DestinationRule rule(
            String name, String host, String selector, Optional<TrafficPolicy> policy, String... exportTo) {
        return new DestinationRule(
                metadata("DestinationRule", name), host, List.of(exportTo), selector(selector), policy, List.of());
    }

    static DestinationRule forClients(DestinationRule rule, String selector) {
        return rule(rule.namespace() + "/" + rule.id().name(), rule.host(), selector, rule.trafficPolicy());
    }

    static DestinationRule withPort(DestinationRule rule, int port, Optional<ClientTls> tls) {
        TrafficPolicy whole = rule.trafficPolicy().orElseThrow();
        SortedMap<Integer, PortSettings> ports = new TreeMap<>(whole.portLevel());
        ports.put(port, new PortSettings(tls, Optional.empty()));
        return rule(
                rule.namespace() + "/" + rule.id().name(),
                rule.host(),
                "",
                Optional.of(new TrafficPolicy(whole.whole(), ports)));
    }

    static ClientTls tls(String rule, ClientTls.Mode mode) {
        return new ClientTls(
                mode,
                Optional.empty(),
                List.of(),
                Optional.of("/certs/own.pem"),
                Optional.of("/certs/own.key"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                at(rule, 9));
    }

    static AuthorizationPolicy access(
            String name, String selector, AuthorizationPolicy.Action action, AuthorizationPolicy.Rule... rules) {
        return new AuthorizationPolicy(
                metadata("AuthorizationPolicy", name),
                new Attachment(selector(selector), Optional.empty()),
                action,
                Optional.empty(),
                Optional.empty(),
                List.of(rules));
    }

    static Origin at(String name, int line) {
        return new Origin(name + ".yaml", line);
    }

    static Field field(String kind, String name, int line) {
        return new Field(id(kind, name), at(name, line));
    }

    static Ignored ignored(String kind, String name, int line, String why) {
        return new Ignored(field(kind, name, line), why);
    }

    static Reason reason(String question, String answer, String rule, Field decidedBy, Ignored... ignored) {
        return new Reason(question, answer, rule, Optional.of(decidedBy), Arrays.asList(ignored));
    }

    static Reason byDefault(String question, String answer, String rule, Ignored... ignored) {
        return new Reason(question, answer, rule, Optional.empty(), Arrays.asList(ignored));
    }

    private static Optional<Labels> selector(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(labels(text.split(",")));
    }

    private static Metadata metadata(String kind, String name) {
        return new Metadata(id(kind, name), Optional.empty(), at(name, 1));
    }

    private static ResourceId id(String kind, String name) {
        String[] parts = name.split("/");
        return new ResourceId(kind, parts[0], parts[1]);
    }
}
