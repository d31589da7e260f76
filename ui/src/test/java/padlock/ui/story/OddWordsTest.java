package padlock.ui.story;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import padlock.mesh.actor.AccessLogEntry;
import padlock.mesh.history.CallResult;
import padlock.mesh.history.CallView;
import padlock.ui.Opened;

import static org.assertj.core.api.Assertions.assertThat;

/** Every odd string of a failure is explained, and nothing else is taken for one. */
final class OddWordsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"UF", "URX", "UC", "LR", "UR", "UO", "UPE", "NR", "NC", "UH", "DPE", "DC", "UAEX", "FI", "UT"})
    void everyResponseFlagIsExplainedAloneAndAmongOthers(String flag) {
        assertThat(OddWords.in("HTTP/1.1\" 503 " + flag + " - -")).contains(flag);
        assertThat(OddWords.in("HTTP/1.1\" 503 " + flag + ",DF - -")).contains(flag);
        assertThat(OddWords.in("HTTP/1.1\" 503 DF," + flag + " - -")).contains(flag);
        assertThat(OddWords.meaning(flag)).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "filter_chain_not_found",
                "route_not_found",
                "cluster_not_found",
                "no_healthy_upstream",
                "via_upstream",
                "rbac_access_denied_matched_policy[ns[foo]-policy[deny-all]-rule[0]]",
                "ext_authz_denied",
                "ext_authz_error",
                "jwt_authn_access_denied{Jwt_is_expired}",
                "http1.codec_error",
                "upstream_reset_before_response_started{connection_termination}",
                "remote_connection_failure|delayed_connect_error:_Connection_refused",
                "upstream_reset_before_response_started{protocol_error}",
                "connection timeout",
                "downstream_remote_disconnect",
                "TLS_error:|268435703:SSL_routines:OPENSSL_internal:WRONG_VERSION_NUMBER:TLS_error_end",
                "TLS_error:|268435581:SSL routines:OPENSSL_internal:CERTIFICATE_VERIFY_FAILED:TLS_error_end",
                "TLS_error:|268435648:SSL routines:OPENSSL_internal:PEER_DID_NOT_RETURN_A_CERTIFICATE:TLS_error_end",
                "SSL routines:OPENSSL_internal:SSLV3_ALERT_CERTIFICATE_EXPIRED",
                "SSL routines:OPENSSL_internal:TLSV1_ALERT_UNKNOWN_CA",
                "SSL routines:OPENSSL_internal:SSLV3_ALERT_CERTIFICATE_UNKNOWN",
                "SSL routines:OPENSSL_internal:SSLV3_ALERT_CERTIFICATE_REVOKED",
                "SSL routines:OPENSSL_internal:TLSV1_ALERT_DECRYPT_ERROR",
                "SSL routines:OPENSSL_internal:SSLV3_ALERT_HANDSHAKE_FAILURE",
                "SSL routines:OPENSSL_internal:TLSV1_ALERT_CERTIFICATE_REQUIRED",
                "SSL routines:OPENSSL_internal:TLSV1_ALERT_PROTOCOL_VERSION",
                "SSL routines:OPENSSL_internal:HTTP_REQUEST",
                "verify cert failed: SAN matcher",
                "certificate has expired",
                "certificate is not yet valid",
                "unable to get local issuer certificate",
                "self signed certificate in certificate chain",
                "certificate signature failure",
                "certificate revoked",
                "TLS error: Secret is not supplied by SDS",
                "TLS_error:_Secret_is_not_supplied_by_SDS",
                "upstream connect error or disconnect/reset before headers. reset reason: connection termination",
                "RBAC: access denied",
                "Jwt is expired",
                "Audiences in Jwt are not allowed",
                "rpc error: code = Unavailable desc = upstream connect error or disconnect/reset before headers",
                "rpc error: code = PermissionDenied desc = RBAC: access denied",
                "curl: (6) Could not resolve host: nowhere",
                "curl: (7) Failed to connect to 10.0.0.1 port 80: Connection refused",
                "curl: (28) Operation timed out after 15000 milliseconds",
                "curl: (35) unexpected eof",
                "curl: (35) SSL_ERROR_SYSCALL",
                "curl: (52) Empty reply from server",
                "curl: (56) OpenSSL SSL_read: alert certificate required",
                "curl: (56) Recv failure: Connection reset by peer"
            })
    void everyOtherSignatureIsExplained(String signature) {
        assertThat(OddWords.in(signature))
                .isNotEmpty()
                .allSatisfy(
                        odd -> assertThat(OddWords.meaning(odd)).isNotBlank().doesNotContain("{"));
    }

    @Test
    void ofAFailedHandshakeEveryPartIsExplainedInItsOrder() {
        assertThat(OddWords.in("\"GET /ip HTTP/1.1\" 503 UF,URX upstream_reset_before_response_started{"
                        + "remote_connection_failure|TLS_error:|268435703:SSL_routines:OPENSSL_internal:"
                        + "WRONG_VERSION_NUMBER:TLS_error_end} - \"TLS_error:|268435703:SSL routines:OPENSSL_internal:"
                        + "WRONG_VERSION_NUMBER:TLS_error_end\" 0 228"))
                .containsExactly(
                        "UF",
                        "URX",
                        "upstream_reset_before_response_started",
                        "remote connection failure",
                        "WRONG_VERSION_NUMBER");
    }

    @Test
    void whatWorksHoldsNothingOdd() {
        assertThat(OddWords.in("[2026-01-01T00:00:00.000Z] \"GET /NR/UC HTTP/1.1\" 200 - - - \"-\" 0 95 1 \"-\""
                        + " \"curl/8.5\" \"UFO\""))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "article",
                "authority-away-too-long",
                "authority-of-a-stranger",
                "born-while-authority-is-away",
                "old-recipe-meets-bare-server",
                "one-way-tls-to-a-sidecar",
                "pinned-service-account",
                "route-to-no-subset",
                "token-outlives-its-end",
                "man-in-the-middle",
                "deny-by-path-closes-tcp"
            })
    void whateverARunSaysOfAFailureIsExplained(String scenario) {
        List<CallView> failed = Opened.run(scenario).calls().stream()
                .filter(call -> call.verdict().result() != CallResult.SUCCEEDED)
                .filter(call -> !said(call).isEmpty())
                .toList();
        assertThat(failed).allSatisfy(call -> {
            List<String> explained = OddWords.in(said(call));
            assertThat(explained).as(said(call)).containsAll(flags(call));
            assertThat(explained).as(said(call)).isNotEmpty();
        });
    }

    private static String said(CallView call) {
        return Stream.of(
                        call.printed(),
                        call.clientLog().map(AccessLogEntry::line),
                        call.serverLog().map(AccessLogEntry::line))
                .flatMap(Optional::stream)
                .collect(Collectors.joining("\n"));
    }

    private static List<String> flags(CallView call) {
        return Stream.of(call.clientLog(), call.serverLog())
                .flatMap(Optional::stream)
                .flatMap(entry -> entry.flags().stream())
                .flatMap(flags -> Stream.of(flags.split(",")))
                .toList();
    }
}
