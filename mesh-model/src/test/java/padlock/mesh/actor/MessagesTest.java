package padlock.mesh.actor;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import padlock.mesh.policy.Compilation;
import padlock.mesh.policy.Precedence;
import padlock.mesh.policy.Renewal;
import padlock.mesh.policy.SidecarConfig;
import padlock.mesh.resource.Instance;
import padlock.mesh.resource.InstanceId;
import padlock.mesh.resource.Mesh;
import padlock.mesh.resource.MeshSettings;
import padlock.mesh.resource.MutualTlsMode;
import padlock.mesh.resource.PeerAuthentication;
import padlock.mesh.resource.PluggedInAuthority;
import padlock.mesh.resource.Workload;
import padlock.sim.Actor;
import padlock.sim.ActorId;
import padlock.sim.Message;
import padlock.tls.authority.CertificateSigningRequest;
import padlock.tls.authority.Issuance;
import padlock.tls.authority.SigningAuthority;
import padlock.tls.identity.KeyAlgorithm;
import padlock.tls.identity.Seed;
import padlock.tls.identity.SigningKey;
import padlock.tls.identity.SpiffeId;
import padlock.tls.identity.TrustDomain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Every message of every protocol is handled by those who may hear it. */
class MessagesTest {

    private static final TrustDomain DOMAIN = new TrustDomain("cluster.local");
    private static final Workload CART = Given.workload("shop/cart").createdAt(Given.START);
    private static final InstanceId ID = TestRun.instance("shop/cart");
    private static final Instance POD = new Instance(ID, CART, "10.244.0.2", true);
    private static final SpiffeId IDENTITY = new SpiffeId(DOMAIN, "/ns/shop/sa/cart");
    private static final PeerAuthentication POLICY = Given.demands(MutualTlsMode.STRICT, "shop");
    private static final SigningAuthority AUTHORITY = SigningAuthority.selfSigned(
            DOMAIN, KeyAlgorithm.EC_P256, Given.START, Duration.ofDays(1), Seed.of(new byte[32]));

    private static final PluggedInAuthority PLUGGED_IN = new PluggedInAuthority(
            MeshSettings.DEFAULTS.metadata(), List.of(AUTHORITY.certificate()), key(), AUTHORITY.bundle(), List.of());

