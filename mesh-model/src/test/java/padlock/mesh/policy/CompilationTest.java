package padlock.mesh.policy;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import padlock.mesh.resource.AuthorizationPolicy;
import padlock.mesh.resource.AuthorizationPolicy.Action;
import padlock.mesh.resource.ClientTls;
import padlock.mesh.resource.InstanceId;
import padlock.mesh.resource.Mesh;
import padlock.mesh.resource.MutualTlsMode;
import padlock.mesh.resource.PortProtocol;
import padlock.mesh.resource.Service;
import padlock.mesh.resource.Service.ServicePort;
import padlock.mesh.resource.Service.TargetPort;
import padlock.mesh.resource.Workload;
import padlock.mesh.resource.Workload.ContainerPort;

import static org.assertj.core.api.Assertions.assertThat;
import static padlock.mesh.policy.Given.access;
import static padlock.mesh.policy.Given.forClients;
import static padlock.mesh.policy.Given.instance;
import static padlock.mesh.policy.Given.mesh;
import static padlock.mesh.policy.Given.peers;
import static padlock.mesh.policy.Given.port;
import static padlock.mesh.policy.Given.rule;
import static padlock.mesh.policy.Given.running;
import static padlock.mesh.policy.Given.service;
import static padlock.mesh.policy.Given.tls;
import static padlock.mesh.policy.Given.workload;

class CompilationTest {

    private final Workload web = workload("web/web", "app=web");
    private final Workload batch = workload("web/batch", "app=batch");
    private final Workload backend = workload("shop/backend", "app=backend");
    private final Service service = service("shop/backend", "app=backend", port(80, 8080, PortProtocol.HTTP));

    @Test
    void equalMeshesCompileToEqualConfigurations() {
        assertThat(compiled(shop()).of(instance(web, 1, true)))
                .isEqualTo(compiled(shop()).of(instance(web, 1, true)));
    }

    @Test
    void podsOfOneWorkloadHoldTheSameObject() {
        Compilation compilation = compiled(shop());

        assertThat(compilation.of(instance(web, 1, true))).isSameAs(compilation.of(instance(web, 2, true)));
    }

    @Test
    void clientsThatFollowTheSameRulesShareTheirClusters() {
        Compilation compilation = compiled(shop());

        assertThat(compilation.of(instance(web, 1, true)).clusters().get(0))
                .isSameAs(compilation.of(instance(batch, 1, true)).clusters().get(0))
                .isSameAs(compilation.of(instance(backend, 1, true)).clusters().get(0));
    }

    @Test
    void aNamespaceThatARuleIsExportedToByNameIsNoStranger() {
        Compilation compilation = compiled(running(
                mesh(service, rule("shop/backend", service.host(), tls("shop/backend", ClientTls.Mode.DISABLE), "web")),
                instance(backend, 1, true)));

        assertThat(Stream.of(workload("other/other"), web, workload("another/another"))
                        .map(client -> upstreams(compilation.of(instance(client, 1, true)))
                                .get(0)
                                .value()))
                .hasExactlyElementsOfTypes(
                        UpstreamTls.IstioMutual.class, UpstreamTls.Plaintext.class, UpstreamTls.IstioMutual.class);
    }

    @Test
    void aRuleForSelectedClientsIsTheirsAlone() {
        Compilation compilation = compiled(running(
                mesh(
                        service,
                        forClients(
                                rule("web/backend", service.host(), tls("web/backend", ClientTls.Mode.DISABLE)),
                                "app=batch")),
                instance(backend, 1, true)));

        assertThat(Stream.of(batch, web)
                        .map(client -> upstreams(compilation.of(instance(client, 1, true)))
                                .get(0)
                                .value()))
                .hasExactlyElementsOfTypes(UpstreamTls.Plaintext.class, UpstreamTls.IstioMutual.class);
    }

