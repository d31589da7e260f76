package padlock.mesh.actor;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import padlock.mesh.resource.MeshSettings;
import padlock.mesh.resource.PortProtocol;
import padlock.mesh.resource.Resource;
import padlock.sim.Event;
import padlock.tls.authority.CertificateSigningRequest;
import padlock.tls.authority.Issuance;
import padlock.tls.identity.KeyAlgorithm;
import padlock.tls.identity.Seed;
import padlock.tls.identity.SigningKey;
import padlock.tls.identity.SpiffeId;
import padlock.tls.identity.TrustDomain;

import static org.assertj.core.api.Assertions.assertThat;

/** Certificates of workloads: who gets which, and for how long. */
class CertificatesTest {

    private static final TrustDomain MESH = new TrustDomain("cluster.local");
    private static final SpiffeId CART = new SpiffeId(MESH, "/ns/shop/sa/cart");
    private static final SpiffeId ADMIN = new SpiffeId(MESH, "/ns/kube-system/sa/admin");

    @Test
    void theIdentityComesFromTheServiceAccountAndNotFromTheRequest() {
        FakeContext context = new FakeContext(MeshIds.CERTIFICATE_AUTHORITY);
        CertificateAuthority authority = new CertificateAuthority(MESH, Settings.DEFAULTS, new Faults());
        SigningKey key = SigningKey.generate(KeyAlgorithm.EC_P256, Seed.of(new byte[32]));

        authority.receive(new CertificateMessage.Begin(Optional.empty()), context);
        authority.receive(
                new CertificateMessage.Sign(
                        MeshIds.sidecar(TestRun.instance("shop/cart")),
                        TestRun.instance("shop/cart"),
                        new CertificateMessage.ServiceAccountToken("shop", "cart"),
                        CertificateSigningRequest.create(key, ADMIN)),
                context);

        assertThat(context.facts(MeshFact.CertificateIssued.class))
                .extracting(MeshFact.CertificateIssued::identity)
                .containsExactly(CART);
        Issuance.Issued issued = (Issuance.Issued)
                context.sent(CertificateMessage.Signed.class).get(0).issuance();
        assertThat(issued.leaf().spiffeId()).contains(CART);
        assertThat(key.isFor(issued.leaf())).isTrue();
    }

    @Test
    void everySidecarHasItsOwnCertificateBeforeTheStart() {
        TestRun run = TestRun.of(shop());

        assertThat(run.events(MeshFact.CertificateInstalled.class))
                .allMatch(event -> event.at().isBefore(Given.START))
                .extracting(event -> ((MeshFact.CertificateInstalled) event.fact())
                        .identity()
                        .toString())
                .containsExactlyInAnyOrder(
                        "spiffe://cluster.local/ns/shop/sa/client",
                        "spiffe://cluster.local/ns/shop/sa/server",
                        "spiffe://cluster.local/ns/shop/sa/server");
        assertThat(run.facts(MeshFact.CertificateInstalled.class))
                .extracting(MeshFact.CertificateInstalled::serialNumber)
                .doesNotHaveDuplicates();
    }

    @Test
    void aCertificateIsRenewedWhenAboutHalfOfItsLifeIsOver() {
        List<Event> installed = installations(TestRun.of(shop()).lasting(Duration.ofDays(3)));

        for (int i = 1; i < installed.size(); i++) {
            MeshFact.CertificateInstalled before =
                    (MeshFact.CertificateInstalled) installed.get(i - 1).fact();
            Instant received = installed.get(i - 1).at();
            Duration life = Duration.between(received, before.notAfter());
            Duration used = Duration.between(received, installed.get(i).at());
            assertThat((double) used.toMillis() / life.toMillis()).isBetween(0.49, 0.5101);
            assertThat(before.rotatesAt())
                    .isBetween(
                            installed.get(i).at().minusMillis(20),
                            installed.get(i).at());
        }
        assertThat(installed).hasSizeBetween(6, 8);
    }

    @Test
    void theShareOfItsLifeAfterWhichACertificateIsRenewedCanBeSet() {
        Settings settings = Given.certificatesLasting(Duration.ofHours(1), 0.9);

        List<Event> installed =
                installations(TestRun.of(shop()).settings(settings).lasting(Duration.ofMinutes(100)));

        assertThat(installed).hasSize(2);
        assertThat(TestRun.after(installed.get(1).at())).isBetween(Duration.ofMinutes(52), Duration.ofMinutes(55));
    }

    @Test
    void noCallEverMeetsAnExpiredCertificate() {
        TestRun run = TestRun.of(shop()).lasting(Duration.ofDays(4));
        for (int hour = 1; hour < 96; hour++) {
            run.call("call#" + hour, Duration.ofHours(hour), "shop/client", "tcp://server:81");
        }

        assertThat(run.calls())
                .extracting(call -> call.verdict().transport().text() + " "
                        + call.verdict().reason().text())
                .containsOnly("mutual-tls ok");
    }

    @Test
    void theTrustDomainIsTheMeshs() {
        MeshSettings settings = new MeshSettings(
                MeshSettings.DEFAULTS.metadata(),
                "istio-system",
                "example.org",
                List.of(),
                Optional.empty(),
                List.of("*"),
                List.of("*"));

        TestRun run = TestRun.of(
                        settings,
                        Given.injected("shop"),
                        Given.workload("shop/client"),
                        Given.workload("shop/server"),
                        Given.service("shop/server", PortProtocol.HTTP))
                .call("call", Duration.ofSeconds(1), "shop/client", "http://server/");

        assertThat(run.call("call").clientIdentity().map(SpiffeId::toString))
                .isEqualTo(Optional.of("spiffe://example.org/ns/shop/sa/client"));
        assertThat(run.call("call").serverIdentity().map(SpiffeId::toString))
                .isEqualTo(Optional.of("spiffe://example.org/ns/shop/sa/server"));
    }

    @Test
    void whereMutualTlsIsToldBothEndsKnowEachOtherByTheirCertificates() {
        TestRun run = TestRun.of(shop()).call("call", Duration.ofSeconds(1), "shop/client", "http://server/");

        assertThat(run.facts(MeshFact.HandshakeCompleted.class))
                .extracting(done -> done.side() + " knows " + done.peer().orElseThrow())
                .containsExactlyInAnyOrder(
                        "CLIENT knows spiffe://cluster.local/ns/shop/sa/server",
                        "SERVER knows spiffe://cluster.local/ns/shop/sa/client");
    }

    private static List<Event> installations(TestRun run) {
        return run.events(MeshFact.CertificateInstalled.class).stream()
                .filter(event -> event.actor().equals(MeshIds.sidecar(TestRun.instance("shop/client"))))
                .toList();
    }

    private static List<Resource> shop() {
        return List.of(
                Given.injected("shop"),
                Given.workload("shop/client"),
                Given.withReplicas(2, Given.workload("shop/server")),
                Given.service(
                        "shop/server",
                        Given.port(80, 8080, PortProtocol.HTTP),
                        Given.port(81, 8081, PortProtocol.TCP)));
    }
}
