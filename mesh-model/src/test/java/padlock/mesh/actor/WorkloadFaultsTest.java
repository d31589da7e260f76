package padlock.mesh.actor;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import padlock.mesh.history.CallReason;
import padlock.mesh.history.CallView;
import padlock.mesh.history.Transport;
import padlock.mesh.resource.MutualTlsMode;
import padlock.mesh.resource.PortProtocol;
import padlock.sim.Event;

import static org.assertj.core.api.Assertions.assertThat;

/** What befalls one workload: its clock, its certificates, its pods. */
class WorkloadFaultsTest {

    private static final Duration BEGIN = Duration.ofSeconds(10);
    private static final Duration END = Duration.ofSeconds(40);
    private static final Duration CALL = Duration.ofSeconds(20);
    private static final Duration LATER = Duration.ofMinutes(2);
    private static final Place CART = new Place("shop/cart");
    private static final Place STOCK = new Place("shop/stock");
    private static final Place THIEF = new Place("shop/thief");

    @ParameterizedTest
    @CsvSource({
        "EXPIRED, SERVER_CERTIFICATE_EXPIRED",
        "NOT_YET_VALID, CERTIFICATE_NOT_YET_VALID",
        "WRONG_IDENTITY, SERVER_NAME_MISMATCH",
        "UNKNOWN_AUTHORITY, UNKNOWN_AUTHORITY",
        "REVOKED, CERTIFICATE_REVOKED"
    })
    void aClientRefusesAServerWhoseCertificateIsWrong(Fault.Problem problem, CallReason reason) {
        CallView call = called(new Fault.WrongCertificate(STOCK, problem), "shop/cart");

        assertThat(call.verdict().reason()).isEqualTo(reason);
        assertThat(call.verdict().refusedBy()).contains(Side.CLIENT);
    }

    @ParameterizedTest
    @CsvSource({
        "EXPIRED, CLIENT_CERTIFICATE_EXPIRED",
        "NOT_YET_VALID, CERTIFICATE_NOT_YET_VALID",
        "UNKNOWN_AUTHORITY, UNKNOWN_AUTHORITY",
        "REVOKED, CERTIFICATE_REVOKED"
    })
    void aServerRefusesAClientWhoseCertificateIsWrong(Fault.Problem problem, CallReason reason) {
        CallView call = called(new Fault.WrongCertificate(CART, problem), "shop/cart");

        assertThat(call.verdict().reason()).isEqualTo(reason);
        assertThat(call.verdict().refusedBy()).contains(Side.SERVER);
    }

    @Test
    void aServerTakesAClientOfTheTrustDomainForWhomItsCertificateNames() {
        CallView call = called(new Fault.WrongCertificate(CART, Fault.Problem.WRONG_IDENTITY), "shop/cart");

        assertThat(call.verdict().reason()).isEqualTo(CallReason.OK);
        assertThat(call.clientIdentity().orElseThrow())
                .hasToString("spiffe://cluster.local/ns/shop/sa/cart-by-mistake");
    }

    @Test
    void aRevokedCertificateIsNoReasonToRefuseOthers() {
        CallView call = called(new Fault.WrongCertificate(THIEF, Fault.Problem.REVOKED), "shop/cart");

        assertThat(call.verdict().reason()).isEqualTo(CallReason.OK);
    }

    @Test
    void whoStartsAfterARevocationKnowsOfIt() {
        TestRun run = mesh().fault(BEGIN, Optional.empty(), new Fault.WrongCertificate(STOCK, Fault.Problem.REVOKED))
                .fault(BEGIN.plusSeconds(5), Optional.empty(), new Fault.Restart(CART))
                .call("call", LATER, "shop/cart", "http://stock/");

        assertThat(run.call("call").verdict().reason()).isEqualTo(CallReason.CERTIFICATE_REVOKED);
        assertThat(run.facts(MeshFact.CertificateRevoked.class)).hasSize(1);
    }

    @Test
    void revocationOutlivesARotationOfRoots() {
        TestRun run = mesh().fault(BEGIN, Optional.empty(), new Fault.WrongCertificate(THIEF, Fault.Problem.REVOKED))
                .fault(BEGIN.plusSeconds(5), Optional.empty(), new Fault.RotateRoot(Fault.Strategy.OVERLAP))
                .call("refused", LATER, "shop/thief", "http://stock/")
                .call("accepted", LATER, "shop/cart", "http://stock/");

        assertThat(run.call("refused").verdict().reason()).isEqualTo(CallReason.CERTIFICATE_REVOKED);
        assertThat(run.call("accepted").verdict().reason()).isEqualTo(CallReason.OK);
    }

