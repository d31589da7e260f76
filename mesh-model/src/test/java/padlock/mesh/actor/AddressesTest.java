package padlock.mesh.actor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import padlock.mesh.history.CallView;
import padlock.mesh.resource.Labels;
import padlock.mesh.resource.Metadata;
import padlock.mesh.resource.MutualTlsMode;
import padlock.mesh.resource.PortProtocol;
import padlock.mesh.resource.Resource;
import padlock.mesh.resource.ResourceId;
import padlock.mesh.resource.Service;
import padlock.mesh.resource.ServiceEntry;
import padlock.mesh.resource.Workload;

import static org.assertj.core.api.Assertions.assertThat;

/** Addresses that manifests tell, and those that are made up beside them. */
class AddressesTest {

    private static final Duration LATER = Duration.ofSeconds(5);

    @Test
    void podsAreWhereTheirManifestSays() {
        TestRun run = shop(
                Given.withReplicas(3, Given.workload("shop/server")).withPodsAt(List.of("10.7.0.1", "10.7.0.2")),
                service(List.of()));

        assertThat(run.addressOf("shop/server")).isEqualTo("10.7.0.1");
        assertThat(run.addressOf("shop/server#2")).isEqualTo("10.7.0.2");
        assertThat(run.addressOf("shop/server#3")).startsWith("10.244.0.");
    }

    @Test
    void noAddressIsMadeUpThatAManifestTells() {
        TestRun run = shop(Given.workload("shop/server").withPodsAt(List.of("10.244.0.2")), service(List.of()));

        assertThat(run.addressOf("shop/server")).isEqualTo("10.244.0.2");
        assertThat(run.addressOf("bare/client")).isEqualTo("10.244.0.3");
    }

    @Test
    void ofTwoPodsWithOneAddressTheSecondIsElsewhere() {
        TestRun run = shop(
                Given.withReplicas(2, Given.workload("shop/server")).withPodsAt(List.of("10.7.0.1", "10.7.0.1")),
                service(List.of()));

        assertThat(run.addressOf("shop/server")).isEqualTo("10.7.0.1");
        assertThat(run.addressOf("shop/server#2")).startsWith("10.244.0.");
    }

    @Test
    void whoComesLaterFindsItsAddressTaken() {
        TestRun run = shop(Given.workload("shop/server"), service(List.of()))
                .apply(LATER, Given.workload("shop/late").withPodsAt(List.of("10.244.0.2")));

        assertThat(run.addressOf("bare/client")).isEqualTo("10.244.0.2");
        assertThat(run.addressOf("shop/late")).isNotEqualTo("10.244.0.2");
    }

    @Test
    void aPodStaysWhereItIsWhenItsManifestIsAppliedAgain() {
        Workload server = Given.workload("shop/server").withPodsAt(List.of("10.7.0.1"));
        TestRun run = shop(server, service(List.of())).apply(LATER, server.withPodsAt(List.of("10.7.0.9")));

        assertThat(run.facts(MeshFact.InstanceStarted.class))
                .filteredOn(started -> started.instance().equals(TestRun.instance("shop/server")))
                .extracting(MeshFact.InstanceStarted::address)
                .containsExactly("10.7.0.1");
    }

    @Test
    void aPodIsCalledAtTheAddressThatItsManifestTells() {
        TestRun run = shop(Given.workload("shop/server").withPodsAt(List.of("10.7.0.1")), service(List.of()))
                .call("sidecar", LATER, "shop/client", "http://10.7.0.1:8080/")
                .call("bare", LATER, "bare/client", "http://10.7.0.1:8080/");

        assertThat(run.calls()).extracting(AddressesTest::summary).containsExactly("plaintext ok", "plaintext ok");
    }

