package padlock.mesh.policy;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import padlock.mesh.resource.ClientTls;
import padlock.mesh.resource.DestinationRule;
import padlock.mesh.resource.Instance;
import padlock.mesh.resource.Labels;
import padlock.mesh.resource.Metadata;
import padlock.mesh.resource.PortProtocol;
import padlock.mesh.resource.Resource;
import padlock.mesh.resource.ResourceId;
import padlock.mesh.resource.Secret;
import padlock.mesh.resource.Service;
import padlock.mesh.resource.Workload;
import padlock.tls.identity.TrustBundle;

import static org.assertj.core.api.Assertions.assertThat;
import static padlock.mesh.policy.Given.byDefault;
import static padlock.mesh.policy.Given.field;
import static padlock.mesh.policy.Given.headless;
import static padlock.mesh.policy.Given.ignored;
import static padlock.mesh.policy.Given.instance;
import static padlock.mesh.policy.Given.mesh;
import static padlock.mesh.policy.Given.peers;
import static padlock.mesh.policy.Given.port;
import static padlock.mesh.policy.Given.reason;
import static padlock.mesh.policy.Given.rule;
import static padlock.mesh.policy.Given.running;
import static padlock.mesh.policy.Given.service;
import static padlock.mesh.policy.Given.settings;
import static padlock.mesh.policy.Given.tls;
import static padlock.mesh.policy.Given.withPort;
import static padlock.mesh.policy.Given.workload;
import static padlock.mesh.resource.MutualTlsMode.DISABLE;
import static padlock.mesh.resource.MutualTlsMode.STRICT;

class ClientTransportTest {

    private static final Reason.Field NAMING_A_SECRET =
            new Reason.Field(new ResourceId("DestinationRule", "web", "backend"), Given.at("shop/backend", 9));

    private static final String HOST = "backend.shop.svc.cluster.local";
    private static final String QUESTION = "client transport";
    private static final UpstreamTls PLAINTEXT = new UpstreamTls.Plaintext();
    private static final UpstreamTls ISTIO = new UpstreamTls.IstioMutual(
            "outbound_.80_._." + HOST,
            List.of("spiffe://cluster.local/ns/shop/sa/default"),
            List.of("istio-peer-exchange", "istio"),
            List.of("istio-http/1.1", "istio", "http/1.1"));

    private final Workload web = workload("web/web", "app=web");
    private final Workload backend = workload("shop/backend", "app=backend");
    private final Service service = service("shop/backend", "app=backend", port(80, 8080, PortProtocol.HTTP));

    @Test
    void withoutAnyRuleSidecarsSpeakMutualTlsToEachOther() {
        assertThat(toSidecar()).isEqualTo(explained(ISTIO, byDefault(QUESTION, "mutual-tls", "R6.5")));
    }

    @Test
    void aPodWithoutASidecarGetsPlaintext() {
        assertThat(to(instance(backend, 1, false), service))
                .isEqualTo(explained(
                        PLAINTEXT, reason(QUESTION, "plaintext", "R6.4", field("Deployment", "shop/backend", 1))));
    }

    @Test
    void aWorkloadsModeIsNotInferredForItsService() {
        assertThat(toSidecar(peers("shop/default", "", DISABLE), peers("shop/backend", "app=backend", STRICT)))
                .isEqualTo(explained(
                        PLAINTEXT,
                        reason(
                                QUESTION,
                                "plaintext",
                                "R6.3",
                                field("PeerAuthentication", "shop/default", 9),
                                ignored(
                                        "PeerAuthentication",
                                        "shop/backend",
                                        9,
                                        "has a selector; what a service accepts is inferred from namespace and mesh"
                                                + " alone"))));
    }

    @Test
    void aPodThatDisablesMutualTlsOnItsPortGetsPlaintext() {
        assertThat(toSidecar(withPort(peers("shop/backend", "app=backend", STRICT), 8080, DISABLE)))
                .isEqualTo(explained(
                        PLAINTEXT,
                        reason(QUESTION, "plaintext", "R6.4", field("PeerAuthentication", "shop/backend", 8080))));
    }

    @Test
    void aDestinationRuleHoldsWhateverThePodIs() {
        Resource rule = rule("shop/backend", HOST, tls("shop/backend", ClientTls.Mode.ISTIO_MUTUAL));

        assertThat(to(instance(backend, 1, false), service, rule, peers("shop/default", "", DISABLE)))
                .isEqualTo(explained(
                        ISTIO, reason(QUESTION, "mutual-tls", "R6.1", field("DestinationRule", "shop/backend", 9))));
    }

