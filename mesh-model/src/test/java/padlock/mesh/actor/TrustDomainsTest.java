package padlock.mesh.actor;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import padlock.mesh.history.CallReason;
import padlock.mesh.history.CallView;
import padlock.mesh.resource.MeshSettings;
import padlock.mesh.resource.PortProtocol;
import padlock.mesh.resource.Resource;
import padlock.tls.identity.SpiffeId;

import static org.assertj.core.api.Assertions.assertThat;

/** A mesh that moves to another trust domain while it runs. */
class TrustDomainsTest {

    private static final Duration MOVE = Duration.ofHours(1);

    @Test
    void whatIsIssuedAfterTheMoveBearsTheNewTrustDomain() {
        assertThat(moved(List.of()).facts(MeshFact.CertificateIssued.class))
                .extracting(issued -> issued.identity().trustDomain().name())
                .containsExactly("old.example", "old.example", "new.example", "new.example");
    }

    @Test
    void withTheOldDomainAsAnAliasBothAreAcceptedEverywhere() {
        assertThat(moved(List.of("old.example")).calls())
                .hasSize(22)
                .allSatisfy(call -> assertThat(call.verdict().reason()).isEqualTo(CallReason.OK));
    }

    @Test
    void withoutAnAliasNoClientTakesAServerThatStillBearsTheOldDomain() {
        List<CallView> calls = moved(List.of()).calls();

        assertThat(calls)
                .filteredOn(call -> call.at().isBefore(Given.START.plus(MOVE)))
                .isNotEmpty()
                .allMatch(call -> call.verdict().reason() == CallReason.OK);
        assertThat(calls)
                .filteredOn(call -> call.at().isAfter(Given.START.plus(MOVE))
                        && call.at().isBefore(Given.START.plus(Duration.ofHours(11))))
                .isNotEmpty()
                .allMatch(call -> call.verdict().reason() == CallReason.SERVER_NAME_MISMATCH);
        assertThat(calls)
                .filteredOn(call -> call.at().isAfter(Given.START.plus(Duration.ofHours(13))))
                .isNotEmpty()
                .allMatch(call -> call.verdict().reason() == CallReason.OK);
    }

    @Test
    void whoHasLearntOfTheNewDomainFirstRefusesTheOther() {
        SortedSet<CallReason> reasons = new TreeSet<>();
        for (long seed = 1; seed <= 4; seed++) {
            TestRun run = slowlyMoved(seed);
            Instant client = learnt("shop/cart", run);
            Instant server = learnt("shop/stock", run);
            assertThat(run.calls()).hasSize(60).allSatisfy(call -> {
                CallReason expected = client.isBefore(call.at())
                        ? CallReason.SERVER_NAME_MISMATCH
                        : server.isBefore(call.at()) ? CallReason.TRUST_DOMAIN_MISMATCH : CallReason.OK;
                assertThat(call.verdict().reason()).isEqualTo(expected);
            });
            run.calls().forEach(call -> reasons.add(call.verdict().reason()));
        }
        assertThat(reasons)
                .containsExactlyInAnyOrder(
                        CallReason.OK, CallReason.TRUST_DOMAIN_MISMATCH, CallReason.SERVER_NAME_MISMATCH);
    }

    private static TestRun slowlyMoved(long seed) {
        TestRun run = TestRun.of(mesh("old.example"))
                .settings(Given.pushesTaking(new Span(Duration.ofMinutes(1), Duration.ofMinutes(30))))
                .seed(seed)
                .lasting(Duration.ofHours(3))
                .apply(MOVE, settings("new.example", List.of()));
        for (int minute = 0; minute < 60; minute++) {
            run.call("call#" + minute, MOVE.plusMinutes(minute), "shop/cart", "tcp://stock:80");
        }
        return run;
    }

    private static Instant learnt(String workload, TestRun run) {
        return run.events(MeshFact.ConfigApplied.class).stream()
                .filter(event -> event.actor().equals(MeshIds.sidecar(TestRun.instance(workload))))
                .reduce((earlier, later) -> later)
                .orElseThrow()
                .at();
    }

    @Test
    void withoutTheConfigMapTheTrustDomainIsTheBuiltInOneAgain() {
        TestRun run = TestRun.of(mesh("old.example"))
                .lasting(Duration.ofHours(14))
                .delete(MOVE, settings("old.example", List.of()));

        assertThat(run.facts(MeshFact.CertificateIssued.class))
                .extracting(MeshFact.CertificateIssued::identity)
                .extracting(SpiffeId::toString)
                .endsWith("spiffe://cluster.local/ns/shop/sa/stock")
                .hasSize(4);
    }

    private static TestRun moved(List<String> aliases) {
        TestRun run = TestRun.of(mesh("old.example"))
                .lasting(Duration.ofHours(22))
                .apply(MOVE, settings("new.example", aliases));
        for (int hour = 0; hour < 22; hour++) {
            run.call("call#" + hour, Duration.ofHours(hour).plusMinutes(30), "shop/cart", "tcp://stock:80");
        }
        return run;
    }

    private static List<Resource> mesh(String trustDomain) {
        return List.of(
                settings(trustDomain, List.of()),
                Given.injected("shop"),
                Given.workload("shop/cart"),
                Given.workload("shop/stock"),
                Given.service("shop/stock", PortProtocol.TCP));
    }

    private static MeshSettings settings(String trustDomain, List<String> aliases) {
        return new MeshSettings(
                MeshSettings.DEFAULTS.metadata(),
                "istio-system",
                trustDomain,
                aliases,
                Optional.empty(),
                List.of("*"),
                List.of("*"));
    }
}