    @Test
    void aServiceIsCalledAtTheAddressThatItsManifestTells() {
        TestRun run = shop(Given.workload("shop/server"), service(List.of("10.8.0.1")))
                .call("sidecar", LATER, "shop/client", "http://10.8.0.1/")
                .call("bare", LATER, "bare/client", "http://10.8.0.1/")
                .call("by-name", LATER, "shop/client", "http://server/");

        assertThat(run.calls())
                .extracting(AddressesTest::summary)
                .containsExactlyInAnyOrder("mutual-tls ok", "plaintext ok", "mutual-tls ok");
        assertThat(run.call("by-name").clientLog().orElseThrow().line()).contains(" 10.8.0.1:80 ");
    }

    @Test
    void noServiceHasTheAddressThatAnotherOnesManifestTells() {
        TestRun run = shop(
                        Given.workload("shop/server"),
                        service(List.of("10.96.0.2")),
                        Given.workload("shop/a"),
                        Given.service("shop/a", PortProtocol.HTTP))
                .call("call", LATER, "shop/client", "http://10.96.0.2/")
                .call("other", LATER, "shop/client", "http://a/");

        assertThat(run.call("call").route().orElseThrow().endpoint()).isEqualTo(TestRun.instance("shop/server"));
        assertThat(run.call("other").clientLog().orElseThrow().line()).doesNotContain(" 10.96.0.2:80 ");
    }

    @Test
    void anAddressThatWasMadeUpGivesWayToOneThatAManifestTells() {
        TestRun run = shop(Given.workload("shop/a"), Given.service("shop/a", PortProtocol.HTTP))
                .apply(LATER, Given.workload("shop/server"), service(List.of("10.96.0.2")))
                .call("call", LATER.multipliedBy(4), "shop/client", "http://10.96.0.2/")
                .call("other", LATER.multipliedBy(4), "shop/client", "http://a/");

        assertThat(run.call("call").route().orElseThrow().endpoint()).isEqualTo(TestRun.instance("shop/server"));
        assertThat(run.call("other").route().orElseThrow().endpoint()).isEqualTo(TestRun.instance("shop/a"));
    }

    @Test
    void anEndpointOfAServiceEntryWithThePodsAddressIsThePod() {
        Resource entry = entry("10.7.0.1");
        TestRun run = shop(
                        Given.workload("shop/server").withPodsAt(List.of("10.7.0.1")),
                        service(List.of()),
                        entry,
                        Given.demands(MutualTlsMode.STRICT, "shop"))
                .call("service", LATER, "shop/client", "http://server/")
                .call("entry", LATER, "shop/client", "tcp://db.example:8080")
                .call("bare", LATER, "bare/client", "tcp://db.example:8080");

        assertThat(run.calls())
                .extracting(call -> call.name() + ": " + summary(call))
                .containsExactlyInAnyOrder(
                        "service: mutual-tls ok", "entry: none plaintext-to-strict", "bare: none plaintext-to-strict");
    }

    private static ServiceEntry entry(String address) {
        Metadata metadata = new Metadata(
                new ResourceId(ServiceEntry.KIND, "default", "db"),
                Optional.empty(),
                Given.workload("shop/server").metadata().origin());
        return new ServiceEntry(
                metadata,
                List.of("db.example"),
                List.of("240.1.1.1"),
                List.of(Given.port(8080, 8080, PortProtocol.TCP)),
                false,
                Optional.of(metadata.origin()),
                List.of(Workload.machine(metadata, Labels.NONE, Optional.empty(), List.of(), address)),
                Optional.empty(),
                List.of(),
                List.of());
    }

    private static Service service(List<String> addresses) {
        Service plain = Given.service("shop/server", PortProtocol.HTTP);
        return new Service(
                plain.metadata(), plain.selector(), plain.ports(), false, addresses, plain.exportTo(), plain.names());
    }

    private static String summary(CallView call) {
        return call.verdict().transport().text() + " " + call.verdict().reason().text();
    }

    private static TestRun shop(Resource... more) {
        List<Resource> mesh = new ArrayList<>(List.of(
                Given.injected("shop"),
                Given.namespace("bare"),
                Given.workload("bare/client"),
                Given.workload("shop/client")));
        mesh.addAll(List.of(more));
        return TestRun.of(mesh);
    }
}