    @ParameterizedTest
    @EnumSource(Fault.Problem.class)
    void onceTheFaultIsOverARightCertificateIsGiven(Fault.Problem problem) {
        TestRun run = mesh().fault(BEGIN, Optional.of(END), new Fault.WrongCertificate(STOCK, problem))
                .call("call", LATER, "shop/cart", "http://stock/");

        assertThat(run.call("call").verdict().reason()).isEqualTo(CallReason.OK);
    }

    @Test
    void openConnectionsOutliveAWrongCertificate() {
        TestRun run = mesh().call("before", Duration.ofSeconds(5), "shop/cart", "http://stock/")
                .fault(BEGIN, Optional.empty(), new Fault.WrongCertificate(STOCK, Fault.Problem.EXPIRED))
                .call("call", CALL, "shop/cart", "http://stock/");

        assertThat(run.call("call").verdict().reason()).isEqualTo(CallReason.OK);
        assertThat(run.call("call").handshake().orElseThrow().reused()).isTrue();
    }

    @Test
    void whoGetsCertificatesThatAreOverAsksLessAndLessOften() {
        TestRun run = mesh().lasting(Duration.ofHours(2))
                .fault(BEGIN, Optional.empty(), new Fault.WrongCertificate(STOCK, Fault.Problem.EXPIRED));

        List<Event> requests = run.events(MeshFact.CertificateRequested.class).stream()
                .filter(event -> event.at().isAfter(Given.START))
                .toList();
        assertThat(requests).hasSizeBetween(115, 135);
    }

    @Test
    void nobodyTakesCertificatesOfARogueAuthorityWhateverItCallsItself() {
        CallView server = called(new Fault.RogueCa(STOCK), "shop/cart");
        CallView client = called(new Fault.RogueCa(CART), "shop/cart");

        assertThat(server.verdict().reason()).isEqualTo(CallReason.UNKNOWN_AUTHORITY);
        assertThat(server.verdict().refusedBy()).contains(Side.CLIENT);
        assertThat(client.verdict().reason()).isEqualTo(CallReason.UNKNOWN_AUTHORITY);
        assertThat(client.verdict().refusedBy()).contains(Side.SERVER);
    }

    @Test
    void aThiefIsWhomeverTheStolenCertificateNames() {
        TestRun run = mesh().fault(BEGIN, Optional.of(END), new Fault.StolenCertificate(CART, THIEF))
                .call("call", CALL, "shop/thief", "http://stock/")
                .call("later", LATER, "shop/thief", "http://stock:81/");

        assertThat(run.call("call").verdict().transport()).isEqualTo(Transport.MUTUAL_TLS);
        assertThat(run.call("call").clientIdentity().orElseThrow())
                .hasToString("spiffe://cluster.local/ns/shop/sa/cart");
        assertThat(run.call("later").clientIdentity().orElseThrow())
                .hasToString("spiffe://cluster.local/ns/shop/sa/thief");
        assertThat(run.facts(MeshFact.CertificateStolen.class))
                .extracting(fact -> fact.by() + " " + fact.identity())
                .containsExactly("shop/thief spiffe://cluster.local/ns/shop/sa/cart");
    }

    @Test
    void aThiefWhoAnswersForAnotherServiceIsFoundByItsName() {
        CallView call = called(new Fault.StolenCertificate(CART, STOCK), "shop/thief");

        assertThat(call.verdict().reason()).isEqualTo(CallReason.SERVER_NAME_MISMATCH);
        assertThat(call.verdict().refusedBy()).contains(Side.CLIENT);
    }

    @Test
    void aThiefIsStoppedWhenTheStolenCertificateIsOver() {
        TestRun run = mesh().lasting(Duration.ofHours(26))
                .fault(BEGIN, Optional.empty(), new Fault.StolenCertificate(CART, THIEF))
                .call("call", Duration.ofHours(25), "shop/thief", "http://stock/");

        assertThat(run.call("call").verdict().reason()).isEqualTo(CallReason.CLIENT_CERTIFICATE_EXPIRED);
    }

