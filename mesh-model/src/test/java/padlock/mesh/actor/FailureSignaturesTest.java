package padlock.mesh.actor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import padlock.mesh.history.CallReason;
import padlock.mesh.history.CallView;
import padlock.mesh.resource.AuthorizationPolicy;
import padlock.mesh.resource.ClientTls;
import padlock.mesh.resource.DestinationRule;
import padlock.mesh.resource.MutualTlsMode;
import padlock.mesh.resource.PortProtocol;
import padlock.mesh.resource.Resource;
import padlock.tls.handshake.TlsVersion;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What each party sees of a failure: the program's words and both lines of the access logs, as failure-signatures.md
 * has them.
 */
class FailureSignaturesTest {

    private static final String F2_BODY =
            "503 upstream connect error or disconnect/reset before headers. reset reason: connection termination";
    private static final String VERIFY_FAILED =
            "TLS_error:|268435581:SSL routines:OPENSSL_internal:CERTIFICATE_VERIFY_FAILED:TLS_error_end";
    private static final String WRONG_VERSION =
            "TLS_error:|268435703:SSL routines:OPENSSL_internal:WRONG_VERSION_NUMBER:TLS_error_end";
    private static final String NO_LINE = "none";
    private static final String NO_CHAIN = "0 NR filter_chain_not_found - -";

    /**
     * What is compared of a call: what the program prints, and of each line the status, flags, details, termination and
     * TLS text.
     */
    private record Seen(String printed, String client, String server) {

        static Seen of(CallView call) {
            return new Seen(call.printed().orElseThrow(), line(call.clientLog()), line(call.serverLog()));
        }

        private static String line(Optional<AccessLogEntry> log) {
            return log.map(entry -> String.join(
                            " ",
                            Integer.toString(entry.status()),
                            entry.flags().orElse("-"),
                            entry.details().orElse("-"),
                            entry.termination().orElse("-"),
                            entry.transportFailure().orElse("-")))
                    .orElse(NO_LINE);
        }
    }

    @Test
    void plaintextWithoutASidecarIsResetByStrict() {
        assertThat(Seen.of(call("bare/client", "http://server.shop/", strict())))
                .isEqualTo(new Seen("curl: (56) Recv failure: Connection reset by peer", NO_LINE, NO_CHAIN));
    }

    @Test
    void plaintextFromASidecarEndsAtStrictWithoutAWordOfTls() {
        DestinationRule plaintext = Given.attempts("shop/server", Given.tls(ClientTls.Mode.DISABLE));

        assertThat(Seen.of(call("shop/client", "http://server.shop/", strict(), plaintext)))
                .isEqualTo(new Seen(
                        F2_BODY,
                        "503 UC upstream_reset_before_response_started{connection_termination} - -",
                        NO_CHAIN));
        assertThat(Seen.of(call("shop/client", "tcp://server.shop:81", strict(), plaintext)))
                .isEqualTo(new Seen("curl: (52) Empty reply from server", "0 - - - -", NO_CHAIN));
    }

    @Test
    void tlsToAPodWithoutSidecarIsAnsweredInPlaintext() {
        CallView call = call(
                "shop/client",
                "http://server.bare/",
                Given.attempts("bare/server", Given.tls(ClientTls.Mode.ISTIO_MUTUAL)));

        assertThat(Seen.of(call)).isEqualTo(new Seen(retried(WRONG_VERSION), failed(WRONG_VERSION), NO_LINE));
        CallView tcp = call(
                "shop/client",
                "tcp://server.bare:81",
                Given.attempts("bare/server", Given.tls(ClientTls.Mode.ISTIO_MUTUAL)));
        assertThat(Seen.of(tcp))
                .isEqualTo(new Seen("curl: (52) Empty reply from server", "0 UF,URX - - " + WRONG_VERSION, NO_LINE));
    }

    @Test
    void tlsToADisabledPortBreaksTheServersCodec() {
        CallView call = call(
                "shop/client",
                "http://server.shop/",
                Given.demands(MutualTlsMode.DISABLE, "shop"),
                Given.attempts("shop/server", Given.tls(ClientTls.Mode.ISTIO_MUTUAL)));

        assertThat(Seen.of(call))
                .isEqualTo(new Seen(retried(WRONG_VERSION), failed(WRONG_VERSION), "400 DPE http1.codec_error - -"));
    }

    @Test
    void tlsWithoutIstiosAlpnMeetsNoChainOfAPermissiveHttpPort() {
        CallView call =
                call("shop/client", "http://server.shop/", Given.attempts("shop/server", Given.trustingAnybody()));

        assertThat(Seen.of(call).server()).isEqualTo(NO_CHAIN);
        assertThat(Seen.of(call).client())
                .isEqualTo("503 UF,URX upstream_reset_before_response_started{remote_connection_failure} - -");
    }

