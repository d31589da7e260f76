package padlock.mesh.actor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import padlock.mesh.history.CallReason;
import padlock.mesh.history.CallView;
import padlock.mesh.policy.Reason;
import padlock.mesh.resource.AuthorizationPolicy;
import padlock.mesh.resource.ClientTls;
import padlock.mesh.resource.MutualTlsMode;
import padlock.mesh.resource.PortProtocol;
import padlock.mesh.resource.Resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** Programs that greet whoever connects, as F12 of failure-signatures.md has them. */
class ServerFirstCallsTest {

    private static final String DECLARED = "tcp://db.shop:3306";
    private static final String UNDECLARED = "tcp://db.shop:25";

    @ParameterizedTest
    @CsvSource({
        "DISABLE,       DISABLE,    OK",
        "DISABLE,       PERMISSIVE, SERVER_FIRST_TIMEOUT",
        "DISABLE,       STRICT,     SERVER_FIRST_TIMEOUT",
        "ISTIO_MUTUAL,  DISABLE,    TLS_TO_PLAINTEXT",
        "ISTIO_MUTUAL,  PERMISSIVE, OK",
        "ISTIO_MUTUAL,  STRICT,     OK",
    })
    void aDeclaredPortWorksWhereNobodyWaitsForTheClientsBytes(
            ClientTls.Mode client, MutualTlsMode server, CallReason reason) {
        CallView call = call(
                "shop/client", DECLARED, Given.attempts("shop/db", Given.tls(client)), Given.demands(server, "shop"));

        assertThat(call.verdict().reason()).isEqualTo(reason);
    }

    @ParameterizedTest
    @EnumSource(MutualTlsMode.class)
    void theClientsOwnSidecarWaitsWhereThePortIsNotDeclared(MutualTlsMode server) {
        CallView call = call("shop/client", UNDECLARED, Given.demands(server, "shop"));

        assertThat(call.verdict().reason()).isEqualTo(CallReason.SERVER_FIRST_TIMEOUT);
        assertThat(call.route()).isEmpty();
        assertThat(call.because())
                .extracting(Reason::question, Reason::answer, Reason::rule)
                .containsExactly(tuple("protocol", "auto", "R7.7"));
        assertThat(call.clientLog()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "DISABLE,    tcp://db.shop:3306, OK",
        "PERMISSIVE, tcp://db.shop:3306, SERVER_FIRST_TIMEOUT",
        "STRICT,     tcp://db.shop:3306, SERVER_FIRST_TIMEOUT",
        "DISABLE,    tcp://db.shop:25, SERVER_FIRST_TIMEOUT",
        "PERMISSIVE, tcp://db.shop:25, SERVER_FIRST_TIMEOUT",
    })
    void aClientWithoutASidecarHangsWhereTheServersSidecarLooksIntoTheBytes(
            MutualTlsMode server, String to, CallReason reason) {
        assertThat(call("bare/client", to, Given.demands(server, "shop"))
                        .verdict()
                        .reason())
                .isEqualTo(reason);
    }

    @Test
    void withoutAnySidecarTheGreetingComes() {
        assertThat(call("bare/client", "tcp://db.bare:3306").verdict().reason()).isEqualTo(CallReason.OK);
    }

    @Test
    void aProgramThatHangsPrintsThatItWaitedAndTheServersSidecarLogsNothing() {
        CallView call = call("shop/client", DECLARED, Given.attempts("shop/db", Given.tls(ClientTls.Mode.DISABLE)));

        assertThat(call.printed().orElseThrow())
                .isEqualTo("curl: (28) Operation timed out after 60000 milliseconds with 0 bytes received");
        assertThat(call.clientLog().orElseThrow().line()).contains("\"- - -\" 0 - - - \"-\" 0 0 60000 ");
        assertThat(call.serverLog()).isEmpty();
        assertThat(call.verdict().refusedBy()).isEmpty();
    }

    @Test
    void aClientThatIsDeniedHasBeenGreetedBefore() {
        CallView call = call("shop/client", DECLARED, Given.policy("shop/db", AuthorizationPolicy.Action.DENY));

        assertThat(call.verdict().reason()).isEqualTo(CallReason.ACCESS_DENIED);
        AccessLogEntry server = call.serverLog().orElseThrow();
        assertThat(server.sent()).isEqualTo("READY\n".length());
        assertThat(server.termination()).contains("rbac_access_denied_matched_policy[ns[shop]-policy[db]-rule[0]]");
    }

    @Test
    void aCallThatNobodyAnswersForAnotherReasonIsAnyTimeout() {
        CallView call = run("bare/client", "tcp://db.bare:3306")
                .fault(
                        Duration.ZERO,
                        Optional.empty(),
                        new Fault.Partition(List.of(new Place("bare/client")), List.of(new Place("bare/db"))))
                .call("call");

        assertThat(call.verdict().reason()).isEqualTo(CallReason.TIMEOUT);
    }

    private static CallView call(String from, String to, Resource... policies) {
        return run(from, to, policies).call("call");
    }

    private static TestRun run(String from, String to, Resource... policies) {
        List<Resource> mesh = new ArrayList<>(List.of(
                Given.injected("shop"),
                Given.namespace("bare"),
                Given.workload("shop/client"),
                Given.workload("shop/db"),
                Given.workload("bare/client"),
                Given.workload("bare/db"),
                Given.service(
                        "shop/db",
                        Given.port(3306, 3306, PortProtocol.TCP),
                        Given.port(25, 2525, PortProtocol.UNDECLARED)),
                Given.service("bare/db", Given.port(3306, 3306, PortProtocol.TCP))));
        mesh.addAll(List.of(policies));
        return TestRun.of(mesh).call("call", Duration.ofSeconds(1), from, to);
    }
}
