package padlock.mesh.actor;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import padlock.mesh.resource.AuthorizationPolicy;
import padlock.mesh.resource.MutualTlsMode;
import padlock.mesh.resource.PortProtocol;
import padlock.mesh.resource.Resource;
import padlock.sim.Event;
import padlock.sim.recording.CanonicalForm;

import static org.assertj.core.api.Assertions.assertThat;

/** A run is a function of a scenario and a seed, and whoever adds something to it changes nothing else. */
class ReproducibilityTest {

    @Test
    void theSameSeedGivesTheSameRecordingAndTheSameBytes() {
        TestRun one = eventful(shop());
        TestRun two = eventful(shop());

        assertThat(two.recording().fingerprint()).isEqualTo(one.recording().fingerprint());
        assertThat(bytes(two)).isEqualTo(bytes(one)).isNotEmpty();
    }

    @Test
    void anotherSeedGivesOtherBytes() {
        TestRun one = eventful(shop());
        TestRun two = eventful(shop()).seed(2);

        assertThat(two.recording().fingerprint()).isNotEqualTo(one.recording().fingerprint());
        assertThat(bytes(two)).doesNotContainAnyElementsOf(handshakes(one));
    }

    @Test
    void theSecondRunOfAProcessIsLikeTheFirst() {
        String first = eventful(shop()).recording().fingerprint();
        eventful(shop()).seed(7).recording();

        assertThat(eventful(shop()).recording().fingerprint()).isEqualTo(first);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 10_000, 20_000, 20_003, 31_007, 45_500, 100_000})
    void oneMoreInterventionLeavesThePastAlone(long millis) {
        Instant branch = Given.START.plusMillis(millis);
        TestRun run = eventful(shop());
        TestRun whatIf = eventful(shop())
                .apply(
                        Duration.ofMillis(millis),
                        Given.demands(MutualTlsMode.DISABLE, "bare"),
                        Given.workload("bare/late"));

        assertThat(before(branch, whatIf)).isEqualTo(before(branch, run));
        assertThat(bytesBefore(branch, whatIf)).isEqualTo(bytesBefore(branch, run));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 20_000, 45_500})
    void oneMoreCallLeavesAllOthersAlone(long millis) {
        TestRun run = eventful(shop());
        TestRun more = eventful(shop()).call("more", Duration.ofMillis(millis), "bare/client", "http://server.shop/");

        assertThat(without("more", more)).isEqualTo(without("nobody", run));
    }

    /** What is told of the mesh as a whole may differ: addresses, and how many sidecars a policy is for. */
    @Test
    void aStrangerInTheMeshDisturbsNobody() {
        List<Resource> crowded = new ArrayList<>(shop());
        crowded.addAll(List.of(
                Given.injected("aliens"),
                Given.workload("aliens/client"),
                Given.withReplicas(3, Given.workload("aliens/server")),
                Given.service("aliens/server", PortProtocol.HTTP)));
        TestRun alone = eventful(shop());
        TestRun accompanied = eventful(crowded);
        for (int second = 1; second < 60; second++) {
            accompanied.call("alien#" + second, Duration.ofSeconds(second), "aliens/client", "http://server/");
        }

        assertThat(toldOfShop(accompanied)).isEqualTo(toldOfShop(alone));
    }

    private static List<String> toldOfShop(TestRun run) {
        return run.recording().events().stream()
                .filter(event -> event.actor().toString().startsWith("shop/")
                        || event.actor().toString().startsWith("bare/"))
                .map(event -> event.at() + " " + event.actor() + " "
                        + CanonicalForm.text(event.fact()).replaceAll("10\\.[0-9.]+", "<address>"))
                .toList();
    }

    private static List<String> without(String call, TestRun run) {
        return run.recording().events().stream()
                .map(event -> event.at() + " " + event.actor() + " " + CanonicalForm.text(event.fact()))
                .filter(line -> !line.contains("\"" + call))
                .toList();
    }

    private static List<Event> before(Instant instant, TestRun run) {
        return run.recording().events().stream()
                .filter(event -> event.at().isBefore(instant))
                .toList();
    }

    private static List<String> bytes(TestRun run) {
        return bytesBefore(Instant.MAX, run);
    }

    private static List<String> handshakes(TestRun run) {
        return run.flights().stream()
                .filter(Wiretap.Flight::handshake)
                .map(flight -> HexFormat.of().formatHex(flight.content()))
                .toList();
    }

    private static List<String> bytesBefore(Instant instant, TestRun run) {
        return run.flights().stream()
                .filter(flight -> flight.at().isBefore(instant))
                .map(flight -> HexFormat.of().formatHex(flight.content()))
                .toList();
    }

    private static List<Resource> shop() {
        return List.of(
                Given.injected("shop"),
                Given.namespace("bare"),
                Given.workload("bare/client"),
                Given.workload("shop/client"),
                Given.withReplicas(2, Given.workload("shop/server")),
                Given.service("shop/server", PortProtocol.HTTP));
    }

    private static TestRun eventful(List<Resource> mesh) {
        TestRun run = TestRun.of(mesh)
                .lasting(Duration.ofMinutes(3))
                .apply(Duration.ofSeconds(20), Given.demands(MutualTlsMode.STRICT, "shop"))
                .apply(Duration.ofSeconds(45), Given.policy("shop/server", AuthorizationPolicy.Action.DENY))
                .delete(Duration.ofSeconds(100), Given.demands(MutualTlsMode.STRICT, "shop"));
        for (int second = 1; second < 120; second += 3) {
            run.call("page#" + second, Duration.ofSeconds(second), "shop/client", "http://server/")
                    .call("cron#" + second, Duration.ofSeconds(second), "bare/client", "http://server.shop/");
        }
        return run;
    }
}
