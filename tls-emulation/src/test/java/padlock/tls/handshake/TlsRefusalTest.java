package padlock.tls.handshake;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import padlock.tls.identity.KeyAlgorithm;
import padlock.tls.identity.SpiffeId;
import padlock.tls.identity.Svid;

import static org.assertj.core.api.Assertions.assertThat;
import static padlock.tls.handshake.Peers.CLIENT;
import static padlock.tls.handshake.Peers.CLIENT_12;
import static padlock.tls.handshake.Peers.EXPECTS_MESH;
import static padlock.tls.handshake.Peers.EXPECTS_PAYMENTS;
import static padlock.tls.handshake.Peers.ORDERS;
import static padlock.tls.handshake.Peers.OTHER_ROOT;
import static padlock.tls.handshake.Peers.PAYMENTS;
import static padlock.tls.handshake.Peers.ROOT;
import static padlock.tls.handshake.Peers.SERVER;
import static padlock.tls.handshake.Peers.altered;
import static padlock.tls.handshake.Peers.refused;

/** Whom an endpoint refuses, in which words, and what the other side believes until it hears of it. */
class TlsRefusalTest {

    @Test
    void clientRefusesAServerOfAnotherRoot() {
        Pipe pipe = Fixture.pipe(CLIENT, Fixture.server(Fixture.svid(OTHER_ROOT, Fixture.PAYMENTS), EXPECTS_MESH))
                .pump();
        assertThat(pipe.clientRefusal())
                .isEqualTo(
                        refused(
                                RefusalReason.UNKNOWN_AUTHORITY,
                                TlsAlert.UNKNOWN_CA,
                                Side.SELF,
                                "verify cert failed: X509_verify_cert: certificate verification error at depth 0: unable to get local issuer certificate"));
        assertThat(pipe.serverRefusal())
                .isEqualTo(refused(RefusalReason.UNKNOWN_AUTHORITY, TlsAlert.UNKNOWN_CA, Side.PEER, ""));
    }

    @Test
    void serverRefusesAClientOfAnotherRoot() {
        Pipe pipe = Fixture.pipe(
                        Fixture.client(TlsVersion.TLS_1_3, Fixture.svid(OTHER_ROOT, Fixture.ORDERS), EXPECTS_PAYMENTS),
                        SERVER)
                .pump();
        assertThat(pipe.events)
                .containsExactly(
                        "client is connected",
                        "server refuses: UNKNOWN_AUTHORITY",
                        "server sends unknown_ca(48)",
                        "client receives unknown_ca(48)");
    }

    @Test
    void clientBelievesItIsConnectedUntilTheServersAlertArrives() {
        Pipe pipe = Fixture.pipe(Fixture.client(TlsVersion.TLS_1_3, expired(Fixture.ORDERS), EXPECTS_PAYMENTS), SERVER)
                .pump();
        assertThat(pipe.events)
                .containsExactly(
                        "client is connected",
                        "server refuses: CERTIFICATE_EXPIRED",
                        "server sends certificate_expired(45)",
                        "client receives certificate_expired(45)");
        assertThat(pipe.client.canSend()).isFalse();
    }

    @Test
    void clientNeverBelievesItIsConnectedWhenTheServerRefusesInTls12() {
        Pipe pipe = Fixture.pipe(Fixture.client(TlsVersion.TLS_1_2, expired(Fixture.ORDERS), EXPECTS_PAYMENTS), SERVER)
                .pump();
        assertThat(pipe.events)
                .containsExactly(
                        "server refuses: CERTIFICATE_EXPIRED",
                        "server sends certificate_expired(45)",
                        "client is refused: CERTIFICATE_EXPIRED",
                        "client receives certificate_expired(45)");
    }

    @Test
    void clientRefusesAnExpiredServer() {
        Pipe pipe = Fixture.pipe(CLIENT, Fixture.server(expired(Fixture.PAYMENTS), EXPECTS_MESH))
                .pump();
        assertThat(pipe.clientRefusal())
                .isEqualTo(
                        refused(
                                RefusalReason.CERTIFICATE_EXPIRED,
                                TlsAlert.CERTIFICATE_EXPIRED,
                                Side.SELF,
                                "verify cert failed: X509_verify_cert: certificate verification error at depth 0: certificate has expired"));
        assertThat(pipe.serverRefusal())
                .isEqualTo(refused(RefusalReason.CERTIFICATE_EXPIRED, TlsAlert.CERTIFICATE_EXPIRED, Side.PEER, ""));
    }

