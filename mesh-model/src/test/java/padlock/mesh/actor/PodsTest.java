package padlock.mesh.actor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import padlock.mesh.history.CallView;
import padlock.mesh.resource.Metadata;
import padlock.mesh.resource.MutualTlsMode;
import padlock.mesh.resource.Namespace;
import padlock.mesh.resource.PortProtocol;
import padlock.mesh.resource.Resource;
import padlock.mesh.resource.ResourceId;
import padlock.mesh.resource.Workload;
import padlock.sim.Undeliverable;

import static org.assertj.core.api.Assertions.assertThat;

/** Pods that come, go and are made anew while the mesh runs. */
class PodsTest {

    private static final Workload SERVER = Given.workload("shop/server");

    @Test
    void aDeploymentThatIsAppliedLaterStartsItsPods() {
        TestRun run = shop().apply(at(10), Given.withReplicas(2, Given.workload("shop/late")), lateService())
                .call("call", at(20), "shop/client", "http://late/");

        assertThat(lives(run))
                .endsWith("10s started shop/late", "10s started shop/late#2")
                .doesNotContain("10s started shop/server");
        assertThat(summary(run.call("call"))).isEqualTo("mutual-tls ok");
    }

    @Test
    void aCallThatIsMadeAsAPodStartsKnowsItsNeighboursAlready() {
        TestRun run = shop().apply(at(10), Given.workload("bare/late"))
                .call("call", at(10), "bare/late", "http://server.shop/");

        assertThat(summary(run.call("call"))).isEqualTo("plaintext ok");
    }

    @Test
    void aSidecarThatHoldsNothingYetRefusesItsProgram() {
        CallView call = shop().apply(at(10), Given.workload("shop/late"))
                .call("call", at(10), "shop/late", "http://server/")
                .call("call");

        assertThat(summary(call)).isEqualTo("none connection-refused");
        assertThat(call.printed()).contains("curl: (7) Failed to connect to server port 80: Connection refused");
    }

    @Test
    void aServiceThatTheSidecarHasNotHeardOfYetIsReachedInPlaintext() {
        TestRun run = shop().apply(at(10), Given.workload("shop/late"), lateService())
                .call("early", Duration.ofMillis(10_100), "shop/client", "http://late/")
                .call("afterwards", at(20), "shop/client", "http://late/");

        assertThat(run.calls()).extracting(PodsTest::summary).containsExactly("plaintext ok", "mutual-tls ok");
    }

    @Test
    void aDeploymentThatIsAppliedUnchangedLeavesItsPodsAlone() {
        TestRun run = shop().apply(at(10), SERVER);

        assertThat(lives(run)).noneMatch(life -> life.startsWith("10s"));
    }

    @Test
    void aChangedTemplateMakesNewPods() {
        TestRun run = shop().call("before", at(5), "shop/client", "http://server/")
                .apply(at(10), Given.withLabel("version", "v2", SERVER))
                .call("at-once", Duration.ofMillis(10_010), "shop/client", "http://server/")
                .call("afterwards", at(20), "shop/client", "http://server/");

        assertThat(lives(run)).endsWith("10s stopped shop/server", "10s started shop/server");
        assertThat(run.calls())
                .extracting(PodsTest::summary)
                .containsExactly("mutual-tls ok", "none connection-refused", "mutual-tls ok");
        assertThat(run.call("afterwards").handshake().orElseThrow().reused()).isFalse();
    }

    @Test
    void aChangedLabelOfANamespaceTouchesNoPodThatRuns() {
        TestRun run =
                shop().apply(at(10), Given.namespace("shop")).call("call", at(20), "shop/client", "http://server/");

        assertThat(lives(run)).noneMatch(life -> life.startsWith("10s"));
        assertThat(summary(run.call("call"))).isEqualTo("mutual-tls ok");
    }

    @Test
    void aPodThatIsMadeAnewMayLoseItsSidecar() {
        TestRun run = shop().call("before", at(5), "shop/client", "http://server/")
                .apply(at(10), Given.withLabel("sidecar.istio.io/inject", "false", SERVER))
                .call("afterwards", at(20), "shop/client", "http://server/");

        assertThat(run.calls()).extracting(PodsTest::summary).containsExactly("mutual-tls ok", "plaintext ok");
        assertThat(run.calls())
                .extracting(call -> call.server().orElseThrow().sidecar())
                .containsExactly(true, false);
    }

    @Test
    void aDeploymentThatIsScaledStartsAndStopsTheLastPods() {
        TestRun run = shop().apply(at(10), Given.withReplicas(3, SERVER)).apply(at(20), Given.withReplicas(2, SERVER));

        assertThat(lives(run))
                .endsWith("10s started shop/server#2", "10s started shop/server#3", "20s stopped shop/server#3");
    }

    @Test
    void workloadsOfTwoKindsMayHaveOneName() {
        Workload set = new Workload(
                new Metadata(
                        new ResourceId("StatefulSet", "shop", "server"),
                        SERVER.metadata().creationTimestamp(),
                        SERVER.metadata().origin()),
                SERVER.labels(),
                SERVER.annotations(),
                SERVER.serviceAccount(),
                1,
                SERVER.ports(),
                false,
                SERVER.hasProxyContainer());

        assertThat(lives(shop().apply(at(10), set))).endsWith("10s started shop/server#2");
    }

