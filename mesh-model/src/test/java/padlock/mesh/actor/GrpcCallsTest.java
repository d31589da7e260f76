package padlock.mesh.actor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import padlock.mesh.history.CallReason;
import padlock.mesh.history.CallResult;
import padlock.mesh.history.CallView;
import padlock.mesh.history.Transport;
import padlock.mesh.resource.AuthorizationPolicy;
import padlock.mesh.resource.ClientTls;
import padlock.mesh.resource.MutualTlsMode;
import padlock.mesh.resource.PortProtocol;
import padlock.mesh.resource.Resource;

import static org.assertj.core.api.Assertions.assertThat;

/** Calls of gRPC, and what their program prints and both sidecars log. */
class GrpcCallsTest {

    private static final String SERVER = "grpc://server.shop:7070/shop.Cart/Add";

    @Test
    void aCallEndsWithTheStatusOfGrpc() {
        CallView call = call("shop/client", SERVER, strict());

        assertThat(call.verdict())
                .isEqualTo(new CallView.Verdict(
                        Transport.MUTUAL_TLS, CallResult.SUCCEEDED, CallReason.OK, Optional.empty()));
        assertThat(call.status()).contains(0);
        assertThat(call.printed()).contains("0 OK");
        assertThat(call.clientLog().orElseThrow().line())
                .contains("\"POST /shop.Cart/Add HTTP/2\" 200 - via_upstream - \"-\" 5 9 ");
        assertThat(call.serverLog().orElseThrow().line())
                .contains("\"POST /shop.Cart/Add HTTP/2\" 200 - via_upstream - \"-\" 5 9 ");
    }

    @Test
    void whatIsDeniedIsPermissionDeniedInAResponseOf200() {
        CallView call = call("shop/client", SERVER, Given.policy("shop/server", AuthorizationPolicy.Action.DENY));

        assertThat(call.verdict().reason()).isEqualTo(CallReason.ACCESS_DENIED);
        assertThat(call.verdict().result()).isEqualTo(CallResult.DENIED);
        assertThat(call.status()).contains(7);
        assertThat(call.printed()).contains("rpc error: code = PermissionDenied desc = RBAC: access denied");
        assertThat(call.clientLog().orElseThrow().line()).contains("HTTP/2\" 200 - via_upstream - \"-\" 5 0 ");
        assertThat(call.serverLog().orElseThrow().line())
                .contains(
                        "HTTP/2\" 200 - rbac_access_denied_matched_policy[ns[shop]-policy[server]-rule[0]] - \"-\" 5 0 ");
    }

    @Test
    void plaintextFromASidecarIsUnavailableAtStrict() {
        CallView call =
                call("shop/client", SERVER, strict(), Given.attempts("shop/server", Given.tls(ClientTls.Mode.DISABLE)));

        assertThat(call.verdict().reason()).isEqualTo(CallReason.PLAINTEXT_TO_STRICT);
        assertThat(call.status()).contains(14);
        assertThat(call.printed())
                .contains(
                        "rpc error: code = Unavailable desc = upstream connect error or disconnect/reset before headers."
                                + " reset reason: connection termination");
        assertThat(call.clientLog().orElseThrow().line())
                .contains("200 UC upstream_reset_before_response_started{connection_termination} - \"-\" 5 0 ");
    }

    @Test
    void withoutASidecarTheLibraryTellsOfTheReset() {
        CallView call = call("bare/client", SERVER, strict());

        assertThat(call.verdict().reason()).isEqualTo(CallReason.PLAINTEXT_TO_STRICT);
        assertThat(call.status()).contains(14);
        assertThat(call.printed().orElseThrow())
                .startsWith(
                        "rpc error: code = Unavailable desc = connection error: desc = \"error reading server preface:")
                .endsWith("connection reset by peer\"");
    }

    @Test
    void anUnknownHostIsUnavailable() {
        CallView call = call("bare/client", "grpc://nobody:7070/");

        assertThat(call.verdict().reason()).isEqualTo(CallReason.NO_SUCH_HOST);
        assertThat(call.status()).contains(14);
    }

    @Test
    void aServerWhoseProgramDoesNotListenIsTriedAgain() {
        CallView call = call("shop/client", "grpc://server.shop:7071/", Given.workload("shop/server"));

        assertThat(call.status()).contains(14);
        assertThat(call.verdict().reason()).isEqualTo(CallReason.NO_ENDPOINT);
        assertThat(call.clientLog().orElseThrow().line()).contains("200 UH no_healthy_upstream");
    }

    @Test
    void anUndeclaredPortIsRecognizedByThePreface() {
        CallView call = call("bare/client", "grpc://server.shop:7072/");

        assertThat(call.status()).contains(0);
        assertThat(call.serverLog().orElseThrow().line()).contains("\"POST / HTTP/2\" 200");
    }

    @Test
    void callsShareAConnectionAndEachHasAStreamOfItsOwn() {
        TestRun run = run("shop/client", SERVER, strict())
                .call("again", Duration.ofSeconds(2), "shop/client", SERVER)
                .call("plain", Duration.ofSeconds(3), "shop/client", "http://server.shop:7070/");

        assertThat(run.call("again").status()).contains(0);
        assertThat(run.call("again").handshake().orElseThrow().reused()).isTrue();
        assertThat(run.call("plain").status()).contains(200);
        assertThat(run.call("plain").handshake().orElseThrow().reused()).isFalse();
    }

    private static Resource strict() {
        return Given.demands(MutualTlsMode.STRICT, "shop");
    }

    private static CallView call(String from, String to, Resource... policies) {
        return run(from, to, policies).call("call");
    }

    private static TestRun run(String from, String to, Resource... policies) {
        List<Resource> mesh = new ArrayList<>(List.of(
                Given.injected("shop"),
                Given.namespace("bare"),
                Given.workload("shop/client"),
                Given.workload("shop/server"),
                Given.workload("bare/client"),
                Given.service(
                        "shop/server",
                        Given.port(7070, 7070, PortProtocol.GRPC),
                        Given.port(7071, "absent", PortProtocol.GRPC),
                        Given.port(7072, 7072, PortProtocol.UNDECLARED))));
        mesh.addAll(List.of(policies));
        return TestRun.of(mesh).call("call", Duration.ofSeconds(1), from, to);
    }
}