    @Test
    void clientRefusesAServerWhoseTimeHasNotCome() {
        Svid early = Fixture.svid(
                ROOT, Fixture.PAYMENTS, KeyAlgorithm.EC_P256, Fixture.NOW.plus(Duration.ofHours(1)), Fixture.DAY);
        Pipe pipe = Fixture.pipe(CLIENT, Fixture.server(early, EXPECTS_MESH)).pump();
        assertThat(pipe.clientRefusal())
                .isEqualTo(
                        refused(
                                RefusalReason.CERTIFICATE_NOT_YET_VALID,
                                TlsAlert.CERTIFICATE_EXPIRED,
                                Side.SELF,
                                "verify cert failed: X509_verify_cert: certificate verification error at depth 0: certificate is not yet valid"));
    }

    @Test
    void clientRefusesAServerOfAnotherName() {
        Pipe pipe = Fixture.pipe(
                        CLIENT,
                        Fixture.server(
                                Fixture.svid(ROOT, SpiffeId.parse("spiffe://cluster.local/ns/shop/sa/impostor")),
                                EXPECTS_MESH))
                .pump();
        assertThat(pipe.clientRefusal())
                .isEqualTo(refused(
                        RefusalReason.NAME_MISMATCH,
                        TlsAlert.CERTIFICATE_UNKNOWN,
                        Side.SELF,
                        "verify cert failed: SAN matcher"));
        assertThat(pipe.serverRefusal())
                .isEqualTo(refused(RefusalReason.CERTIFICATE_REJECTED, TlsAlert.CERTIFICATE_UNKNOWN, Side.PEER, ""));
    }

    @Test
    void serverRefusesAClientOfAnotherTrustDomain() {
        Svid foreign = Fixture.svid(ROOT, SpiffeId.parse("spiffe://cluster.local.evil/ns/shop/sa/orders"));
        Pipe pipe = Fixture.pipe(Fixture.client(TlsVersion.TLS_1_3, foreign, EXPECTS_PAYMENTS), SERVER)
                .pump();
        assertThat(pipe.serverRefusal())
                .isEqualTo(refused(
                        RefusalReason.NAME_MISMATCH,
                        TlsAlert.CERTIFICATE_UNKNOWN,
                        Side.SELF,
                        "verify cert failed: SAN matcher"));
        assertThat(pipe.events).endsWith("client receives certificate_unknown(46)");
    }

    @Test
    void serverThatDemandsACertificateRefusesAClientWithoutOne() {
        Pipe pipe = Fixture.pipe(Fixture.withoutCertificate(CLIENT), SERVER).pump();
        assertThat(pipe.serverRefusal())
                .isEqualTo(refused(
                        RefusalReason.NO_CERTIFICATE,
                        TlsAlert.CERTIFICATE_REQUIRED,
                        Side.SELF,
                        "peer did not provide required client certificate"));
        assertThat(pipe.events).startsWith("client is connected").endsWith("client receives certificate_required(116)");
    }

    @Test
    void beforeTls13AMissingCertificateIsAHandshakeFailure() {
        Pipe pipe = Fixture.pipe(Fixture.withoutCertificate(CLIENT_12), SERVER).pump();
        assertThat(pipe.serverRefusal())
                .isEqualTo(refused(
                        RefusalReason.NO_CERTIFICATE,
                        TlsAlert.HANDSHAKE_FAILURE,
                        Side.SELF,
                        "peer did not provide required client certificate"));
        assertThat(pipe.clientRefusal())
                .isEqualTo(refused(RefusalReason.NO_CERTIFICATE, TlsAlert.HANDSHAKE_FAILURE, Side.PEER, ""));
    }

    @Test
    void certificatesAreJudgedAtTheInstantHandedInNeverByAClock() {
        TlsEndpoint client = TlsEndpoint.client(CLIENT, Fixture.SEED.named("client"));
        TlsEndpoint server = TlsEndpoint.server(SERVER, Fixture.SEED.named("server"));
        server.start();
        byte[] flight = server.receive(client.start().outgoing(), Fixture.NOW).outgoing();
        Instant tooLate = PAYMENTS.notAfter().plusSeconds(1);
        assertThat(client.receive(flight, tooLate).alertSent()).contains(TlsAlert.CERTIFICATE_EXPIRED);
    }