    @ParameterizedTest
    @CsvSource({"PT30H, SERVER_CERTIFICATE_EXPIRED", "PT-30H, CERTIFICATE_NOT_YET_VALID"})
    void whoseClockIsWrongRefusesServersByIt(Duration by, CallReason reason) {
        CallView call = called(new Fault.ClockSkew(CART, by), "shop/cart");

        assertThat(call.verdict().reason()).isEqualTo(reason);
        assertThat(call.verdict().refusedBy()).contains(Side.CLIENT);
        assertThat(call.clientLog().orElseThrow().start())
                .isBetween(
                        Given.START.plus(CALL).plus(by),
                        Given.START.plus(CALL).plus(by).plusSeconds(1));
    }

    @ParameterizedTest
    @CsvSource({"PT30H, CLIENT_CERTIFICATE_EXPIRED", "PT-30H, CERTIFICATE_NOT_YET_VALID"})
    void whoseClockIsWrongRefusesClientsByIt(Duration by, CallReason reason) {
        CallView call = called(new Fault.ClockSkew(STOCK, by), "shop/cart");

        assertThat(call.verdict().reason()).isEqualTo(reason);
        assertThat(call.verdict().refusedBy()).contains(Side.SERVER);
    }

    @ParameterizedTest
    @CsvSource({"-100, OK", "-140, CERTIFICATE_NOT_YET_VALID"})
    void theMinutesThatCertificatesAreBackdatedForgiveAClockThatIsALittleLate(long seconds, CallReason reason) {
        TestRun run = mesh().fault(BEGIN, Optional.empty(), new Fault.ClockSkew(STOCK, Duration.ofSeconds(seconds)))
                .fault(LATER.minusSeconds(10), Optional.empty(), new Fault.Restart(CART))
                .call("call", LATER, "shop/cart", "http://stock/");

        assertThat(run.call("call").verdict().reason()).isEqualTo(reason);
    }

    @Test
    void theAgentRenewsByItsOwnClock() {
        TestRun run = mesh().lasting(Duration.ofHours(20))
                .fault(BEGIN, Optional.empty(), new Fault.ClockSkew(STOCK, Duration.ofHours(6)))
                .fault(BEGIN, Optional.of(BEGIN), new Fault.Restart(STOCK));

        List<Instant> installed = run.events(MeshFact.CertificateInstalled.class).stream()
                .filter(event -> event.actor().equals(MeshIds.sidecar(TestRun.instance("shop/stock"))))
                .filter(event -> event.at().isAfter(Given.START))
                .map(Event::at)
                .toList();
        assertThat(Duration.between(installed.get(0), installed.get(1)))
                .isBetween(Duration.ofMinutes(525), Duration.ofMinutes(555));
    }

    @Test
    void aRestartedPodHasAnotherAddressAndAnotherCertificate() {
        TestRun run = mesh().call("before", Duration.ofSeconds(5), "shop/cart", "http://stock/")
                .fault(BEGIN, Optional.empty(), new Fault.Restart(STOCK))
                .call("call", CALL, "shop/cart", "http://stock/");

        assertThat(run.call("call").verdict().reason()).isEqualTo(CallReason.OK);
        assertThat(run.call("call").handshake().orElseThrow().reused()).isFalse();
        assertThat(run.facts(MeshFact.InstanceStopped.class)).hasSize(1);
        assertThat(run.facts(MeshFact.InstanceStarted.class).stream()
                        .filter(started -> started.instance().equals(TestRun.instance("shop/stock")))
                        .map(MeshFact.InstanceStarted::address))
                .hasSize(2)
                .doesNotHaveDuplicates();
    }

    @Test
    void whileARestartLastsNobodyIsThere() {
        TestRun run = mesh().fault(BEGIN, Optional.of(END), new Fault.Restart(STOCK))
                .call("call", CALL, "shop/cart", "http://stock/")
                .call("later", LATER, "shop/cart", "http://stock/");

        assertThat(run.call("call").verdict().reason()).isEqualTo(CallReason.NO_ENDPOINT);
        assertThat(run.call("later").verdict().reason()).isEqualTo(CallReason.OK);
    }