    @Test
    void withoutAutoMutualTlsNothingIsSentThatNoRuleAsksFor() {
        assertThat(toSidecar(settings("cluster.local", List.of(), false)))
                .isEqualTo(explained(
                        PLAINTEXT, reason(QUESTION, "plaintext", "R6.1", field("ConfigMap", "istio-system/istio", 7))));
    }

    @Test
    void behindAHeadlessServiceOnePodWithoutASidecarMakesAllPlaintext() {
        Instance bare = instance(workload("shop/bare", "app=backend"), 1, false);

        assertThat(to(List.of(instance(backend, 1, true), bare), headless(service)))
                .isEqualTo(explained(
                        PLAINTEXT, reason(QUESTION, "plaintext", "R6.3", field("Deployment", "shop/bare", 1))));
    }

    @Test
    void aGatewayTellsThePodsOfAHeadlessServiceApart() {
        Workload gateway = workload("istio-system/front", "istio=ingressgateway");
        Resource disabled = peers("shop/backend", "app=backend", DISABLE);

        assertThat(from(gateway, List.of(instance(backend, 1, true)), headless(service), disabled)
                        .value())
                .isEqualTo(PLAINTEXT);
        assertThat(to(instance(backend, 1, true), headless(service), disabled).value())
                .isEqualTo(ISTIO);
    }

    @Test
    void aGatewayHasNoSidecarThatWouldTakeMutualTls() {
        Workload gateway = workload("shop/front", "app=backend", "istio=ingressgateway");

        assertThat(to(instance(gateway, 1, true), service).value()).isEqualTo(PLAINTEXT);
    }

    @Test
    void aRoutedSubsetReplacesTheTlsOfTheRule() {
        DestinationRule whole = rule("shop/backend", HOST, tls("shop/backend", ClientTls.Mode.ISTIO_MUTUAL));
        DestinationRule.Subset plain = new DestinationRule.Subset(
                "plain",
                Labels.NONE,
                rule("shop/backend", HOST, tls("shop/backend", ClientTls.Mode.DISABLE))
                        .trafficPolicy());
        DestinationRule.Subset silent = new DestinationRule.Subset("silent", Labels.NONE, Optional.empty());
        DestinationRule withSubsets = new DestinationRule(
                whole.metadata(), HOST, List.of(), Optional.empty(), whole.trafficPolicy(), List.of(plain, silent));

        assertThat(clusters(web, List.of(instance(backend, 1, true)), service, withSubsets))
                .extracting(cluster -> cluster.name() + " "
                        + cluster.endpoints().get(0).upstream().reasons().get(0).answer())
                .containsExactly(
                        "outbound|80||" + HOST + " mutual-tls",
                        "outbound|80|plain|" + HOST + " plaintext",
                        "outbound|80|silent|" + HOST + " mutual-tls");
    }

    @Test
    void behindAHeadlessServiceAPodsOwnModeIsNotLookedAt() {
        assertThat(to(
                        instance(backend, 1, true),
                        headless(service),
                        peers("shop/default", "", STRICT),
                        peers("shop/backend", "app=backend", DISABLE)))
                .extracting(Explained::value)
                .isEqualTo(ISTIO);
    }

    @Test
    void aPortEntryWithoutTlsLeavesThePodsLabelToTheRuleAboveIt() {
        Resource rule =
                withPort(rule("shop/backend", HOST, tls("shop/backend", ClientTls.Mode.DISABLE)), 80, Optional.empty());

        assertThat(toSidecar(rule).value()).isEqualTo(PLAINTEXT);
        assertThat(toSidecar(rule).reasons().get(0).rule()).isEqualTo("R6.7");
    }

    @ParameterizedTest
    @CsvSource({
        ",                                   PUBLIC",
        "system,                             PUBLIC",
        "/certs/ca.pem,                      OUTSIDE",
        "/etc/certs/root-cert.pem,           MESH",
        "/var/run/secrets/istio/root-cert.pem, MESH",
    })
    void theNamedFileTellsWhoseCertificatesAClientAccepts(String file, Authority.Named authority) {
        ClientTls tls = with(ClientTls.Mode.SIMPLE, Optional.ofNullable(file), Optional.empty());

        assertThat(toSidecar(rule("shop/backend", HOST, tls)))
                .isEqualTo(explained(
                        new UpstreamTls.ServerOnly(Optional.empty(), List.of(), authority, List.of(), List.of()),
                        reason(QUESTION, "tls", "R6.1", field("DestinationRule", "shop/backend", 9))));
    }

