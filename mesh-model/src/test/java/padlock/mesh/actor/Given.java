package padlock.mesh.actor;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import padlock.mesh.resource.Attachment;
import padlock.mesh.resource.AuthorizationPolicy;
import padlock.mesh.resource.ClientTls;
import padlock.mesh.resource.DestinationRule;
import padlock.mesh.resource.Labels;
import padlock.mesh.resource.Located;
import padlock.mesh.resource.Metadata;
import padlock.mesh.resource.MutualTlsMode;
import padlock.mesh.resource.Namespace;
import padlock.mesh.resource.Origin;
import padlock.mesh.resource.PeerAuthentication;
import padlock.mesh.resource.PortProtocol;
import padlock.mesh.resource.RequestAuthentication;
import padlock.mesh.resource.Resource;
import padlock.mesh.resource.ResourceId;
import padlock.mesh.resource.Service;
import padlock.mesh.resource.Workload;

/** Resources as short as a test can say them; a name like {@code shop/cart} is a namespace and a name in it. */
public final class Given {

    /** Of every run that a test makes. */
    public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private static final Origin ORIGIN = new Origin("test.yaml", 1);

    private Given() {}

    /** A namespace whose pods get sidecars. */
    public static Namespace injected(String name) {
        return new Namespace(metadata("Namespace", "", name), Labels.of(Map.of("istio-injection", "enabled")));
    }

    public static Namespace namespace(String name) {
        return new Namespace(metadata("Namespace", "", name), Labels.NONE);
    }

    /** A Deployment of one pod with the label {@code app}, which runs as the service account of its own name. */
    public static Workload workload(String name) {
        return new Workload(
                metadata("Deployment", name),
                Labels.of(Map.of("app", nameOf(name))),
                Labels.NONE,
                nameOf(name),
                1,
                List.of(),
                false,
                Optional.empty());
    }

    public static Workload withReplicas(int replicas, Workload of) {
        return of.replicated(of.metadata(), replicas);
    }

    public static Workload withAnnotation(String key, String value, Workload of) {
        return of.described(of.labels(), of.annotations().with(Labels.of(Map.of(key, value))));
    }

    public static Workload withLabel(String key, String value, Workload of) {
        return of.described(of.labels().with(Labels.of(Map.of(key, value))), of.annotations());
    }

    public static Workload withPorts(List<Workload.ContainerPort> ports, Workload of) {
        return of.listeningAlso(ports);
    }

    public static Workload runningAs(String serviceAccount, Workload of) {
        return new Workload(
                of.metadata(),
                of.labels(),
                of.annotations(),
                serviceAccount,
                of.replicas(),
                of.ports(),
                of.hostNetwork(),
                of.hasProxyContainer());
    }

    /** A client and a server with sidecars, and a client elsewhere without one. */
    public static List<Resource> shop() {
        return List.of(
                injected("shop"),
                namespace("bare"),
                workload("bare/client"),
                workload("shop/client"),
                workload("shop/server"),
                service("shop/server", port(80, 8080, PortProtocol.HTTP), port(81, 8081, PortProtocol.TCP)));
    }

    /** Settings by which certificates last so long, and are renewed after this share of it. */
    public static Settings certificatesLasting(Duration lifetime, double rotateAt) {
        Settings defaults = Settings.DEFAULTS;
        return new Settings(
                defaults.precedence(),
                defaults.pushDelay(),
                defaults.latency(),
                defaults.highestTls(),
                defaults.keyAgreement(),
                lifetime,
                rotateAt,
                defaults.algorithm());
    }

    /** Settings by which a change takes so long to reach a sidecar. */
    public static Settings pushesTaking(Span delay) {
        Settings defaults = Settings.DEFAULTS;
        return new Settings(
                defaults.precedence(),
                delay,
                defaults.latency(),
                defaults.highestTls(),
                defaults.keyAgreement(),
                defaults.certificateLifetime(),
                defaults.rotateAt(),
                defaults.algorithm());
    }

    /** The service of this name before the workload of this name, at port 80; the pods listen on 8080. */
    public static Service service(String name, PortProtocol protocol) {
        return service(name, port(80, 8080, protocol));
    }

    public static Service service(String name, Service.ServicePort... ports) {
        return serviceOf(name, Map.of("app", nameOf(name)), ports);
    }

    /** A service before the pods with these labels. */
    public static Service serviceOf(String name, Map<String, String> selector, Service.ServicePort... ports) {
        return new Service(metadata("Service", name), Optional.of(Labels.of(selector)), List.of(ports), false);
    }

    public static Service headless(String name, Service.ServicePort... ports) {
        Service service = service(name, ports);
        return new Service(service.metadata(), service.selector(), service.ports(), true);
    }

    public static Service.ServicePort port(int number, int target, PortProtocol protocol) {
        return new Service.ServicePort("", number, new Service.TargetPort.Numbered(target), protocol);
    }

    public static Service.ServicePort port(int number, String target, PortProtocol protocol) {
        return new Service.ServicePort("", number, new Service.TargetPort.Named(target), protocol);
    }

