package padlock.mesh.history;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import padlock.mesh.actor.Fault;
import padlock.mesh.actor.Given;
import padlock.mesh.actor.MeshFact;
import padlock.mesh.actor.TestRun;
import padlock.mesh.actor.Wiretap.Holding;
import padlock.mesh.resource.MutualTlsMode;
import padlock.mesh.resource.PeerAuthentication;
import padlock.sim.Event;
import padlock.tls.identity.Certificate;
import padlock.tls.identity.TrustBundle;

import static org.assertj.core.api.Assertions.assertThat;

/** What a sidecar goes by at an instant is what it was told last, and by which it acts. */
final class HoldingsTest {

    private static final PeerAuthentication STRICT = Given.demands(MutualTlsMode.STRICT, "shop");

    private final TestRun run = TestRun.of(
                    Given.injected("shop"), Given.workload("shop/client"), Given.workload("shop/server"))
            .apply(Duration.ofSeconds(10), STRICT);

    @Test
    void aSidecarGoesByTheOldModeUntilTheNewOneIsApplied() {
        Event applied = run.events(MeshFact.ConfigApplied.class).stream()
                .filter(event ->
                        ((MeshFact.ConfigApplied) event.fact()).sidecar().equals(TestRun.instance("shop/server"))
                                && event.at().isAfter(Given.START))
                .findFirst()
                .orElseThrow();
        assertThat(mode(applied.at().minusNanos(1))).isEqualTo(MutualTlsMode.PERMISSIVE);
        assertThat(mode(applied.at())).isEqualTo(MutualTlsMode.STRICT);
        assertThat(holding(applied.at()).revision()).isEqualTo(((MeshFact.ConfigApplied) applied.fact()).revision());
    }

    @Test
    void theModeSaysWhichPolicyGaveIt() {
        Holding last = holding(Given.START.plusSeconds(60));
        assertThat(last.config().orElseThrow().otherPorts().mode().reasons())
                .flatExtracting(reason -> reason.decidedBy().stream().toList())
                .extracting(field -> field.resource())
                .containsExactly(STRICT.id());
    }

    @Test
    void aSidecarHoldsTheCertificateThatWasInstalledLast() {
        MeshFact.CertificateInstalled installed = run.facts(MeshFact.CertificateInstalled.class).stream()
                .filter(fact -> fact.sidecar().equals(TestRun.instance("shop/server")))
                .findFirst()
                .orElseThrow();
        Certificate held = holding(Given.START).certificate().orElseThrow();
        assertThat(held.serialNumber().toString(16)).isEqualTo(installed.serialNumber());
        assertThat(held.uriSans()).containsExactly(installed.identity().toString());
    }

    @Test
    void aSidecarTrustsTwoRootsWhileTheyAreRotatedWithOverlap() {
        TestRun rotated = TestRun.of(Given.injected("shop"), Given.workload("shop/server"))
                .fault(Duration.ofSeconds(10), Optional.empty(), new Fault.RotateRoot(Fault.Strategy.OVERLAP));
        assertThat(anchors(rotated, Given.START)).hasSize(1);
        assertThat(anchors(rotated, Given.START.plusSeconds(60))).hasSize(2);
    }

    @Test
    void nothingIsHeldBeforeASidecarRuns() {
        assertThat(run.holdings().at(TestRun.instance("shop/server"), Instant.EPOCH))
                .isEmpty();
        assertThat(run.holdings().at(TestRun.instance("shop/nobody"), Given.START))
                .isEmpty();
    }

    private static List<Certificate> anchors(TestRun run, Instant at) {
        return run.holdings()
                .at(TestRun.instance("shop/server"), at)
                .flatMap(Holding::roots)
                .map(TrustBundle::anchors)
                .orElseThrow();
    }

    private MutualTlsMode mode(Instant at) {
        return holding(at).config().orElseThrow().otherPorts().mode().value();
    }

    private Holding holding(Instant at) {
        return run.holdings().at(TestRun.instance("shop/server"), at).orElseThrow();
    }
}