    @Test
    void aRulesOwnCertificateIsAnOutsideOne() {
        UpstreamTls upstream = new UpstreamTls.CustomMutual(
                Optional.empty(), List.of(), Authority.Named.PUBLIC, Credentials.Named.OUTSIDE, List.of(), List.of());

        assertThat(toSidecar(rule("shop/backend", HOST, tls("shop/backend", ClientTls.Mode.MUTUAL))))
                .isEqualTo(explained(
                        upstream,
                        reason(QUESTION, "custom-mutual-tls", "R6.1", field("DestinationRule", "shop/backend", 9))));
    }

    @Test
    void aSecretWithoutAWorkloadSelectorIsSilentlyPlaintext() {
        ClientTls tls = with(ClientTls.Mode.SIMPLE, Optional.empty(), Optional.of("secret"));

        assertThat(toSidecar(rule("shop/backend", HOST, tls)))
                .isEqualTo(explained(
                        PLAINTEXT, reason(QUESTION, "plaintext", "R6.8", field("DestinationRule", "shop/backend", 9))));
    }

    @Test
    void aSecretThatIsThereIsShownAndTrusted() {
        TrustBundle roots = new TrustBundle(List.of());
        Secret secret = new Secret(
                new Metadata(new ResourceId("Secret", "web", "secret"), Optional.empty(), Given.at("web/secret", 1)),
                Optional.empty(),
                Optional.of(roots),
                List.of(),
                List.of());
        ClientTls tls = with(ClientTls.Mode.SIMPLE, Optional.empty(), Optional.of("secret"));

        assertThat(toSidecar(Given.forClients(rule("web/backend", HOST, tls), "app=web"), secret))
                .isEqualTo(new Explained<>(
                        new UpstreamTls.ServerOnly(
                                Optional.empty(),
                                List.of(),
                                new Authority.InSecret(secret.id(), roots, List.of()),
                                List.of(),
                                List.of()),
                        List.of(
                                reason(QUESTION, "tls", "R6.1", NAMING_A_SECRET),
                                reason(
                                        "trusted authorities",
                                        "Secret/web/secret",
                                        "R6.8",
                                        field("Secret", "web/secret", 1)))));
    }

    @Test
    void withoutItsSecretAClusterNeverGetsReady() {
        ClientTls tls = with(ClientTls.Mode.SIMPLE, Optional.empty(), Optional.of("secret"));

        assertThat(toSidecar(Given.forClients(rule("web/backend", HOST, tls), "app=web")))
                .isEqualTo(new Explained<>(
                        new UpstreamTls.Warming(new UpstreamTls.ServerOnly(
                                Optional.empty(), List.of(), Authority.Named.OUTSIDE, List.of(), List.of())),
                        List.of(
                                reason(QUESTION, "tls", "R6.1", NAMING_A_SECRET),
                                reason(
                                        "trusted authorities",
                                        "there is no Secret/web/secret",
                                        "R6.8",
                                        NAMING_A_SECRET))));
    }

    private static ClientTls with(ClientTls.Mode mode, Optional<String> caCertificates, Optional<String> secret) {
        return new ClientTls(
                mode,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                caCertificates,
                Optional.empty(),
                secret,
                false,
                Given.at("shop/backend", 9));
    }

    private Explained<UpstreamTls> toSidecar(Resource... resources) {
        return to(instance(backend, 1, true), service, resources);
    }

    private Explained<UpstreamTls> to(Instance server, Service service, Resource... resources) {
        return to(List.of(server), service, resources);
    }

    private Explained<UpstreamTls> to(List<Instance> servers, Service service, Resource... resources) {
        return from(web, servers, service, resources);
    }

    private static Explained<UpstreamTls> from(
            Workload client, List<Instance> servers, Service service, Resource... resources) {
        return clusters(client, servers, service, resources)
                .get(0)
                .endpoints()
                .get(0)
                .upstream();
    }

    private static List<Cluster> clusters(
            Workload client, List<Instance> servers, Service service, Resource... resources) {
        Resource[] all = Stream.concat(Stream.of(service), Stream.of(resources)).toArray(Resource[]::new);
        Compilation compilation =
                new Compilation(running(mesh(all), servers.toArray(Instance[]::new)), Precedence.ISTIO);
        return compilation.of(instance(client, 1, true)).clusters();
    }

    private static Explained<UpstreamTls> explained(UpstreamTls upstream, Reason reason) {
        return new Explained<>(upstream, List.of(reason));
    }
}
