package padlock.mesh.actor;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import padlock.mesh.history.Transport;
import padlock.mesh.resource.Metadata;
import padlock.mesh.resource.Origin;
import padlock.mesh.resource.PluggedInAuthority;
import padlock.mesh.resource.PortProtocol;
import padlock.mesh.resource.ResourceId;
import padlock.tls.authority.CertificateSigningRequest;
import padlock.tls.authority.Issuance;
import padlock.tls.authority.SigningAuthority;
import padlock.tls.identity.Certificate;
import padlock.tls.identity.KeyAlgorithm;
import padlock.tls.identity.Seed;
import padlock.tls.identity.SigningKey;
import padlock.tls.identity.SpiffeId;
import padlock.tls.identity.TrustBundle;
import padlock.tls.identity.TrustDomain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** An authority that an operator plugs in. */
class PluggedInAuthorityTest {

    private static final TrustDomain COMPANY = new TrustDomain("company.example");
    private static final SpiffeId CART = SpiffeId.parse("spiffe://cluster.local/ns/shop/sa/cart");
    private static final Certificate ROOT = root("root");
    private static final SigningKey ROOT_KEY = key("root");

    @Test
    void aWorkloadShowsTheIntermediateWithItsOwnCertificateAndTrustsTheRootAlone() {
        Issuance.Issued issued = issuedBy(begun(intermediate("first")));

        assertThat(issued.chain())
                .containsExactly(issued.leaf(), intermediate("first").chain().get(0));
        assertThat(issued.bundle()).isEqualTo(TrustBundle.of(ROOT));
        assertThat(issued.leaf().isSignedBy(issued.chain().get(1))).isTrue();
        assertThat(issued.leaf().authorityKeyId())
                .isEqualTo(issued.chain().get(1).subjectKeyId());
    }

    @Test
    void callsAreMutualTls() {
        TestRun run = TestRun.of(
                        intermediate("first"),
                        Given.injected("shop"),
                        Given.workload("shop/cart"),
                        Given.workload("shop/stock"),
                        Given.service("shop/stock", PortProtocol.HTTP))
                .call("call", Duration.ofSeconds(1), "shop/cart", "http://stock/");

        assertThat(run.call("call").verdict().transport()).isEqualTo(Transport.MUTUAL_TLS);
        assertThat(run.facts(MeshFact.AuthorityPluggedIn.class)).hasSize(1);
        assertThat(run.facts(MeshFact.RootCreated.class)).isEmpty();
    }

    @Test
    void anotherIntermediateUnderTheSameRootIsPickedUpWhileTheMeshRuns() {
        CertificateAuthority authority = begun(intermediate("first"));
        authority.receive(
                new CertificateMessage.PlugIn(intermediate("second")), new FakeContext(MeshIds.CERTIFICATE_AUTHORITY));

        assertThat(issuedBy(authority).chain().get(1))
                .isEqualTo(intermediate("second").chain().get(0));
    }

    @Test
    void otherRootsAreNotPickedUp() {
        CertificateAuthority authority = begun(intermediate("first"));
        FakeContext context = new FakeContext(MeshIds.CERTIFICATE_AUTHORITY);
        Certificate other = root("other");
        authority.receive(
                new CertificateMessage.PlugIn(new PluggedInAuthority(
                        metadata(), List.of(other), key("other"), TrustBundle.of(other), List.of())),
                context);

        assertThat(context.facts(MeshFact.RootsKept.class))
                .extracting(MeshFact.RootsKept::why)
                .containsExactly("Multi root is disabled, updating new ROOT-CA not supported");
        assertThat(issuedBy(authority).bundle()).isEqualTo(TrustBundle.of(ROOT));
    }

    @Test
    void aRotationOfTheRootBringsAnIntermediateOfTheNewOne() {
        CertificateAuthority authority = begun(intermediate("first"));
        authority.receive(
                new CertificateMessage.RotateRoot(Fault.Strategy.ABRUPT),
                new FakeContext(MeshIds.CERTIFICATE_AUTHORITY));

        Issuance.Issued issued = issuedBy(authority);
        assertThat(issued.chain()).hasSize(2);
        assertThat(issued.bundle().anchors()).doesNotContain(ROOT);
        assertThat(issued.chain().get(1).isSignedBy(issued.bundle().anchors().get(0)))
                .isTrue();
    }

    @Test
    void aRootThatSignsItselfSendsNothingButTheLeaf() {
        PluggedInAuthority alone =
                new PluggedInAuthority(metadata(), List.of(ROOT), ROOT_KEY, TrustBundle.of(ROOT), List.of());

        assertThat(issuedBy(begun(alone)).chain()).hasSize(1);
    }

    @Test
    void aKeyOfAnotherCertificateIsNoAuthority() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SigningAuthority.pluggedIn(List.of(ROOT), key("other"), TrustBundle.of(ROOT)))
                .withMessageContaining("does not belong");
    }

    private static CertificateAuthority begun(PluggedInAuthority pluggedIn) {
        CertificateAuthority authority =
                new CertificateAuthority(new TrustDomain("cluster.local"), Settings.DEFAULTS, new Faults());
        authority.receive(
                new CertificateMessage.Begin(Optional.of(pluggedIn)), new FakeContext(MeshIds.CERTIFICATE_AUTHORITY));
        return authority;
    }

    private static Issuance.Issued issuedBy(CertificateAuthority authority) {
        FakeContext context = new FakeContext(MeshIds.CERTIFICATE_AUTHORITY);
        authority.receive(
                new CertificateMessage.Sign(
                        MeshIds.sidecar(TestRun.instance("shop/cart")),
                        TestRun.instance("shop/cart"),
                        new CertificateMessage.ServiceAccountToken("shop", "cart"),
                        CertificateSigningRequest.create(key("cart"), CART)),
                context);
        return (Issuance.Issued)
                context.sent(CertificateMessage.Signed.class).get(0).issuance();
    }

    private static PluggedInAuthority intermediate(String name) {
        SigningAuthority below = SigningAuthority.pluggedIn(List.of(ROOT), ROOT_KEY, TrustBundle.of(ROOT))
                .intermediate("Intermediate CA", KeyAlgorithm.EC_P256, Given.START, Duration.ofDays(100), seed(name));
        return new PluggedInAuthority(
                metadata(), List.of(below.certificate(), ROOT), key(name), TrustBundle.of(ROOT), List.of());
    }

    private static Certificate root(String name) {
        return SigningAuthority.selfSigned(
                        COMPANY,
                        KeyAlgorithm.EC_P256,
                        Given.START.minusSeconds(3600),
                        Duration.ofDays(3650),
                        seed(name))
                .certificate();
    }

    private static SigningKey key(String name) {
        return SigningKey.generate(KeyAlgorithm.EC_P256, seed(name));
    }

    private static Seed seed(String name) {
        return Seed.of(new byte[32]).named(name);
    }

    private static Metadata metadata() {
        return new Metadata(
                new ResourceId("Secret", "istio-system", "cacerts"), Optional.empty(), new Origin("test", 1));
    }
}