    @Test
    void whoIsBornWhileTheAuthorityIsAwayHasNoCertificateToShow() {
        TestRun run = mesh().fault(BEGIN, Optional.of(END), new Fault.CaOutage())
                .fault(BEGIN.plusSeconds(1), Optional.empty(), new Fault.Restart(STOCK))
                .call("call", CALL, "shop/cart", "http://stock/")
                .call("later", LATER, "shop/cart", "http://stock/");

        assertThat(run.call("call").verdict().reason()).isEqualTo(CallReason.NO_CERTIFICATE_YET);
        assertThat(run.call("call").verdict().refusedBy()).contains(Side.SERVER);
        assertThat(run.call("later").verdict().reason()).isEqualTo(CallReason.OK);
    }

    @Test
    void oneRequestIsSentFiveTimesBeforeAnotherOneIsMade() {
        TestRun run = mesh().lasting(Duration.ofMinutes(3))
                .fault(BEGIN, Optional.empty(), new Fault.CaOutage())
                .fault(BEGIN, Optional.empty(), new Fault.Restart(STOCK));

        List<String> told = run.recording().events().stream()
                .filter(event -> event.at().isAfter(Given.START))
                .map(Event::fact)
                .filter(fact -> fact instanceof MeshFact.CertificateRequested
                        || fact instanceof MeshFact.CertificateRequestRetried)
                .map(fact -> fact instanceof MeshFact.CertificateRequestRetried retried
                        ? "again " + retried.attempt()
                        : "asks")
                .limit(6)
                .toList();
        assertThat(told).containsExactly("asks", "again 1", "again 2", "again 3", "again 4", "asks");
    }

    @Test
    void withoutTheControlPlaneSidecarsDoAsTheyWereToldLast() {
        TestRun run = mesh().fault(BEGIN, Optional.of(END), new Fault.ControlPlaneOutage())
                .apply(BEGIN.plusSeconds(2), Given.demands(MutualTlsMode.STRICT, "shop"))
                .call("during", CALL, "bare/client", "http://stock.shop/")
                .call("after", END.plusSeconds(35), "bare/client", "http://stock.shop/");

        assertThat(run.call("during").verdict().transport()).isEqualTo(Transport.PLAINTEXT);
        assertThat(run.call("during").verdict().reason()).isEqualTo(CallReason.OK);
        assertThat(run.call("after").verdict().reason()).isEqualTo(CallReason.PLAINTEXT_TO_STRICT);
        assertThat(run.facts(MeshFact.ControlPlaneLost.class)).hasSize(3);
        assertThat(run.events(MeshFact.ConfigApplied.class))
                .filteredOn(event -> event.at().isAfter(Given.START))
                .hasSize(3)
                .allSatisfy(event -> assertThat(TestRun.after(event.at())).isBetween(END, END.plusSeconds(33)));
    }

    @Test
    void whoIsBornWithoutTheControlPlaneHoldsNothingUntilItIsBack() {
        TestRun run = mesh().fault(BEGIN, Optional.of(END), new Fault.ControlPlaneOutage())
                .apply(BEGIN.plusSeconds(2), Given.workload("shop/late"), Given.service("shop/late", PortProtocol.HTTP))
                .call("during", CALL, "shop/cart", "http://10.244.0.6:8080/")
                .call("after", END.plusSeconds(80), "shop/cart", "http://late/");

        assertThat(run.addressOf("shop/late")).isEqualTo("10.244.0.6");
        assertThat(run.call("during").verdict().reason()).isEqualTo(CallReason.CONNECTION_REFUSED);
        assertThat(run.call("after").verdict().reason()).isEqualTo(CallReason.OK);
    }

    private static CallView called(Fault fault, String from) {
        return mesh().fault(BEGIN, Optional.empty(), fault)
                .call("call", CALL, from, "http://stock/")
                .call("call");
    }

    private static TestRun mesh() {
        return TestRun.of(
                Given.injected("shop"),
                Given.namespace("bare"),
                Given.workload("bare/client"),
                Given.workload("shop/cart"),
                Given.workload("shop/thief"),
                Given.workload("shop/stock"),
                Given.service(
                        "shop/stock",
                        Given.port(80, 8080, PortProtocol.HTTP),
                        Given.port(81, 8081, PortProtocol.HTTP)));
    }
}
