package padlock.mesh.actor;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import padlock.mesh.resource.PortProtocol;

import static org.assertj.core.api.Assertions.assertThat;

/** What somebody who taps the wire can read. */
class WireTest {

    @ParameterizedTest
    @CsvSource({
        "shop/client, http://server/secret, GET /secret",
        "shop/client, tcp://server:81, PING",
    })
    void mutualTlsShowsNothingOfTheCall(String from, String to, String request) {
        TestRun run = shop().call("call", Duration.ofSeconds(1), from, to);

        assertThat(run.call("call").verdict().transport().text()).isEqualTo("mutual-tls");
        assertThat(run.wire("call"))
                .isNotEmpty()
                .doesNotContain(request)
                .doesNotContain("OK")
                .doesNotContain("Host: ")
                .doesNotContain("HTTP/1.1 200");
    }

    @ParameterizedTest
    @CsvSource({
        "bare/client, http://server.shop/secret, GET /secret",
        "bare/client, http://server/secret, GET /secret",
        "shop/client, http://server.bare/secret, GET /secret",
        "bare/client, tcp://server:81, PING",
    })
    void plaintextShowsTheCallAndItsAnswer(String from, String to, String request) {
        TestRun run = shop().call("call", Duration.ofSeconds(1), from, to);

        assertThat(run.call("call").verdict().transport().text()).isEqualTo("plaintext");
        assertThat(run.wire("call")).contains(request).contains("OK");
        assertThat(run.flights()).noneMatch(Wiretap.Flight::handshake);
    }

    @Test
    void everyFlightIsSeenOnceFromWhereItIsSent() {
        TestRun run = shop().call("call", Duration.ofSeconds(1), "bare/client", "http://server/");

        assertThat(run.flights())
                .extracting(flight -> flight.connection() + " " + flight.from())
                .containsExactly("call CLIENT", "call SERVER");
    }

    @Test
    void theProgramLearnsWhoCalledInMutualTlsAlone() {
        TestRun run = shop().call("call", Duration.ofSeconds(1), "shop/client", "http://server/");

        assertThat(run.wire("call")).doesNotContain("x-forwarded-client-cert");
        assertThat(run.flights()).extracting(Wiretap.Flight::connection).containsOnly("call/1");
    }

    private static TestRun shop() {
        return TestRun.of(
                Given.injected("shop"),
                Given.namespace("bare"),
                Given.workload("bare/client"),
                Given.workload("bare/server"),
                Given.workload("shop/client"),
                Given.workload("shop/server"),
                Given.service(
                        "bare/server", Given.port(80, 8080, PortProtocol.HTTP), Given.port(81, 8081, PortProtocol.TCP)),
                Given.service(
                        "shop/server",
                        Given.port(80, 8080, PortProtocol.HTTP),
                        Given.port(81, 8081, PortProtocol.TCP)));
    }
}
