package padlock.mesh.actor;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import padlock.mesh.history.CallReason;
import padlock.mesh.history.CallView;
import padlock.mesh.resource.Metadata;
import padlock.mesh.resource.Origin;
import padlock.mesh.resource.PluggedInAuthority;
import padlock.mesh.resource.PortProtocol;
import padlock.mesh.resource.ResourceId;
import padlock.sim.Event;
import padlock.tls.authority.SigningAuthority;
import padlock.tls.identity.KeyAlgorithm;
import padlock.tls.identity.RevocationList;
import padlock.tls.identity.Seed;
import padlock.tls.identity.SigningKey;
import padlock.tls.identity.TrustDomain;

import static org.assertj.core.api.Assertions.assertThat;

/** The lists of revoked certificates that an operator plugs in with an authority (tls-and-ca 1.8). */
class PluggedInRevocationsTest {

    private static final Duration GIVEN = Duration.ofMinutes(10);
    private static final Duration EVERYBODY_KNOWS = GIVEN.plus(Duration.ofSeconds(90));
    private static final Duration LATER = EVERYBODY_KNOWS.plusSeconds(1);
    private static final Place STOCK = new Place("shop/stock");
    private static final SigningAuthority ROOT = root("company.example");
    private static final SigningAuthority FIRST = below(ROOT, "first");
    private static final SigningAuthority SECOND = below(ROOT, "second");

    @Test
    void aClientRefusesAServerWhoseCertificateIsOnTheList() {
        CallView call = revoked("stock")
                .call("call", LATER, "shop/cart", "http://stock/")
                .call("call");

        assertThat(call.verdict().reason()).isEqualTo(CallReason.CERTIFICATE_REVOKED);
        assertThat(call.verdict().refusedBy()).contains(Side.CLIENT);
        assertThat(call.clientLog().orElseThrow().line())
                .contains("503 UF,URX", "268435581:SSL routines:OPENSSL_internal:CERTIFICATE_VERIFY_FAILED");
    }

    @Test
    void aServerRefusesAClientWhoseCertificateIsOnTheList() {
        CallView call = revoked("cart")
                .call("call", LATER, "shop/cart", "http://stock/")
                .call("call");

        assertThat(call.verdict().reason()).isEqualTo(CallReason.CERTIFICATE_REVOKED);
        assertThat(call.verdict().refusedBy()).contains(Side.SERVER);
    }

    @Test
    void whoIsOnNoListIsTaken() {
        CallView call = revoked("thief")
                .call("call", LATER, "shop/cart", "http://stock/")
                .call("call");

        assertThat(call.verdict().reason()).isEqualTo(CallReason.OK);
    }

    @Test
    void openConnectionsOutliveARevocation() {
        CallView call = revoked("stock")
                .call("before", Duration.ofMinutes(9), "shop/cart", "http://stock/")
                .call("call", LATER, "shop/cart", "http://stock/")
                .call("call");

        assertThat(call.verdict().reason()).isEqualTo(CallReason.OK);
        assertThat(call.handshake().orElseThrow().reused()).isTrue();
    }

    @Test
    void whomARevokedIntermediateCertifiedIsRefusedUntilItIsCertifiedAnew() {
        TestRun run = mesh(plugged(FIRST))
                .lasting(Duration.ofHours(14))
                .apply(GIVEN, plugged(SECOND, lists(List.of(FIRST.certificate().serialNumber()), List.of())))
                .call("refused", LATER, "shop/cart", "http://stock/")
                .call("renewed", Duration.ofHours(13), "shop/cart", "http://stock/");

        assertThat(run.call("refused").verdict().reason()).isEqualTo(CallReason.CERTIFICATE_REVOKED);
        assertThat(run.call("renewed").verdict().reason()).isEqualTo(CallReason.OK);
    }