    @ParameterizedTest
    @EnumSource(TlsVersion.class)
    void alteredServerFlightIsRefused(TlsVersion version) {
        Pipe pipe = Fixture.pipe(Fixture.client(version, ORDERS, EXPECTS_PAYMENTS), SERVER)
                .altering(flight ->
                        flight.from().equals("server") && flight.bytes().length > 100 ? altered(flight) : flight)
                .pump();
        assertThat(pipe.clientRefusal().by()).isEqualTo(Side.SELF);
        assertThat(pipe.clientRefusal().reason()).isEqualTo(RefusalReason.TAMPERED);
        assertThat(pipe.events).doesNotContain("client is connected", "server is connected");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\n\r\n",
                "POST /pay HTTP/1.1\r\n\r\n",
                "HEAD / HTTP/1.1\r\n\r\n",
                "PUT /x HTTP/1.1\r\n\r\n"
            })
    void serverKnowsPlainHttpAndClosesWithoutAnAlert(String request) {
        TlsProgress progress = serverReceives(request.getBytes(StandardCharsets.US_ASCII));
        assertThat(progress.outcome())
                .contains(new HandshakeOutcome.Refused(RefusalReason.HTTP_REQUEST, Optional.empty(), Side.SELF, ""));
        assertThat(progress.outgoing()).isEmpty();
        assertThat(progress.closed()).isTrue();
    }

    @Test
    void serverAnswersOtherPlaintextWithAWrongVersion() {
        TlsProgress progress = serverReceives("EHLO mail\r\n".getBytes(StandardCharsets.US_ASCII));
        assertThat(progress.outcome())
                .contains(refused(RefusalReason.WRONG_VERSION_NUMBER, TlsAlert.PROTOCOL_VERSION, Side.SELF, ""));
        assertThat(progress.outgoing()).containsExactly(21, 3, 1, 0, 2, 2, 70);
    }

    @Test
    void clientAnsweredInPlaintextSeesAWrongVersionNumber() {
        TlsEndpoint client = TlsEndpoint.client(CLIENT, Fixture.SEED);
        client.start();
        TlsProgress progress =
                client.receive("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII), Fixture.NOW);
        assertThat(progress.outcome())
                .contains(refused(RefusalReason.WRONG_VERSION_NUMBER, TlsAlert.PROTOCOL_VERSION, Side.SELF, ""));
    }

    @Test
    void serverWaitsForAWholeRecordHeaderBeforeItJudges() {
        assertThat(serverReceives("GET ".getBytes(StandardCharsets.US_ASCII)).outcome())
                .isEmpty();
    }

    private static TlsProgress serverReceives(byte[] bytes) {
        TlsEndpoint server = TlsEndpoint.server(SERVER, Fixture.SEED);
        server.start();
        return server.receive(bytes, Fixture.NOW);
    }

    @Test
    void nothingAPeerSendsMakesAnEndpointThrow() {
        byte[] hello = TlsEndpoint.client(CLIENT, Fixture.SEED).start().outgoing();
        // Before TLS 1.3 the certificates are not encrypted, so that noise reaches those who parse them.
        byte[] answer = serverReceives(
                        TlsEndpoint.client(CLIENT_12, Fixture.SEED).start().outgoing())
                .outgoing();
        for (int i = 0; i < 500; i++) {
            assertDecidedWhenClosed(serverReceives(noisy(hello, i)));
            TlsEndpoint client = TlsEndpoint.client(CLIENT_12, Fixture.SEED);
            client.start();
            assertDecidedWhenClosed(client.receive(noisy(answer, i), Fixture.NOW));
        }
    }

    private static void assertDecidedWhenClosed(TlsProgress progress) {
        assertThat(progress.closed()).isEqualTo(progress.outcome().isPresent());
    }

    private static byte[] noisy(byte[] bytes, int round) {
        var random = Fixture.SEED.named("noise", Integer.toString(round)).stream();
        byte[] noise = bytes.clone();
        for (int hits = 0; hits <= round % 5; hits++) noise[random.nextInt(noise.length)] = (byte) random.nextInt();
        return noise;
    }

    private static Svid expired(SpiffeId id) {
        return Fixture.svid(
                ROOT, id, KeyAlgorithm.EC_P256, Fixture.NOW.minus(Duration.ofHours(3)), Duration.ofHours(1));
    }
}
