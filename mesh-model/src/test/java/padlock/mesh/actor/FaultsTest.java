package padlock.mesh.actor;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import padlock.mesh.history.CallReason;
import padlock.mesh.history.CallView;
import padlock.mesh.history.Transport;
import padlock.mesh.resource.PortProtocol;
import padlock.tls.handshake.Tampering;
import padlock.tls.handshake.TlsVersion;

import static org.assertj.core.api.Assertions.assertThat;

class FaultsTest {

    private static final Duration BEGIN = Duration.ofSeconds(10);
    private static final Duration CALL = Duration.ofSeconds(20);
    private static final Stretch CART_TO_STOCK =
            new Stretch(new Place("shop/cart"), Optional.of(new Place("shop/stock")));

    @Test
    void aFlippedBitIsFoundByWhoeverReceivesIt() {
        assertThat(called(new Fault.Tamper(CART_TO_STOCK)).verdict().reason()).isEqualTo(CallReason.TAMPERED);
    }

    @Test
    void aFlippedBitOnAnEstablishedConnectionIsFoundToo() {
        TestRun run = mesh().call("before", Duration.ofSeconds(5), "shop/cart", "http://stock/")
                .fault(BEGIN, Optional.empty(), new Fault.Tamper(CART_TO_STOCK))
                .call("call", CALL, "shop/cart", "http://stock/");

        CallView call = run.call("call");
        assertThat(call.handshake().orElseThrow().reused()).isTrue();
        assertThat(call.verdict().reason()).isEqualTo(CallReason.TAMPERED);
        assertThat(call.verdict().refusedBy()).contains(Side.CLIENT);
        assertThat(call.clientLog().orElseThrow().line())
                .contains("503 UC upstream_reset_before_response_started{connection_termination} - \"-\"");
        assertThat(run.facts(MeshFact.RecordRefused.class))
                .extracting(fact -> fact.side() + " " + fact.alert())
                .containsExactly("CLIENT bad_record_mac(20)");
        assertThat(run.facts(MeshFact.AlertArrivedLate.class))
                .extracting(fact -> fact.side() + " " + fact.alert())
                .containsExactly("SERVER bad_record_mac(20)");
    }

    @Test
    void aClientFindsThatTls13WasTakenOutOfItsOffer() {
        CallView call = called(new Fault.Downgrade(CART_TO_STOCK));

        assertThat(call.verdict().reason()).isEqualTo(CallReason.PROTOCOL_VERSION);
        assertThat(call.verdict().refusedBy()).contains(Side.CLIENT);
        assertThat(call.printed().orElseThrow())
                .endsWith("TLS_error:|268435753:SSL routines:OPENSSL_internal:TLS13_DOWNGRADE:TLS_error_end");
    }

    @Test
    void aServerTakesNoClientThatOffersOnlyOldVersions() {
        CallView call = run(new Fault.Downgrade(CART_TO_STOCK))
                .settings(Settings.DEFAULTS.withHighestTls(TlsVersion.TLS_1_2))
                .call("call");

        assertThat(call.verdict().reason()).isEqualTo(CallReason.PROTOCOL_VERSION);
        assertThat(call.verdict().refusedBy()).contains(Side.SERVER);
    }

    @Test
    void anEavesdropperReadsNothingThatIsSaidUnderMutualTls() {
        TestRun run = run(new Fault.Eavesdrop(CART_TO_STOCK));

        assertThat(run.call("call").verdict().transport()).isEqualTo(Transport.MUTUAL_TLS);
        assertThat(run.facts(MeshFact.Overheard.class))
                .isNotEmpty()
                .noneMatch(fact -> fact.reading() == Tampering.Reading.PLAINTEXT);
    }

    @Test
    void nothingCrossesAPartition() {
        Fault cut = new Fault.Partition(List.of(new Place("shop/cart")), java.util.List.of(new Place("shop/stock")));

        assertThat(called(cut).verdict().reason()).isEqualTo(CallReason.TIMEOUT);
    }

    @Test
    void whatIsLostForEverTimesOut() {
        assertThat(called(new Fault.Loss(CART_TO_STOCK, 1)).verdict().reason()).isEqualTo(CallReason.TIMEOUT);
    }

    @Test
    void whatIsLostNowAndThenComesAgain() {
        assertThat(called(new Fault.Loss(CART_TO_STOCK, 0.2)).verdict().reason())
                .isEqualTo(CallReason.OK);
    }

    @Test
    void latencyIsAddedToEveryFlight() {
        CallView call = called(new Fault.Latency(CART_TO_STOCK, Duration.ofMillis(500)));

        assertThat(Duration.between(call.at(), call.ended().orElseThrow()))
                .isGreaterThan(Duration.ofMillis(2500))
                .isLessThan(Duration.ofSeconds(4));
    }

    @Test
    void aFaultStrikesOnlyWhereItIsAndOnlyWhileItLasts() {
        TestRun run = mesh().fault(BEGIN, Optional.of(Duration.ofSeconds(15)), new Fault.Tamper(CART_TO_STOCK))
                .call("later", CALL, "shop/cart", "http://stock/")
                .fault(BEGIN, Optional.empty(), new Fault.Tamper(new Stretch(new Place("shop/stock"), stockToCart())));

        assertThat(run.call("later").verdict().reason()).isEqualTo(CallReason.OK);
        assertThat(run.facts(MeshFact.FaultBegan.class)).hasSize(2);
        assertThat(run.facts(MeshFact.FaultEnded.class)).hasSize(1);
    }

    @Test
    void aSidecarAsksAgainUntilTheAuthorityAnswers() {
        TestRun run = mesh().lasting(Duration.ofHours(30))
                .fault(Duration.ofHours(6), Optional.of(Duration.ofHours(20)), new Fault.CaOutage());

        assertThat(run.events(MeshFact.CertificateInstalled.class))
                .filteredOn(event -> event.at().isAfter(Given.START))
                .hasSize(2)
                .allSatisfy(event -> assertThat(event.at())
                        .isBetween(
                                Given.START.plus(Duration.ofHours(20)),
                                Given.START.plus(Duration.ofHours(20)).plusSeconds(80)));
    }

    private static Optional<Place> stockToCart() {
        return Optional.of(new Place("shop/cart"));
    }

    private static CallView called(Fault fault) {
        return run(fault).call("call");
    }

    private static TestRun run(Fault fault) {
        return mesh().fault(BEGIN, Optional.empty(), fault).call("call", CALL, "shop/cart", "http://stock/");
    }

    private static TestRun mesh() {
        return TestRun.of(
                Given.injected("shop"),
                Given.workload("shop/cart"),
                Given.workload("shop/stock"),
                Given.service("shop/stock", PortProtocol.HTTP));
    }
}
