package padlock.mesh.actor;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import padlock.mesh.history.PolicyView;
import padlock.mesh.resource.MutualTlsMode;
import padlock.mesh.resource.PeerAuthentication;
import padlock.mesh.resource.Resource;

import static org.assertj.core.api.Assertions.assertThat;

/** How a change travels to the sidecars, and what is told of it. */
class RolloutTest {

    private static final PeerAuthentication STRICT = Given.demands(MutualTlsMode.STRICT, "shop");
    private static final PeerAuthentication DISABLE = Given.demands(MutualTlsMode.DISABLE, "shop");

    @Test
    void aChangeReachesEachSidecarAfterADelayOfItsOwn() {
        TestRun run = shop().apply(at(10), STRICT);

        Map<String, Duration> pushed = new TreeMap<>();
        run.events(MeshFact.ConfigPushed.class).stream()
                .filter(event -> !event.at().isBefore(Given.START.plusSeconds(10)))
                .forEach(event -> pushed.put(
                        ((MeshFact.ConfigPushed) event.fact()).sidecar().toString(),
                        TestRun.after(event.at()).minusSeconds(10)));
        assertThat(pushed).containsOnlyKeys("shop/client", "shop/server");
        assertThat(pushed.values())
                .doesNotHaveDuplicates()
                .allMatch(delay ->
                        delay.compareTo(Duration.ofMillis(200)) >= 0 && delay.compareTo(Duration.ofSeconds(2)) <= 0);
    }

    @Test
    void aPolicyIsInEffectWhenTheLastSidecarAcknowledgesIt() {
        TestRun run = shop().apply(at(10), STRICT);

        assertThat(run.facts(MeshFact.PolicyReached.class))
                .extracting(reached -> reached.reached() + " of " + reached.sidecars())
                .containsExactly("1 of 2", "2 of 2");
        Instant last = run.events(MeshFact.PolicyReached.class).get(1).at();
        assertThat(run.policies())
                .containsExactly(new PolicyView(
                        STRICT.id(), PolicyView.Change.CREATED, Given.START.plusSeconds(10), Optional.of(last), 2));
    }

    @Test
    void aPolicyIsCreatedReplacedAndDeleted() {
        TestRun run = shop().apply(at(10), STRICT).apply(at(20), DISABLE).delete(at(30), DISABLE);

        assertThat(run.policies())
                .extracting(view -> view.change() + " " + view.inEffect().isPresent())
                .containsExactly("CREATED true", "REPLACED true", "DELETED true");
    }

    @Test
    void aPolicyThatIsNotThereCannotBeDeleted() {
        assertThat(shop().delete(at(10), STRICT).policies()).isEmpty();
    }

    @Test
    void aLaterChangeMayOvertakeAnEarlierOne() {
        TestRun run = shop().settings(slowPushes()).apply(at(10), STRICT).apply(at(11), DISABLE);

        // Whatever is pushed is what holds now: each sidecar hears once, or twice, but never of the old after the new.
        Map<String, List<Long>> heard = new TreeMap<>();
        run.facts(MeshFact.ConfigApplied.class)
                .forEach(applied -> heard.merge(
                        applied.sidecar().toString(),
                        List.of(applied.revision()),
                        (one, two) -> Stream.concat(one.stream(), two.stream()).toList()));
        assertThat(heard.values())
                .allSatisfy(revisions -> assertThat(revisions).isSorted().endsWith(3L));
        assertThat(run.policies())
                .extracting(view -> view.change() + " " + view.inEffect().isPresent())
                .endsWith("REPLACED true");
    }

    @Test
    void aSidecarThatStartsLaterGetsTheConfigurationAtOnce() {
        TestRun run = shop().apply(at(10), STRICT)
                .apply(at(60), Given.workload("shop/late"))
                .call("early", Duration.ofMillis(60_100), "shop/late", "http://server/");

        assertThat(run.call("early").verdict().transport().text()).isEqualTo("mutual-tls");
        assertThat(run.events(MeshFact.ConfigApplied.class))
                .filteredOn(event -> event.fact().toString().contains("late"))
                .first()
                .satisfies(event -> assertThat(TestRun.after(event.at())).isLessThan(Duration.ofMillis(60_050)));
    }

    @Test
    void aPolicyOverACrowdThatLeavesIsInEffectWhereItStillCan() {
        TestRun run = shop().apply(at(10), STRICT).delete(Duration.ofMillis(10_001), Given.workload("shop/client"));

        assertThat(run.policies())
                .extracting(view -> view.inEffect().isPresent())
                .containsExactly(true);
    }

    @Test
    void duringARolloutClientsAndServersDisagree() {
        TestRun run = shop().settings(slowPushes()).apply(at(10), DISABLE);
        for (int second = 5; second < 120; second++) {
            run.call("call#" + second, at(second), "shop/client", "tcp://server:81");
        }

        assertThat(run.calls())
                .extracting(call -> call.verdict().transport().text() + " "
                        + call.verdict().reason().text())
                .contains("mutual-tls ok", "plaintext ok")
                .startsWith("mutual-tls ok")
                .endsWith("plaintext ok");
    }

    @Test
    void precedenceCanBeReadTheOtherWayFromSomeInstantOn() {
        TestRun run = TestRun.of(shopWith(
                        Given.demands(MutualTlsMode.STRICT, "istio-system"),
                        Given.demandsOf("shop/server", MutualTlsMode.PERMISSIVE)))
                .call("istio", at(1), "bare/client", "http://server.shop/")
                .call("restrictive", at(20), "bare/client", "http://server.shop/");
        run.readMostRestrictive(at(10));

        assertThat(run.calls())
                .extracting(call -> call.verdict().reason().text())
                .containsExactly("ok", "plaintext-to-strict");
    }

    private static Settings slowPushes() {
        return Given.pushesTaking(new Span(Duration.ofSeconds(1), Duration.ofSeconds(60)));
    }

    private static Duration at(int seconds) {
        return Duration.ofSeconds(seconds);
    }

    private static TestRun shop() {
        return TestRun.of(Given.shop());
    }

    private static List<Resource> shopWith(Resource... more) {
        List<Resource> mesh = new ArrayList<>(Given.shop());
        mesh.addAll(List.of(more));
        return mesh;
    }
}