    @Test
    void everyDecisionNamesTheResourceAndTheLineThatDecidedOrIsADefault() {
        SidecarConfig config = compiled(shop()).of(instance(backend, 1, true));

        assertThat(Stream.concat(
                                Stream.of(
                                        config.inboundPort(8080).mode(),
                                        config.otherPorts().mode()),
                                upstreams(config).stream())
                        .flatMap(explained -> explained.reasons().stream())
                        .map(reason -> reason.decidedBy().map(Reason.Field::origin)))
                .containsExactly(
                        Optional.of(Given.at("shop/default", 9)),
                        Optional.of(Given.at("shop/default", 9)),
                        Optional.of(Given.at("shop/default", 9)),
                        Optional.of(Given.at("shop/default", 9)));
        assertThat(compiled(mesh())
                        .of(instance(backend, 1, true))
                        .otherPorts()
                        .mode()
                        .reasons())
                .containsExactly(Given.byDefault("server mode", "PERMISSIVE", "R1.3"));
    }

    @Test
    void endpointsStandInTheOrderOfTheirNames() {
        Workload another = workload("shop/another", "app=backend");
        Mesh mesh = running(
                mesh(service),
                instance(backend, 2, true),
                instance(another, 1, true),
                instance(backend, 1, true),
                instance(workload("web/same-labels", "app=backend"), 1, true));

        assertThat(endpoints(mesh))
                .containsExactly(
                        new InstanceId("shop", "another", 1),
                        new InstanceId("shop", "backend", 1),
                        new InstanceId("shop", "backend", 2));
    }

    @Test
    void aPodWithoutTheNamedPortIsNoEndpoint() {
        Service named = service(
                "shop/backend",
                "app=backend",
                new ServicePort("http", 80, new TargetPort.Named("web"), PortProtocol.HTTP));
        Workload withPort = new Workload(
                workload("shop/named").metadata(),
                backend.labels(),
                backend.annotations(),
                "named",
                1,
                List.of(new ContainerPort("web", 8081)),
                false,
                Optional.empty());
        Mesh mesh = running(mesh(named), instance(backend, 1, true), instance(withPort, 1, true));

        assertThat(compiled(mesh).of(instance(web, 1, true)).clusters())
                .singleElement()
                .satisfies(cluster -> assertThat(cluster.endpoints())
                        .singleElement()
                        .satisfies(endpoint -> {
                            assertThat(endpoint.port()).isEqualTo(8081);
                            assertThat(((UpstreamTls.IstioMutual)
                                                    endpoint.upstream().value())
                                            .subjectAltNames())
                                    .containsExactly("spiffe://cluster.local/ns/shop/sa/named");
                        }));
    }

    @Test
    void aServiceWithoutASelectorHasAClusterWithoutEndpoints() {
        Service bare = new Service(service.metadata(), Optional.empty(), service.ports(), false);

        assertThat(endpoints(running(mesh(bare), instance(backend, 1, true)))).isEmpty();
    }

    @Test
    void theServersSideIsItsOwn() {
        AuthorizationPolicy policy = access("shop/deny", "", Action.DENY);
        Mesh mesh = running(mesh(service, policy), instance(backend, 1, true), instance(web, 1, true));

        SidecarConfig config = compiled(mesh).of(instance(backend, 1, true));

        assertThat(config.inbound()).containsOnlyKeys(8080);
        assertThat(config.authorization().policies())
                .extracting(AuthorizationPolicy::id)
                .containsExactly(policy.id());
        assertThat(config.acceptedTrustDomains()).containsExactly("cluster.local");
        assertThat(compiled(mesh).of(instance(web, 1, true)).inbound()).isEmpty();
    }

    private Mesh shop() {
        return running(
                mesh(service, peers("shop/default", "", MutualTlsMode.STRICT)),
                instance(backend, 1, true),
                instance(backend, 2, true));
    }

    private List<InstanceId> endpoints(Mesh mesh) {
        return compiled(mesh).of(instance(web, 1, true)).clusters().get(0).endpoints().stream()
                .map(Cluster.Endpoint::instance)
                .toList();
    }

    private static List<Explained<UpstreamTls>> upstreams(SidecarConfig config) {
        return config.clusters().stream()
                .flatMap(cluster -> cluster.endpoints().stream())
                .map(Cluster.Endpoint::upstream)
                .toList();
    }

    private static Compilation compiled(Mesh mesh) {
        return new Compilation(mesh, Precedence.ISTIO);
    }
}
