package padlock.mesh.history;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import padlock.mesh.actor.Fault;
import padlock.mesh.actor.Given;
import padlock.mesh.actor.MeshFact;
import padlock.mesh.actor.TestRun;
import padlock.mesh.history.MeshView.Standing;
import padlock.mesh.resource.MutualTlsMode;
import padlock.sim.Event;
import padlock.sim.recording.Timeline;

import static org.assertj.core.api.Assertions.assertThat;

/** A change is seen on its way to each sidecar. */
final class MeshViewTest {

    private final TestRun run = TestRun.of(
                    Given.injected("shop"), Given.workload("shop/client"), Given.workload("shop/server"))
            .apply(Duration.ofSeconds(10), Given.demands(MutualTlsMode.STRICT, "shop"));

    @Test
    void aSidecarIsOutdatedThenWaitsThenHoldsTheNewest() {
        Instant pushed = first(MeshFact.ConfigPushed.class);
        Instant applied = first(MeshFact.ConfigApplied.class);
        assertThat(standing(run, Given.START)).isEqualTo(Standing.NEWEST);
        assertThat(standing(run, pushed.minusNanos(1))).isEqualTo(Standing.OUTDATED);
        assertThat(standing(run, pushed)).isEqualTo(Standing.WAITS);
        assertThat(standing(run, applied)).isEqualTo(Standing.NEWEST);
    }

    @Test
    void aSidecarIsCutOffWhileTheControlPlaneIsAway() {
        TestRun away = TestRun.of(Given.injected("shop"), Given.workload("shop/server"))
                .fault(Duration.ofSeconds(10), Optional.of(Duration.ofSeconds(60)), new Fault.ControlPlaneOutage());
        assertThat(standing(away, Given.START.plusSeconds(9))).isEqualTo(Standing.NEWEST);
        assertThat(standing(away, Given.START.plusSeconds(30))).isEqualTo(Standing.CUT_OFF);
        assertThat(standing(away, Given.START.plusSeconds(200))).isEqualTo(Standing.NEWEST);
    }

    @Test
    void theAuthorityCountsWhatItSigned() {
        MeshView.Authority authority = view(run, Given.START).authority();
        assertThat(authority.issued()).isEqualTo(2);
        assertThat(authority.roots()).hasSize(1);
        assertThat(authority.last())
                .map(MeshView.Issued::identity)
                .hasValueSatisfying(identity -> assertThat(identity).startsWith("spiffe://cluster.local/ns/shop/sa/"));
    }

    private Instant first(Class<? extends MeshFact> kind) {
        return run.events(kind).stream()
                .filter(event -> event.at().isAfter(Given.START)
                        && event.fact().toString().contains("shop/server"))
                .map(Event::at)
                .findFirst()
                .orElseThrow();
    }

    private static Standing standing(TestRun run, Instant at) {
        MeshView view = view(run, at);
        return view.standing(view.pods().get(TestRun.instance("shop/server")));
    }

    private static MeshView view(TestRun run, Instant at) {
        Timeline<MeshView> timeline = Timeline.over(run.recording(), MeshView.EMPTY, MeshView::after);
        return timeline.at(timeline.indexAt(at));
    }
}