    private static final Map<Class<?>, Message> SAMPLES = Stream.of(
                    new ClusterMessage.Started(),
                    new ClusterMessage.DirectoryChanged(directory()),
                    new SidecarMessage.Push(0, 1, config(), AUTHORITY.bundle()),
                    new SidecarMessage.Trust(AUTHORITY.bundle()),
                    new SidecarMessage.Rotate(),
                    new SidecarMessage.Revocations(List.of()),
                    new SidecarMessage.RequestAgain(),
                    new SidecarMessage.StreamClosed(),
                    new SidecarMessage.Reconnect(),
                    new SidecarMessage.Leak(new Place("shop/thief")),
                    new SidecarMessage.Impersonate(Optional.empty()),
                    new SidecarMessage.ConnectTimeout("nobody's"),
                    new SidecarMessage.IdleTimeout("nobody's"),
                    new SidecarMessage.Retry("nobody's"),
                    new SidecarMessage.Drained("nobody's"),
                    new CertificateMessage.Begin(Optional.empty()),
                    new CertificateMessage.PlugIn(PLUGGED_IN),
                    new CertificateMessage.TrustDomainChanged(DOMAIN),
                    new CertificateMessage.RotateRoot(Fault.Strategy.OVERLAP),
                    new CertificateMessage.RootsDistributed(AUTHORITY.bundle()),
                    new CertificateMessage.RetireOlderRoots(AUTHORITY.certificate()),
                    new CertificateMessage.Sign(
                            MeshIds.sidecar(ID),
                            ID,
                            new CertificateMessage.ServiceAccountToken("shop", "cart"),
                            CertificateSigningRequest.create(key(), IDENTITY)),
                    new CertificateMessage.Signed(issuance()),
                    new ControlPlaneMessage.Apply(List.of(CART, POLICY)),
                    new ControlPlaneMessage.Delete(List.of(POLICY.id())),
                    new ControlPlaneMessage.ReadPrecedence(Precedence.MOST_RESTRICTIVE),
                    new ControlPlaneMessage.RootsAnnounced(AUTHORITY.bundle()),
                    new ControlPlaneMessage.DistributeRoots(AUTHORITY.bundle()),
                    new ControlPlaneMessage.RootsDue(ID, AUTHORITY.bundle()),
                    new ControlPlaneMessage.RootsAcknowledged(ID, AUTHORITY.bundle()),
                    new ControlPlaneMessage.Subscribe(ID, 0),
                    new ControlPlaneMessage.Acknowledge(ID, 1),
                    new ControlPlaneMessage.PushDue(ID, 1),
                    new ControlPlaneMessage.RolledOut(POLICY.id(), 1),
                    new ControlPlaneMessage.PublishRevocations(List.of()),
                    new ControlPlaneMessage.MountRevocations(List.of()),
                    new ControlPlaneMessage.RevocationsDue(ID, List.of()),
                    new ControlPlaneMessage.CloseStreams(),
                    new ControlPlaneMessage.PartedFromSidecars(),
                    new ControlPlaneMessage.SilenceDue(ID, 0),
                    new ControlPlaneMessage.Reach(new Place("shop/cart"), new SidecarMessage.Rotate()),
                    new ControlPlaneMessage.TakeAway(new Place("shop/cart")),
                    new ControlPlaneMessage.BringBack(new Place("shop/cart")),
                    new PolicyMessage.Stored(1, new TreeSet<>(List.of(ID))),
                    new PolicyMessage.Deleted(2, new TreeSet<>(List.of(ID))),
                    new PolicyMessage.Acknowledged(ID, 1),
                    new PolicyMessage.SidecarGone(ID),
                    new Tcp.Open(
                            "a",
                            new ActorId("peer"),
                            new Address("1.1.1.1", 1),
                            new Address("10.244.0.2", 8080),
                            Optional.empty()),
                    new Tcp.Opened("a"),
                    new Tcp.Refused("a"),
                    new Tcp.Bytes("a", Side.SERVER, new byte[] {1}),
                    new Tcp.Closed("a", Side.SERVER, false))
            .collect(Collectors.toMap(Object::getClass, Function.identity()));

    @TestFactory
    Stream<DynamicTest> everyMessageIsHandled() {
        return Stream.of(
                        handled(ClusterMessage.class, MessagesTest::sidecar),
                        handled(SidecarMessage.class, MessagesTest::sidecar),
                        handled(Tcp.class, MessagesTest::sidecar),
                        handled(Tcp.class, MessagesTest::application),
                        handled(ControlPlaneMessage.class, MessagesTest::controlPlane),
                        handled(PolicyMessage.class, () -> new Policy(POLICY.id())))
                .flatMap(Function.identity());
    }

    @TestFactory
    Stream<DynamicTest> everyMessageOfTheAuthoritysProtocolIsHandledByOneOfItsTwoEnds() {
        return Stream.of(
                test(CertificateMessage.Begin.class, MessagesTest::authority),
                test(CertificateMessage.Sign.class, MessagesTest::authority),
                test(CertificateMessage.PlugIn.class, MessagesTest::authority),
                test(CertificateMessage.TrustDomainChanged.class, MessagesTest::authority),
                test(CertificateMessage.RotateRoot.class, MessagesTest::authority),
                test(CertificateMessage.RootsDistributed.class, MessagesTest::authority),
                test(CertificateMessage.RetireOlderRoots.class, MessagesTest::authority),
                test(CertificateMessage.Signed.class, MessagesTest::sidecar));
    }