    /** For all workloads of the namespace; of the whole mesh, where that is {@code istio-system}. */
    public static PeerAuthentication demands(MutualTlsMode mode, String namespace) {
        return new PeerAuthentication(
                metadata("PeerAuthentication", namespace, "default"),
                Optional.empty(),
                Optional.of(located(mode)),
                new TreeMap<>());
    }

    /** For one workload. */
    public static PeerAuthentication demandsOf(String workload, MutualTlsMode mode) {
        return new PeerAuthentication(
                metadata("PeerAuthentication", workload),
                Optional.of(Labels.of(Map.of("app", nameOf(workload)))),
                Optional.of(located(mode)),
                new TreeMap<>());
    }

    /** For one port of one workload. */
    public static PeerAuthentication demandsOf(String workload, int port, MutualTlsMode mode) {
        return new PeerAuthentication(
                metadata("PeerAuthentication", workload),
                Optional.of(Labels.of(Map.of("app", nameOf(workload)))),
                Optional.empty(),
                new TreeMap<>(Map.of(port, Optional.of(located(mode)))));
    }

    public static DestinationRule attempts(String service, ClientTls tls) {
        return new DestinationRule(
                metadata("DestinationRule", service),
                nameOf(service),
                List.of(),
                Optional.empty(),
                Optional.of(new DestinationRule.TrafficPolicy(
                        new DestinationRule.PortSettings(Optional.of(tls), Optional.empty()), new TreeMap<>())),
                List.of());
    }

    public static ClientTls tls(ClientTls.Mode mode) {
        return new ClientTls(
                mode,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                ORIGIN);
    }

    /** Mode SIMPLE that takes any server. */
    public static ClientTls trustingAnybody() {
        return new ClientTls(
                ClientTls.Mode.SIMPLE,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                true,
                ORIGIN);
    }

    /** Mode MUTUAL with these files, where {@code subjectAltNames} may be empty. */
    public static ClientTls mutual(String certificate, String key, String roots, String... subjectAltNames) {
        return new ClientTls(
                ClientTls.Mode.MUTUAL,
                Optional.empty(),
                List.of(subjectAltNames),
                Optional.of(certificate),
                Optional.of(key),
                Optional.of(roots),
                Optional.empty(),
                Optional.empty(),
                false,
                ORIGIN);
    }

    /** ISTIO_MUTUAL towards a server of this name and no other. */
    public static ClientTls istioMutual(String subjectAltName) {
        return new ClientTls(
                ClientTls.Mode.ISTIO_MUTUAL,
                Optional.empty(),
                List.of(subjectAltName),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                ORIGIN);
    }

    /** One rule for everything that these principals ask of the workload; without principals, a rule for everybody. */
    public static AuthorizationPolicy policy(String workload, AuthorizationPolicy.Action action, String... principals) {
        List<AuthorizationPolicy.Clause> from = principals.length == 0
                ? List.of()
                : List.of(new AuthorizationPolicy.Clause(List.of(new AuthorizationPolicy.Field(
                        AuthorizationPolicy.Subject.PRINCIPALS, false, List.of(principals)))));
        return new AuthorizationPolicy(
                metadata("AuthorizationPolicy", workload),
                Attachment.selecting(Labels.of(Map.of("app", nameOf(workload)))),
                action,
                Optional.empty(),
                Optional.empty(),
                List.of(new AuthorizationPolicy.Rule(from, List.of(), List.of(), ORIGIN)));
    }

    /** The workload takes tokens of this issuer. */
    public static RequestAuthentication tokens(String workload, String issuer, String keys) {
        return new RequestAuthentication(
                metadata("RequestAuthentication", workload),
                Attachment.selecting(Labels.of(Map.of("app", nameOf(workload)))),
                List.of(new RequestAuthentication.JwtRule(
                        issuer,
                        List.of(),
                        Optional.of(keys),
                        new RequestAuthentication.Locations(List.of(), List.of(), List.of()),
                        new RequestAuthentication.Forwarding(false, Optional.empty(), List.of()),
                        List.of(),
                        ORIGIN)));
    }

    /** ALLOW without a rule: nobody is let in. */
    public static AuthorizationPolicy allowingNothing(String workload) {
        return new AuthorizationPolicy(
                metadata("AuthorizationPolicy", workload),
                Attachment.selecting(Labels.of(Map.of("app", nameOf(workload)))),
                AuthorizationPolicy.Action.ALLOW,
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    private static Located<MutualTlsMode> located(MutualTlsMode mode) {
        return new Located<>(mode, ORIGIN);
    }

    private static Metadata metadata(String kind, String name) {
        return metadata(kind, name.substring(0, name.indexOf('/')), nameOf(name));
    }

    private static Metadata metadata(String kind, String namespace, String name) {
        return new Metadata(new ResourceId(kind, namespace, name), Optional.empty(), ORIGIN);
    }

    private static String nameOf(String name) {
        return name.substring(name.indexOf('/') + 1);
    }
}
