package padlock.mesh.actor;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import padlock.mesh.history.CallReason;
import padlock.mesh.history.CallView;
import padlock.mesh.resource.PortProtocol;
import padlock.sim.Event;

import static org.assertj.core.api.Assertions.assertThat;

/** How a root gives way to another one. */
class RootRotationTest {

    private static final Duration ROTATION = Duration.ofHours(1);

    /** After it, the sidecar of one pod is renewed hours before that of the other, which is younger. */
    private static final Duration STOCK_STARTS = Duration.ofMinutes(50);

    private static final Settings SHORT_LIVED = Given.certificatesLasting(Duration.ofHours(4), 0.5);

    @Test
    void withOverlapNoSidecarIsSignedForByARootThatAnotherDoesNotTrust() {
        TestRun run = rotated(Fault.Strategy.OVERLAP);

        assertThat(run.calls()).hasSize(55).allSatisfy(RootRotationTest::isWell);
    }

    @Test
    void withOverlapTheNewRootSignsOnlyOnceEverySidecarTrustsBoth() {
        TestRun run = rotated(Fault.Strategy.OVERLAP);

        List<Event> changes = run.events(MeshFact.RootsChanged.class);
        List<Event> trusted = run.events(MeshFact.RootsTrusted.class);
        assertThat(changes).hasSize(3);
        assertThat(trusted).hasSize(4);
        String older = roots(changes.get(0)).get(0);
        String newer = roots(changes.get(0)).get(1);
        assertThat(changes)
                .extracting(event -> ((MeshFact.RootsChanged) event.fact()).signing())
                .containsExactly(older, newer, newer);
        assertThat(roots(changes.get(1))).containsExactly(older, newer);
        assertThat(roots(changes.get(2))).containsExactly(newer);
        assertThat(trusted.subList(0, 2)).allSatisfy(event -> {
            assertThat(((MeshFact.RootsTrusted) event.fact()).roots()).containsExactly(older, newer);
            assertThat(event.at()).isBefore(changes.get(1).at());
        });
    }

    @Test
    void withOverlapTheOldRootIsTrustedUntilNothingThatItSignedIsValid() {
        List<Event> changes = rotated(Fault.Strategy.OVERLAP).events(MeshFact.RootsChanged.class);

        assertThat(Duration.between(changes.get(1).at(), changes.get(2).at())).isEqualTo(Duration.ofHours(4));
    }

    @Test
    void aSidecarThatStartsWhileRootsAreDistributedIsWaitedForToo() {
        Settings slow = Given.pushesTaking(new Span(Duration.ofSeconds(30), Duration.ofSeconds(30)));

        TestRun run = TestRun.of(Given.injected("shop"), Given.workload("shop/cart"))
                .settings(slow)
                .fault(Duration.ofSeconds(10), Optional.empty(), new Fault.RotateRoot(Fault.Strategy.OVERLAP))
                .apply(Duration.ofSeconds(20), Given.workload("shop/stock"));

        assertThat(run.events(MeshFact.RootsChanged.class))
                .extracting(event -> TestRun.after(event.at()).toSeconds())
                .containsExactly(10L, 40L);
    }

    @Test
    void whatAnAbruptRotationPutsInForceReachesASidecarWithItsNextCertificate() {
        TestRun run = rotated(Fault.Strategy.ABRUPT);

        assertThat(run.events(MeshFact.RootsTrusted.class))
                .extracting(event -> event.actor() + " after about "
                        + TestRun.after(event.at()).plusMinutes(5).toMinutes() / 10 * 10 + "m")
                .containsExactly("shop/cart/istio-proxy after about 120m", "shop/stock/istio-proxy after about 170m");
    }

    @Test
    void afterAnAbruptRotationOldAndNewRefuseEachOtherUntilAllHaveRenewed() {
        TestRun run = rotated(Fault.Strategy.ABRUPT);

        List<Event> trusted = run.events(MeshFact.RootsTrusted.class);
        assertThat(run.calls()).hasSize(55).allSatisfy(call -> {
            if (call.at().isBefore(trusted.get(0).at())
                    || call.at().isAfter(trusted.get(1).at())) {
                isWell(call);
            } else {
                assertThat(call.verdict().reason()).isEqualTo(CallReason.UNKNOWN_AUTHORITY);
            }
        });
        SortedSet<CallReason> reasons = new TreeSet<>();
        run.calls().forEach(call -> reasons.add(call.verdict().reason()));
        assertThat(reasons).containsExactly(CallReason.OK, CallReason.UNKNOWN_AUTHORITY);
    }

    @Test
    void aSecondRotationWithOverlapForgetsBothOlderRootsAtItsEnd() {
        TestRun run = mesh().lasting(Duration.ofHours(12))
                .fault(ROTATION, Optional.empty(), new Fault.RotateRoot(Fault.Strategy.OVERLAP))
                .fault(ROTATION.plusMillis(1), Optional.empty(), new Fault.RotateRoot(Fault.Strategy.OVERLAP));

        List<MeshFact.RootsChanged> changes = run.facts(MeshFact.RootsChanged.class);
        assertThat(changes).extracting(change -> change.trusted().size()).containsExactly(2, 3, 3, 1);
        assertThat(changes.get(3).trusted()).containsExactly(changes.get(3).signing());
        assertThat(changes.get(3).signing()).isEqualTo(changes.get(1).trusted().get(2));
    }

    private static void isWell(CallView call) {
        assertThat(call.verdict().transport().text() + " "
                        + call.verdict().reason().text())
                .isEqualTo("mutual-tls ok");
    }

    private static List<String> roots(Event changed) {
        return ((MeshFact.RootsChanged) changed.fact()).trusted();
    }

    /** A call every ten minutes, each over a connection of its own. */
    private static TestRun rotated(Fault.Strategy strategy) {
        TestRun run =
                mesh().lasting(Duration.ofHours(10)).fault(ROTATION, Optional.empty(), new Fault.RotateRoot(strategy));
        for (int call = 5; call < 60; call++) {
            run.call("call#" + call, Duration.ofMinutes(10 * call + 5), "shop/cart", "tcp://stock:80");
        }
        return run;
    }

    private static TestRun mesh() {
        return TestRun.of(
                        Given.injected("shop"),
                        Given.workload("shop/cart"),
                        Given.service("shop/stock", PortProtocol.TCP))
                .settings(SHORT_LIVED)
                .apply(STOCK_STARTS, Given.workload("shop/stock"));
    }
}