    @Test
    void theTwoEndsOfTheAuthoritysProtocolLeaveNoneOut() {
        assertThat(CertificateMessage.class.getPermittedSubclasses())
                .containsExactlyInAnyOrder(
                        CertificateMessage.Begin.class,
                        CertificateMessage.Sign.class,
                        CertificateMessage.PlugIn.class,
                        CertificateMessage.TrustDomainChanged.class,
                        CertificateMessage.RotateRoot.class,
                        CertificateMessage.RootsDistributed.class,
                        CertificateMessage.RetireOlderRoots.class,
                        CertificateMessage.Signed.class);
    }

    @TestFactory
    Stream<DynamicTest> aProgramHearsOfTheClusterItsCallsAndItsPatience() {
        Call call = new Call("c", "c", CallTarget.parse("http://x/"), "GET", new TreeMap<>(), Optional.empty());
        return Stream.of(new ClusterMessage.DirectoryChanged(directory()), call, new ApplicationClient.GiveUp("c"))
                .map(message -> DynamicTest.dynamicTest(
                        message.getClass().getSimpleName(),
                        () -> application().receive(message, new FakeContext(MeshIds.application(ID)))));
    }

    @Test
    void aMessageOfNoProtocolIsABug() {
        record Stranger() implements Message {}

        for (Actor actor : List.of(sidecar(), application(), controlPlane(), authority(), new Policy(POLICY.id()))) {
            assertThatThrownBy(() -> actor.receive(new Stranger(), new FakeContext(new ActorId("any"))))
                    .isInstanceOf(AssertionError.class);
        }
    }

    private static Stream<DynamicTest> handled(Class<?> protocol, Supplier<Actor> actor) {
        return Arrays.stream(protocol.getPermittedSubclasses()).map(kind -> test(kind, actor));
    }

    private static DynamicTest test(Class<?> kind, Supplier<Actor> actor) {
        return DynamicTest.dynamicTest(kind.getName(), () -> {
            assertThat(SAMPLES).containsKey(kind);
            actor.get().receive(SAMPLES.get(kind), new FakeContext(new ActorId("any")));
        });
    }

    private static Actor sidecar() {
        return new Sidecar(
                POD,
                IDENTITY,
                new Renewal(0.5, 0.01),
                Settings.DEFAULTS,
                directory(),
                Wiretap.NONE,
                new PodClock(ID, new Faults()));
    }

    private static Actor application() {
        return new Application(POD, List.of(), directory(), Wiretap.NONE);
    }

    private static Actor controlPlane() {
        ControlPlane controlPlane = new ControlPlane(Settings.DEFAULTS, Wiretap.NONE, new Faults());
        FakeContext context = new FakeContext(MeshIds.CONTROL_PLANE);
        controlPlane.receive(new ControlPlaneMessage.RootsAnnounced(AUTHORITY.bundle()), context);
        controlPlane.receive(new ControlPlaneMessage.Apply(List.of(CART)), context);
        return controlPlane;
    }

    private static Actor authority() {
        CertificateAuthority authority = new CertificateAuthority(DOMAIN, Settings.DEFAULTS, new Faults());
        authority.receive(
                new CertificateMessage.Begin(Optional.empty()), new FakeContext(MeshIds.CERTIFICATE_AUTHORITY));
        return authority;
    }

    private static Directory directory() {
        return Directory.of(mesh(), new TreeMap<>());
    }

    private static SidecarConfig config() {
        return new Compilation(mesh(), Precedence.ISTIO).of(POD);
    }

    private static Mesh mesh() {
        return Mesh.EMPTY.with(CART, Instant.EPOCH).running(new TreeMap<>(Map.of(ID, POD)));
    }

    private static Issuance issuance() {
        return AUTHORITY.issue(
                CertificateSigningRequest.create(key(), IDENTITY),
                IDENTITY,
                Duration.ofHours(1),
                Given.START,
                Seed.of(new byte[32]));
    }

    private static SigningKey key() {
        return SigningKey.generate(KeyAlgorithm.EC_P256, Seed.of(new byte[32]));
    }
}