    @Test
    void callsToADeletedDeploymentFailAndNeverHang() {
        TestRun run = shop().call("before", at(5), "shop/client", "http://server/")
                .call("bare-before", at(5), "bare/client", "http://server.shop/")
                .delete(at(10), SERVER)
                .call("at-once", Duration.ofMillis(10_010), "shop/client", "http://server/")
                .call("bare-at-once", Duration.ofMillis(10_010), "bare/client", "http://server.shop/")
                .call("afterwards", at(20), "shop/client", "http://server/");

        assertThat(run.calls())
                .extracting(call -> call.name() + ": " + summary(call) + " "
                        + call.status().map(String::valueOf).orElse("-"))
                .containsExactly(
                        "before: mutual-tls ok 200",
                        "bare-before: plaintext ok 200",
                        "at-once: none connection-refused 503",
                        "bare-at-once: none no-endpoint -",
                        "afterwards: none no-endpoint 503");
        assertThat(run.calls()).allMatch(call -> call.ended().isPresent());
    }

    @Test
    void aCallThatIsUnderWayEndsWithThePod() {
        for (int millis = 1; millis < 40; millis++) {
            TestRun run = shop().lasting(at(100))
                    .call("call", at(10), "shop/client", "http://server/")
                    .call("tcp", at(10), "shop/client", "tcp://server:81")
                    .call("bare", at(10), "bare/client", "http://server.shop/")
                    .delete(Duration.ofMillis(10_000 + millis), SERVER);

            assertThat(run.calls())
                    .allSatisfy(call -> assertThat(
                                    Duration.between(call.at(), call.ended().orElseThrow()))
                            .isLessThan(at(1)));
        }
    }

    @Test
    void aCallThatIsUnderWayEndsWithItsCaller() {
        for (int millis = 1; millis < 40; millis++) {
            TestRun run = shop().lasting(at(100))
                    .call("call", at(10), "shop/client", "http://server/")
                    .call("bare", at(10), "bare/client", "http://server.shop/")
                    .apply(
                            Duration.ofMillis(10_000 + millis),
                            Given.withLabel("version", "v2", Given.workload("shop/client")))
                    .delete(Duration.ofMillis(10_000 + millis), Given.workload("bare/client"))
                    .call("again", at(20), "shop/client", "http://server/");

            assertThat(summary(run.call("again"))).isEqualTo("mutual-tls ok");
        }
    }

    @Test
    void aPodThatDoesNotRunMakesNoCall() {
        TestRun run = shop().delete(at(10), Given.workload("shop/client"))
                .call("call", at(20), "shop/client", "http://server/");

        assertThat(run.calls()).isEmpty();
        assertThat(run.recording().events())
                .extracting(event -> event.fact())
                .contains(new Undeliverable(MeshIds.application(TestRun.instance("shop/client")), "Call"));
    }

    @Test
    void aServiceThatIsDeletedIsNoNameAnyMore() {
        TestRun run = shop().delete(at(10), service()).call("call", at(20), "shop/client", "http://server/");

        assertThat(summary(run.call("call"))).isEqualTo("none no-such-host");
    }

    @Test
    void anAnswerFromTheAuthorityForAnEarlierPodOfThatNameIsOfNoUse() {
        for (int millis = 0; millis < 20; millis++) {
            TestRun run = shop().apply(at(10), Given.workload("shop/late"), lateService())
                    .apply(
                            Duration.ofMillis(10_000 + millis),
                            Given.withLabel("version", "v2", Given.workload("shop/late")))
                    .call("call", at(30), "shop/client", "http://late/");

            assertThat(summary(run.call("call"))).isEqualTo("mutual-tls ok");
        }
    }

    private static String summary(CallView call) {
        return call.verdict().transport().text() + " " + call.verdict().reason().text();
    }

    private static List<String> lives(TestRun run) {
        List<String> lives = new ArrayList<>();
        run.recording().events().forEach(event -> {
            String when = TestRun.after(event.at()).toSeconds() + "s ";
            if (event.fact() instanceof MeshFact.InstanceStarted started) {
                lives.add(when + "started " + started.instance());
            } else if (event.fact() instanceof MeshFact.InstanceStopped stopped) {
                lives.add(when + "stopped " + stopped.instance());
            }
        });
        return lives;
    }

    private static Duration at(int seconds) {
        return Duration.ofSeconds(seconds);
    }

    private static Resource service() {
        return Given.service(
                "shop/server", Given.port(80, 8080, PortProtocol.HTTP), Given.port(81, 8081, PortProtocol.TCP));
    }

    private static Resource lateService() {
        return Given.service("shop/late", PortProtocol.HTTP);
    }

    private static TestRun shop() {
        Namespace shop = Given.injected("shop");
        return TestRun.of(
                shop,
                Given.namespace("bare"),
                Given.workload("bare/client"),
                Given.workload("shop/client"),
                SERVER,
                service(),
                Given.demands(MutualTlsMode.PERMISSIVE, "shop"));
    }
}