    @Test
    void listsReachEachPodWhenItsKubeletLooksAgain() {
        List<Event> heeded = revoked("stock").events(MeshFact.RevocationsHeeded.class);

        assertThat(heeded)
                .hasSize(3)
                .extracting(Event::at)
                .doesNotHaveDuplicates()
                .allSatisfy(at -> assertThat(at).isBetween(at(GIVEN), at(EVERYBODY_KNOWS)));
    }

    @Test
    void listsThatAreThereAtTheStartHoldFromTheStart() {
        TestRun run = mesh(plugged(FIRST, lists(List.of(FIRST.certificate().serialNumber()), List.of())))
                .call("call", Duration.ofSeconds(1), "shop/cart", "http://stock/");

        assertThat(run.call("call").verdict().reason()).isEqualTo(CallReason.CERTIFICATE_REVOKED);
    }

    @Test
    void whoStartsLaterHeedsTheListsToo() {
        CallView call = revoked("stock")
                .fault(LATER, Optional.empty(), new Fault.Restart(new Place("shop/cart")))
                .call("call", LATER.plusSeconds(5), "shop/cart", "http://stock/")
                .call("call");

        assertThat(call.verdict().reason()).isEqualTo(CallReason.CERTIFICATE_REVOKED);
    }

    @Test
    void listsThatAreTakenAwayGoOnToHold() {
        CallView call = revoked("stock")
                .apply(LATER, plugged(FIRST))
                .call("call", LATER.plus(Duration.ofMinutes(2)), "shop/cart", "http://stock/")
                .call("call");

        assertThat(call.verdict().reason()).isEqualTo(CallReason.CERTIFICATE_REVOKED);
    }

    @Test
    void listsThatComeWithOtherRootsAreNotTaken() {
        SigningAuthority elsewhere = root("elsewhere.example");
        TestRun run = mesh(plugged(FIRST))
                .lasting(Duration.ofMinutes(20))
                .apply(
                        GIVEN,
                        plugged(
                                below(elsewhere, "other"),
                                lists(elsewhere, List.of(FIRST.certificate().serialNumber()))));

        assertThat(run.facts(MeshFact.RootsKept.class)).hasSize(1);
        assertThat(run.facts(MeshFact.RevocationsHeeded.class)).isEmpty();
    }

    @Test
    void withoutTheControlPlaneListsReachNobodyUntilItIsBack() {
        TestRun run = revoked("stock")
                .fault(Duration.ofMinutes(9), Optional.of(Duration.ofMinutes(15)), new Fault.ControlPlaneOutage());

        assertThat(run.events(MeshFact.RevocationsHeeded.class))
                .hasSize(3)
                .extracting(Event::at)
                .allSatisfy(at -> assertThat(at).isAfter(at(Duration.ofMinutes(15))));
    }

    @Test
    void withListsTheAuthorityCanRevokeWhatItIssues() {
        TestRun run = mesh(plugged(FIRST, lists(List.of(), List.of())))
                .fault(GIVEN, Optional.empty(), new Fault.WrongCertificate(STOCK, Fault.Problem.REVOKED))
                .lasting(Duration.ofMinutes(20))
                .call("call", LATER, "shop/cart", "http://stock/")
                .call("other", LATER, "shop/cart", "http://thief/");

        assertThat(run.call("call").verdict().reason()).isEqualTo(CallReason.CERTIFICATE_REVOKED);
        assertThat(run.call("other").verdict().reason()).isEqualTo(CallReason.OK);
    }

    @Test
    void whatTheAuthorityRevokedStaysRevokedWhenOtherListsAreGiven() {
        TestRun run = mesh(plugged(FIRST, lists(List.of(), List.of())))
                .fault(GIVEN, Optional.empty(), new Fault.WrongCertificate(STOCK, Fault.Problem.REVOKED))
                .apply(GIVEN.plusSeconds(10), plugged(FIRST, lists(List.of(BigInteger.TEN), List.of())))
                .lasting(Duration.ofMinutes(20))
                .call("call", LATER.plusSeconds(20), "shop/cart", "http://stock/");

        assertThat(run.call("call").verdict().reason()).isEqualTo(CallReason.CERTIFICATE_REVOKED);
    }