    @ParameterizedTest
    @EnumSource(TlsVersion.class)
    void aServerOfAnotherNameIsRefusedByTheClient(TlsVersion version) {
        CallView call = call(
                version,
                "shop/client",
                "http://server.shop/",
                Given.attempts("shop/server", Given.istioMutual("spiffe://cluster.local/ns/shop/sa/other")));

        assertThat(Seen.of(call)).isEqualTo(new Seen(retried(VERIFY_FAILED), failed(VERIFY_FAILED), NO_LINE));
        assertThat(call.verdict().reason()).isEqualTo(CallReason.SERVER_NAME_MISMATCH);
    }

    @Test
    void inTls13TheClientLearnsOfItsRefusalTooLateToSayWhy() {
        CallView call = call(TlsVersion.TLS_1_3, "shop/client", "http://server.shop/", strict(), untrustedClient());

        assertThat(Seen.of(call))
                .isEqualTo(new Seen(
                        F2_BODY, "503 UC upstream_reset_before_response_started{connection_termination} - -", NO_LINE));
    }

    @Test
    void inTls12TheClientIsToldAtOnceByAnAlert() {
        String alert = "TLS_error:|268436504:SSL routines:OPENSSL_internal:TLSV1_ALERT_UNKNOWN_CA:TLS_error_end";

        CallView call = call(TlsVersion.TLS_1_2, "shop/client", "http://server.shop/", strict(), untrustedClient());

        assertThat(Seen.of(call)).isEqualTo(new Seen(retried(alert), failed(alert), NO_LINE));
    }

    @Test
    void aMissingClientCertificateHasAnAlertOfItsOwnOnlyInTls13() {
        DestinationRule withoutCertificate = Given.attempts("shop/server", Given.trustingAnybody());
        String alert = "TLS_error:|268436496:SSL routines:OPENSSL_internal:SSLV3_ALERT_HANDSHAKE_FAILURE:TLS_error_end";

        TestRun late = run(TlsVersion.TLS_1_3, "shop/client", "http://server.shop/", strict(), withoutCertificate);
        CallView early = call(TlsVersion.TLS_1_2, "shop/client", "http://server.shop/", strict(), withoutCertificate);

        assertThat(late.facts(MeshFact.AlertArrivedLate.class))
                .extracting(fact -> fact.side() + " " + fact.alert())
                .containsExactly("CLIENT certificate_required(116)");
        assertThat(Seen.of(late.call("call")).printed()).isEqualTo(F2_BODY);
        assertThat(Seen.of(early)).isEqualTo(new Seen(retried(alert), failed(alert), NO_LINE));
    }

    @Test
    void clientBelievesItIsConnectedUntilTheServersAlertArrives() {
        TestRun run = run(TlsVersion.TLS_1_3, "shop/client", "http://server.shop/", strict(), untrustedClient());

        List<String> told = new ArrayList<>();
        run.recording().events().forEach(event -> {
            if (event.fact() instanceof MeshFact.HandshakeCompleted completed)
                told.add(completed.side() + " completed");
            else if (event.fact() instanceof MeshFact.RequestForwarded) told.add("request forwarded");
            else if (event.fact() instanceof MeshFact.HandshakeRefused refused)
                told.add(refused.side() + " refuses: " + refused.reason());
            else if (event.fact() instanceof MeshFact.AlertArrivedLate late)
                told.add(late.side() + " learns " + late.alert());
            else if (event.fact() instanceof MeshFact.CallEnded) told.add("call ended");
        });
        assertThat(told)
                .containsExactly(
                        "CLIENT completed",
                        "request forwarded",
                        "SERVER refuses: UNKNOWN_AUTHORITY",
                        "CLIENT learns unknown_ca(48)",
                        "call ended");
    }

    @Test
    void aDeniedRequestGetsForbiddenThroughTheSecuredConnection() {
        CallView call = call(
                "shop/client", "http://server.shop/", Given.policy("shop/server", AuthorizationPolicy.Action.DENY));

        assertThat(Seen.of(call))
                .isEqualTo(new Seen(
                        "403 RBAC: access denied",
                        "403 - via_upstream - -",
                        "403 - rbac_access_denied_matched_policy[ns[shop]-policy[server]-rule[0]] - -"));
        assertThat(call.clientLog().orElseThrow().sent()).isEqualTo(19);
        assertThat(call.serverLog().orElseThrow().sent()).isEqualTo(19);
    }

