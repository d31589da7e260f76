package padlock.mesh.actor;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import padlock.mesh.history.CallReason;
import padlock.mesh.history.Transport;
import padlock.mesh.resource.MutualTlsMode;
import padlock.mesh.resource.PortProtocol;
import padlock.mesh.resource.Resource;
import padlock.sim.Event;

import static org.assertj.core.api.Assertions.assertThat;

/** What becomes of sidecars and of what is meant for them while the network parts them from the control plane. */
class CutOffFromIstiodTest {

    private static final Duration BEGIN = Duration.ofSeconds(10);
    private static final Duration MEANWHILE = Duration.ofMinutes(4);

    /** Longer than TCP tries to get a flight through. */
    private static final Duration LONG = Duration.ofMinutes(40);

    /** The longest pause before a sidecar calls again, and the time that the call takes. */
    private static final Duration CALLED_AGAIN = Duration.ofSeconds(33);

    private static final Resource STRICT = Given.demands(MutualTlsMode.STRICT, "shop");
    private static final Fault CUT =
            new Fault.Partition(List.of(new Place("istiod")), List.of(new Place("shop/stock")));

    @Test
    void whatIsPushedDuringALongPartitionIsInForceSoonAfterItsEnd() {
        TestRun run = cutOffUntil(LONG)
                .apply(MEANWHILE, STRICT)
                .call("during", LONG.minusSeconds(1), "bare/client", "http://stock.shop/")
                .call("after", LONG.plus(CALLED_AGAIN), "bare/client", "http://stock.shop/");

        assertThat(run.call("during").verdict().transport()).isEqualTo(Transport.PLAINTEXT);
        assertThat(run.call("after").verdict().reason()).isEqualTo(CallReason.PLAINTEXT_TO_STRICT);
        assertThat(applied(run, "stock"))
                .hasSize(1)
                .allSatisfy(at -> assertThat(at).isBetween(LONG, LONG.plus(CALLED_AGAIN)));
        assertThat(TestRun.after(run.policies().get(0).inEffect().orElseThrow()))
                .isBetween(LONG, LONG.plus(CALLED_AGAIN));
    }

    @Test
    void onlyTheNewestOfManyPushesIsReceivedThen() {
        TestRun run = cutOffUntil(LONG)
                .apply(MEANWHILE, STRICT)
                .apply(MEANWHILE.plusSeconds(30), Given.demands(MutualTlsMode.DISABLE, "shop"))
                .call("after", LONG.plus(CALLED_AGAIN), "shop/cart", "http://stock/");

        assertThat(run.call("after").verdict().transport()).isEqualTo(Transport.PLAINTEXT);
        assertThat(applied(run, "stock")).hasSize(1);
        assertThat(applied(run, "cart")).hasSize(2);
    }

    @Test
    void aPartitionOfMinutesIsNotWaitedOutByTcp() {
        Duration end = Duration.ofMinutes(5);

        assertThat(applied(cutOffUntil(end).apply(MEANWHILE, STRICT), "stock"))
                .hasSize(1)
                .allSatisfy(at -> assertThat(at).isBetween(end, end.plus(CALLED_AGAIN)));
    }

    @Test
    void whoHearsNothingForLongCallsAgainAndNobodyElseDoes() {
        List<Event> lost = cutOffUntil(LONG).events(MeshFact.ControlPlaneLost.class);

        assertThat(lost).hasSize(1).allSatisfy(event -> {
            assertThat(event.fact()).isEqualTo(new MeshFact.ControlPlaneLost(TestRun.instance("shop/stock")));
            assertThat(TestRun.after(event.at())).isBetween(BEGIN.plusSeconds(10), BEGIN.plusSeconds(40));
        });
    }

    @Test
    void aShortPartitionDelaysAPushAndBreaksNothing() {
        Duration end = BEGIN.plusSeconds(5);
        TestRun run = cutOffUntil(end).apply(BEGIN.plusSeconds(1), STRICT);

        assertThat(run.events(MeshFact.ControlPlaneLost.class)).isEmpty();
        assertThat(applied(run, "stock"))
                .hasSize(1)
                .allSatisfy(at -> assertThat(at).isBetween(end, end.plusSeconds(10)));
    }

