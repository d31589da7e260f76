package padlock.mesh.actor;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import padlock.mesh.policy.Compilation;
import padlock.mesh.policy.Precedence;
import padlock.mesh.policy.Renewal;
import padlock.mesh.resource.Instance;
import padlock.mesh.resource.InstanceId;
import padlock.mesh.resource.Mesh;
import padlock.mesh.resource.MutualTlsMode;
import padlock.mesh.resource.PeerAuthentication;
import padlock.mesh.resource.PortProtocol;
import padlock.mesh.resource.Service;
import padlock.sim.ActorId;
import padlock.tls.authority.SigningAuthority;
import padlock.tls.handshake.ClientSettings;
import padlock.tls.handshake.KeyAgreement;
import padlock.tls.handshake.TlsEndpoint;
import padlock.tls.handshake.TlsVersion;
import padlock.tls.identity.KeyAlgorithm;
import padlock.tls.identity.Seed;
import padlock.tls.identity.SpiffeId;
import padlock.tls.identity.TrustDomain;

import static org.assertj.core.api.Assertions.assertThat;

/** One sidecar, or one program, alone with what it is told. */
class SidecarTest {

    private static final TrustDomain DOMAIN = new TrustDomain("cluster.local");
    private static final InstanceId ID = TestRun.instance("shop/server");
    private static final Address CLIENT = new Address("10.244.0.9", 40_000);
    private static final Service SERVICE = Given.service("shop/server", PortProtocol.HTTP);

    private final FakeContext context = new FakeContext(MeshIds.sidecar(ID));
    private final Sidecar sidecar = new Sidecar(
            pod(true),
            new SpiffeId(DOMAIN, "/ns/shop/sa/server"),
            new Renewal(0.5, 0.01),
            Settings.DEFAULTS,
            directory(),
            Wiretap.NONE,
            new PodClock(ID, new Faults()));

    @Test
    void aSidecarActsOnWhatItHoldsNowAndAsksNobody() {
        hold(Given.demands(MutualTlsMode.STRICT, "shop"));
        List<Boolean> strict = resetsPlaintext("while-strict");
        hold(Given.demands(MutualTlsMode.PERMISSIVE, "shop"));
        List<Boolean> permissive = resetsPlaintext("while-permissive");

        assertThat(strict).containsExactly(true);
        assertThat(permissive).isEmpty();
    }

    @Test
    void aSidecarWithoutConfigurationListensNowhere() {
        sidecar.receive(open("early"), context);

        assertThat(context.takeSent())
                .containsExactly(new FakeContext.Sent(new ActorId("client"), new Tcp.Refused("early")));
    }

    @Test
    void whatIsAddressedToAnEarlierPodOfThatNameIsForNobody() {
        hold(Given.demands(MutualTlsMode.PERMISSIVE, "shop"));

        sidecar.receive(
                new Tcp.Open("lost", new ActorId("client"), CLIENT, new Address("10.244.0.99", 8080), Optional.empty()),
                context);

        assertThat(context.takeSent()).isEmpty();
    }

    @Test
    void aSidecarWithoutACertificateClosesTheHandshakeThatItShouldTake() {
        hold(Given.demands(MutualTlsMode.STRICT, "shop"));
        sidecar.receive(open("tls"), context);
        sidecar.receive(new Tcp.Bytes("tls", Side.SERVER, clientHello()), context);

        assertThat(context.facts(MeshFact.CertificateMissing.class))
                .containsExactly(new MeshFact.CertificateMissing("tls", Side.SERVER));
        assertThat(context.sent(Tcp.Closed.class)).containsExactly(new Tcp.Closed("tls", Side.CLIENT, false));
    }

    @Test
    void aProgramNeverKnowsOfTls() {
        assertThat(conversation(pod(true))).isEqualTo(conversation(pod(false)));
    }

    /** What a program writes when it calls, whoever takes the connection. */
    private static List<String> conversation(Instance pod) {
        FakeContext context = new FakeContext(MeshIds.application(ID));
        Application program = new Application(pod, List.of(), directory(), Wiretap.NONE);
        Call call =
                new Call("call", "call", CallTarget.parse("http://server/"), "GET", new TreeMap<>(), Optional.empty());
        program.receive(call, context);
        program.receive(new Tcp.Opened("call"), context);
        return context.sent(Tcp.Bytes.class).stream()
                .map(bytes -> new String(bytes.content(), StandardCharsets.UTF_8))
                .toList();
    }

    private void hold(PeerAuthentication policy) {
        Compilation compilation = new Compilation(mesh().with(policy, Instant.EPOCH), Precedence.ISTIO);
        SigningAuthority authority = SigningAuthority.selfSigned(
                DOMAIN, KeyAlgorithm.EC_P256, Given.START, Duration.ofDays(1), Seed.of(new byte[32]));
        sidecar.receive(new SidecarMessage.Push(0, 1, compilation.of(pod(true)), authority.bundle()), context);
        context.takeSent();
    }

    /** Whether a plaintext request ends in a reset; meanwhile only the client and the program hear anything. */
    private List<Boolean> resetsPlaintext(String connection) {
        byte[] request = HttpMessage.request("GET", "/", HttpHeaders.of("Host", "server"))
                .bytes(1);
        sidecar.receive(open(connection), context);
        sidecar.receive(new Tcp.Bytes(connection, Side.SERVER, request), context);
        List<FakeContext.Sent> sent = context.takeSent();
        assertThat(sent)
                .extracting(FakeContext.Sent::to)
                .containsAnyOf(new ActorId("client"))
                .isSubsetOf(new ActorId("client"), MeshIds.application(ID));
        return sent.stream()
                .map(FakeContext.Sent::message)
                .filter(Tcp.Closed.class::isInstance)
                .map(closed -> ((Tcp.Closed) closed).reset())
                .toList();
    }

    private static byte[] clientHello() {
        ClientSettings settings = new ClientSettings(
                TlsVersion.TLS_1_2,
                TlsVersion.TLS_1_3,
                List.of(KeyAgreement.X25519),
                List.of("istio-http/1.1"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        return TlsEndpoint.client(settings, Seed.of(new byte[32])).start().outgoing();
    }

    private static Tcp.Open open(String connection) {
        return new Tcp.Open(
                connection, new ActorId("client"), CLIENT, new Address(pod(true).address(), 8080), Optional.empty());
    }

    private static Instance pod(boolean sidecar) {
        return new Instance(ID, Given.workload("shop/server").createdAt(Given.START), "10.244.0.2", sidecar);
    }

    private static Mesh mesh() {
        return Mesh.EMPTY
                .with(pod(true).workload(), Instant.EPOCH)
                .with(SERVICE, Instant.EPOCH)
                .running(new TreeMap<>(Map.of(ID, pod(true))));
    }

    private static Directory directory() {
        return Directory.of(mesh(), new TreeMap<>(Map.of(SERVICE.host(), "10.96.0.2")));
    }
}