    @Test
    void aDeniedTcpConnectionIsClosedAtItsFirstByte() {
        CallView call = call("shop/client", "tcp://server.shop:81", Given.allowingNothing("shop/server"));

        assertThat(Seen.of(call))
                .isEqualTo(new Seen(
                        "curl: (52) Empty reply from server",
                        "0 - - - -",
                        "0 - - rbac_access_denied_matched_policy[none] -"));
    }

    @Test
    void aPortThatNobodyListensOnRefusesBeforeTls() {
        CallView call = call("shop/client", "http://10.244.0.3/");

        String refused = "delayed connect error: Connection refused";
        assertThat(Seen.of(call))
                .isEqualTo(new Seen(
                        retried(refused),
                        "503 UF,URX upstream_reset_before_response_started{remote_connection_failure|"
                                + "delayed_connect_error:_Connection_refused} - " + refused,
                        NO_LINE));
    }

    @Test
    void linesHaveTheFormOfIstio() {
        CallView call = call("shop/client", "http://server.shop/", strict());

        String id = call.clientLog().orElseThrow().request().orElseThrow().requestId();
        String client = call.clientLog().orElseThrow().line();
        String server = call.serverLog().orElseThrow().line();
        assertThat(client)
                .matches(
                        "\\[2026-01-01T00:00:01\\.\\d{3}Z\\] \"GET / HTTP/1\\.1\" 200 - via_upstream - \"-\" 0 2 \\d+ \\d+"
                                + " \"-\" \"curl/8\\.5\\.0\" \"" + id
                                + "\" \"server\\.shop\" \"10\\.244\\.0\\.\\d+:8080\""
                                + " outbound\\|80\\|\\|server\\.shop\\.svc\\.cluster\\.local 10\\.244\\.0\\.\\d+:\\d+"
                                + " 10\\.96\\.0\\.\\d+:80 10\\.244\\.0\\.\\d+:\\d+ - default");
        assertThat(server)
                .matches(
                        "\\[2026-01-01T00:00:01\\.\\d{3}Z\\] \"GET / HTTP/1\\.1\" 200 - via_upstream - \"-\" 0 2 \\d+ \\d+"
                                + " \"-\" \"curl/8\\.5\\.0\" \"" + id
                                + "\" \"server\\.shop\" \"10\\.244\\.0\\.\\d+:8080\""
                                + " inbound\\|8080\\|\\| 127\\.0\\.0\\.6:\\d+ 10\\.244\\.0\\.\\d+:8080 10\\.244\\.0\\.\\d+:\\d+"
                                + " outbound_\\.80_\\._\\.server\\.shop\\.svc\\.cluster\\.local default");
    }

    private static String retried(String transport) {
        return "503 upstream connect error or disconnect/reset before headers. retried and the latest reset reason: "
                + "remote connection failure, transport failure reason: " + transport;
    }

    private static String failed(String transport) {
        return "503 UF,URX upstream_reset_before_response_started{remote_connection_failure|"
                + transport.replace(' ', '_') + "} - " + transport;
    }

    private static Resource strict() {
        return Given.demands(MutualTlsMode.STRICT, "shop");
    }

    /** Its certificate is an outside authority's, but it trusts the mesh. */
    private static DestinationRule untrustedClient() {
        return Given.attempts(
                "shop/server",
                Given.mutual(
                        "/etc/own/cert.pem",
                        "/etc/own/key.pem",
                        "/etc/certs/root-cert.pem",
                        "spiffe://cluster.local/ns/shop/sa/server"));
    }

    private static CallView call(String from, String to, Resource... policies) {
        return call(TlsVersion.TLS_1_3, from, to, policies);
    }

    private static CallView call(TlsVersion highest, String from, String to, Resource... policies) {
        return run(highest, from, to, policies).call("call");
    }

    private static TestRun run(TlsVersion highest, String from, String to, Resource... policies) {
        List<Resource> mesh = new ArrayList<>(List.of(
                Given.injected("shop"),
                Given.namespace("bare"),
                Given.workload("shop/client"),
                Given.workload("shop/server"),
                Given.workload("bare/client"),
                Given.workload("bare/server"),
                Given.service(
                        "shop/server", Given.port(80, 8080, PortProtocol.HTTP), Given.port(81, 8081, PortProtocol.TCP)),
                Given.service(
                        "bare/server",
                        Given.port(80, 8080, PortProtocol.HTTP),
                        Given.port(81, 8081, PortProtocol.TCP))));
        mesh.addAll(List.of(policies));
        return TestRun.of(mesh)
                .settings(Settings.DEFAULTS.withHighestTls(highest))
                .call("call", Duration.ofSeconds(1), from, to);
    }
}
