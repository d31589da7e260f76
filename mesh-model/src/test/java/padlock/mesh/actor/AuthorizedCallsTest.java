package padlock.mesh.actor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import padlock.mesh.history.CallReason;
import padlock.mesh.history.CallResult;
import padlock.mesh.history.CallView;
import padlock.mesh.history.Transport;
import padlock.mesh.policy.AccessDecision;
import padlock.mesh.resource.AuthorizationPolicy;
import padlock.mesh.resource.PortProtocol;
import padlock.mesh.resource.Resource;
import padlock.mesh.token.Issuer;
import padlock.tls.identity.KeyAlgorithm;
import padlock.tls.identity.Seed;

import static org.assertj.core.api.Assertions.assertThat;

/** AuthorizationPolicy on the wire: asked after the handshake, with the identity that it proved. */
class AuthorizedCallsTest {

    private static final String FRIEND = "cluster.local/ns/shop/sa/friend";
    private static final Issuer ISSUER = new Issuer(KeyAlgorithm.EC_P256, Seed.of(new byte[] {1}));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        shop/friend   | http://server.shop/     | mutual-tls succeeded ok 200
        shop/stranger | http://server.shop/     | mutual-tls denied access-denied 403
        shop/friend   | tcp://server.shop:81    | mutual-tls succeeded ok -
        shop/stranger | tcp://server.shop:81    | mutual-tls denied access-denied -
        # whoever comes in plaintext has no name
        bare/friend   | http://server.shop/     | plaintext denied access-denied 403
        bare/friend   | tcp://server.shop:81    | plaintext denied access-denied -
        """)
    void whoIsNotNamedIsDenied(String from, String to, String expected) {
        CallView call = shop(Given.policy("shop/server", AuthorizationPolicy.Action.ALLOW, FRIEND))
                .call("call", Duration.ofSeconds(1), from, to)
                .call("call");

        assertThat(call.verdict().transport().text() + " "
                        + call.verdict().result().text() + " "
                        + call.verdict().reason().text() + " "
                        + call.status().map(String::valueOf).orElse("-"))
                .isEqualTo(expected);
    }

    @Test
    void whoIsDeniedBeforeTlsStandsHasFailed() {
        CallView call = shop(
                        Given.policy("shop/server", AuthorizationPolicy.Action.ALLOW, FRIEND),
                        Given.attempts("shop/server", Given.trustingAnybody()))
                .call("call", Duration.ofSeconds(1), "shop/friend", "tcp://server:81")
                .call("call");

        assertThat(call.verdict())
                .isEqualTo(new CallView.Verdict(
                        Transport.NONE, CallResult.FAILED, CallReason.ACCESS_DENIED, Optional.of(Side.SERVER)));
    }

    @Test
    void eachRequestOfAConnectionIsDecidedAndLoggedOnItsOwn() {
        TestRun run = shop(Given.policy("shop/server", AuthorizationPolicy.Action.ALLOW, FRIEND))
                .call("one", Duration.ofSeconds(1), "shop/stranger", "http://server/")
                .call("two", Duration.ofSeconds(2), "shop/stranger", "http://server/");

        assertThat(run.call("two").handshake().orElseThrow().reused()).isTrue();
        assertThat(run.facts(MeshFact.AccessDecided.class))
                .extracting(decided -> decided.connection() + " " + decided.request())
                .containsExactly("one/1 1", "one/1 2");
        assertThat(run.calls())
                .extracting(
                        call -> call.serverLog().orElseThrow().start().getEpochSecond() - Given.START.getEpochSecond())
                .containsExactly(1L, 2L);
    }

    @Test
    void aProgramWithoutAnswerIsWaitedForSixtySeconds() {
        TestRun run = shop(Given.policy("shop/server", AuthorizationPolicy.Action.ALLOW, FRIEND))
                .callWith("bare", Duration.ofSeconds(1), "bare/friend", "http://server/", "Content-Length", "5")
                .callWith("routed", Duration.ofSeconds(1), "shop/friend", "http://server/", "Content-Length", "5");

        assertThat(run.calls())
                .extracting(call -> call.verdict().reason().text() + " "
                        + Duration.between(call.at(), call.ended().orElseThrow()) + " "
                        + call.printed().orElseThrow())
                .containsOnly(
                        "timeout PT1M curl: (28) Operation timed out after 60000 milliseconds with 0 bytes received");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
        shop/friend | {"iss":"bank","sub":"ada"} | mutual-tls succeeded ok 200
        bare/friend | {"iss":"bank","sub":"ada"} | plaintext succeeded ok 200
        shop/friend | {"iss":"bank","exp":1}     | mutual-tls denied token-rejected 401
        bare/friend | {"iss":"bank","exp":1}     | plaintext denied token-rejected 401
        bare/friend | {"iss":"evil"}             | plaintext denied token-rejected 401
        """)
    void tokensAreJudgedWhateverTheTransport(String from, String claims, String expected) {
        CallView call = shop(Given.tokens("shop/server", "bank", ISSUER.keys()))
                .callWith(
                        "call",
                        Duration.ofSeconds(1),
                        from,
                        "http://server.shop/",
                        "Authorization",
                        "Bearer " + ISSUER.token(claims))
                .call("call");

        assertThat(call.verdict().transport().text() + " "
                        + call.verdict().result().text() + " "
                        + call.verdict().reason().text() + " "
                        + call.status().map(String::valueOf).orElse("-"))
                .isEqualTo(expected);
    }

    @Test
    void aTokenThatHeldStopsAtTheSidecar() {
        HttpMessage request = HttpMessage.request(
                "GET",
                "/",
                HttpHeaders.of("Host", "server", "Authorization", "Bearer " + ISSUER.token("{\"iss\":\"bank\"}")));
        JudgedRequest judged =
                JudgedRequest.of(request, List.of(Given.tokens("shop/server", "bank", ISSUER.keys())), Given.START);

        assertThat(judged.passedOn()).isEqualTo(HttpMessage.request("GET", "/", HttpHeaders.of("Host", "server")));
        assertThat(judged.forPolicies().arrived().orElseThrow().header("authorization"))
                .isPresent();
    }

    @Test
    void theRefusalOfATokenNamesTheAddressThatWasAskedFor() {
        HttpMessage request = HttpMessage.request("GET", "/a?b=" + "c".repeat(300), HttpHeaders.of("Host", "server"));
        Refusal refusal = Refusal.of(new AccessDecision.TokenRejected(401, "Jwt is expired"), Optional.of(request))
                .orElseThrow();

        assertThat(refusal.details()).isEqualTo("jwt_authn_access_denied{Jwt_is_expired}");
        assertThat(refusal.response().headers().get("www-authenticate"))
                .contains("Bearer realm=\"http://server/a?b=" + "c".repeat(251) + "\", error=\"invalid_token\"");
    }

    private static TestRun shop(Resource... policies) {
        List<Resource> mesh = new ArrayList<>(List.of(
                Given.injected("shop"),
                Given.namespace("bare"),
                Given.workload("bare/friend"),
                Given.workload("bare/server"),
                Given.workload("shop/friend"),
                Given.workload("shop/stranger"),
                Given.workload("shop/server"),
                Given.service("bare/server", PortProtocol.HTTP),
                Given.service(
                        "shop/server",
                        Given.port(80, 8080, PortProtocol.HTTP),
                        Given.port(81, 8081, PortProtocol.TCP))));
        mesh.addAll(List.of(policies));
        return TestRun.of(mesh);
    }
}