    @Test
    void aRotationOfTheRootBringsListsOfTheNewOne() {
        TestRun run = mesh(plugged(FIRST, lists(List.of(), List.of())))
                .lasting(Duration.ofHours(14))
                .fault(GIVEN, Optional.empty(), new Fault.RotateRoot(Fault.Strategy.OVERLAP))
                .call("soon", LATER, "shop/cart", "http://stock/")
                .call("later", Duration.ofHours(13), "shop/cart", "http://stock/");

        assertThat(run.call("soon").verdict().reason()).isEqualTo(CallReason.OK);
        assertThat(run.call("later").verdict().reason()).isEqualTo(CallReason.OK);
    }

    /** A list comes that names the certificate which a workload has held from the start. */
    private static TestRun revoked(String workload) {
        String serialNumber = mesh(plugged(FIRST)).facts(MeshFact.CertificateInstalled.class).stream()
                .filter(installed -> installed.sidecar().workload().equals(workload))
                .map(MeshFact.CertificateInstalled::serialNumber)
                .findFirst()
                .orElseThrow();
        return mesh(plugged(FIRST))
                .lasting(Duration.ofMinutes(20))
                .apply(GIVEN, plugged(FIRST, lists(List.of(), List.of(new BigInteger(serialNumber, 16)))));
    }

    private static TestRun mesh(PluggedInAuthority authority) {
        return TestRun.of(
                authority,
                Given.injected("shop"),
                Given.workload("shop/cart"),
                Given.workload("shop/stock"),
                Given.workload("shop/thief"),
                Given.service("shop/stock", PortProtocol.HTTP),
                Given.service("shop/thief", PortProtocol.HTTP));
    }

    private static List<RevocationList> lists(List<BigInteger> byRoot, List<BigInteger> byFirst) {
        return List.of(
                ROOT.revocationList(byRoot, 1, Given.START),
                FIRST.revocationList(byFirst, 1, Given.START),
                SECOND.revocationList(List.of(), 1, Given.START));
    }

    private static List<RevocationList> lists(SigningAuthority authority, List<BigInteger> revoked) {
        return List.of(authority.revocationList(revoked, 1, Given.START));
    }

    private static PluggedInAuthority plugged(SigningAuthority signing) {
        return plugged(signing, List.of());
    }

    private static PluggedInAuthority plugged(SigningAuthority signing, List<RevocationList> lists) {
        String name = signing.equals(SECOND) ? "second" : signing.equals(FIRST) ? "first" : "other";
        return new PluggedInAuthority(
                new Metadata(
                        new ResourceId("Secret", "istio-system", "cacerts"), Optional.empty(), new Origin("test", 1)),
                List.of(signing.certificate(), signing.bundle().anchors().get(0)),
                SigningKey.generate(KeyAlgorithm.EC_P256, seed(name)),
                signing.bundle(),
                new ArrayList<>(lists));
    }

    private static SigningAuthority root(String company) {
        return SigningAuthority.revoking(
                new TrustDomain(company),
                KeyAlgorithm.EC_P256,
                Given.START.minusSeconds(3600),
                Duration.ofDays(3650),
                seed(company));
    }

    private static SigningAuthority below(SigningAuthority root, String name) {
        return root.intermediate(
                "Intermediate CA " + name,
                KeyAlgorithm.EC_P256,
                Given.START.minusSeconds(3600),
                Duration.ofDays(100),
                seed(name));
    }

    private static Seed seed(String name) {
        return Seed.of(new byte[32]).named(name);
    }

    private static Instant at(Duration sinceStart) {
        return Given.START.plus(sinceStart);
    }
}