    @Test
    void aPushUnderWayWhenTheConnectionBreaksDoesNotCountAsHavingCalledAgain() {
        Duration pushDelay = Duration.ofSeconds(1);
        Duration latency = Duration.ofMillis(5);
        TestRun run = mesh().settings(new Settings(
                        Settings.DEFAULTS.precedence(),
                        new Span(pushDelay, pushDelay),
                        new Span(latency, latency),
                        Settings.DEFAULTS.highestTls(),
                        Settings.DEFAULTS.keyAgreement(),
                        Settings.DEFAULTS.certificateLifetime(),
                        Settings.DEFAULTS.rotateAt(),
                        Settings.DEFAULTS.algorithm()))
                .apply(BEGIN.minus(pushDelay).minusMillis(1), Given.service("shop/cart", PortProtocol.HTTP))
                .fault(BEGIN, Optional.of(BEGIN.plusSeconds(10)), new Fault.ControlPlaneOutage())
                .apply(MEANWHILE, STRICT);

        assertThat(applied(run, "stock"))
                .last()
                .isEqualTo(MEANWHILE.plus(pushDelay).plus(latency));
    }

    @Test
    void rootsReachWhoWasCutOffBeforeTheNewOneSigns() {
        TestRun run = cutOffUntil(LONG)
                .fault(MEANWHILE, Optional.empty(), new Fault.RotateRoot(Fault.Strategy.OVERLAP))
                .lasting(Duration.ofHours(20))
                .call("meanwhile", LONG.minusSeconds(1), "shop/cart", "http://stock/")
                .call("renewed", Duration.ofHours(19), "shop/cart", "http://stock/");

        List<Event> changes = run.events(MeshFact.RootsChanged.class);
        assertThat(changes).hasSize(2);
        assertThat(TestRun.after(changes.get(1).at())).isBetween(LONG, LONG.plus(CALLED_AGAIN));
        assertThat(run.call("meanwhile").verdict().reason()).isEqualTo(CallReason.OK);
        assertThat(run.call("renewed").verdict().reason()).isEqualTo(CallReason.OK);
    }

    @Test
    void whoIsCutOffAsksForItsNextCertificateUntilItGetsOne() {
        Duration end = Duration.ofHours(20);
        TestRun run = mesh().lasting(Duration.ofHours(21)).fault(Duration.ofHours(6), Optional.of(end), CUT);

        assertThat(run.events(MeshFact.CertificateInstalled.class))
                .filteredOn(event ->
                        event.at().isAfter(Given.START) && event.actor().name().startsWith("shop/stock"))
                .hasSize(1)
                .allSatisfy(event -> assertThat(TestRun.after(event.at())).isBetween(end, end.plusSeconds(80)));
    }

    @Test
    void withoutTheControlPlaneNobodyWithASidecarLearnsOfNewPods() {
        Duration end = Duration.ofMinutes(10);
        TestRun run = mesh().lasting(Duration.ofMinutes(20))
                .fault(BEGIN, Optional.of(end), new Fault.ControlPlaneOutage())
                .apply(BEGIN.plusSeconds(5), Given.withReplicas(2, Given.workload("shop/stock")));
        for (int call = 1; call < 16; call++) {
            run.call("during#" + call, BEGIN.plusSeconds(20 * call), "shop/cart", "http://stock/")
                    .call("after#" + call, end.plusSeconds(60 + 20 * call), "shop/cart", "http://stock/");
        }

        assertThat(endpoints(run, "during")).containsOnly("shop/stock");
        assertThat(endpoints(run, "after")).contains("shop/stock", "shop/stock#2");
    }

    private static List<String> endpoints(TestRun run, String calls) {
        return run.facts(MeshFact.EndpointChosen.class).stream()
                .filter(chosen -> chosen.call().startsWith(calls))
                .map(chosen -> chosen.endpoint().toString())
                .toList();
    }

    /** When a sidecar came to hold something else, since the start. */
    private static List<Duration> applied(TestRun run, String workload) {
        return run.events(MeshFact.ConfigApplied.class).stream()
                .filter(event ->
                        event.at().isAfter(Given.START) && event.actor().name().startsWith("shop/" + workload + "/"))
                .map(event -> TestRun.after(event.at()))
                .toList();
    }

    private static TestRun cutOffUntil(Duration end) {
        return mesh().lasting(LONG.plus(CALLED_AGAIN).plusSeconds(10)).fault(BEGIN, Optional.of(end), CUT);
    }

    private static TestRun mesh() {
        return TestRun.of(
                Given.injected("shop"),
                Given.namespace("bare"),
                Given.workload("bare/client"),
                Given.workload("shop/cart"),
                Given.workload("shop/stock"),
                Given.service("shop/stock", PortProtocol.HTTP));
    }
}
