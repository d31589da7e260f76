package padlock.tls.handshake;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import padlock.tls.authority.SigningAuthority;
import padlock.tls.identity.KeyAlgorithm;
import padlock.tls.identity.SpiffeId;
import padlock.tls.identity.Svid;
import padlock.tls.identity.TrustBundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TlsEndpointTest {
    private static final SigningAuthority ROOT = Fixture.authority("root", KeyAlgorithm.EC_P256);
    private static final SigningAuthority OTHER_ROOT = Fixture.authority("other root", KeyAlgorithm.EC_P256);
    private static final Svid ORDERS = Fixture.svid(ROOT, Fixture.ORDERS);
    private static final Svid PAYMENTS = Fixture.svid(ROOT, Fixture.PAYMENTS);
    private static final PeerTrust EXPECTS_PAYMENTS = Fixture.expecting(ROOT.bundle(), Fixture.PAYMENTS);
    private static final PeerTrust EXPECTS_MESH = Fixture.inMesh(ROOT.bundle());
    private static final ClientSettings CLIENT = Fixture.client(TlsVersion.TLS_1_3, ORDERS, EXPECTS_PAYMENTS);
    private static final ClientSettings CLIENT_12 = Fixture.client(TlsVersion.TLS_1_2, ORDERS, EXPECTS_PAYMENTS);
    private static final ServerSettings SERVER = Fixture.server(PAYMENTS, EXPECTS_MESH);
    private static final byte[] REQUEST =
            "GET /balance HTTP/1.1\r\nhost: payments\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] RESPONSE =
            "HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    @ParameterizedTest
    @CsvSource({
        "TLS_1_3, EC_P256,  TLS_AES_128_GCM_SHA256",
        "TLS_1_3, RSA_2048, TLS_AES_128_GCM_SHA256",
        "TLS_1_2, EC_P256,  TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
        "TLS_1_2, RSA_2048, TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384"
    })
    void bothSidesLearnTheOthersIdentityAndAgreeOnTheSession(TlsVersion version, KeyAlgorithm algorithm, String suite) {
        SigningAuthority root = Fixture.authority("root of " + algorithm, algorithm);
        Svid orders = Fixture.svid(root, Fixture.ORDERS, algorithm, Fixture.NOW, Fixture.DAY);
        Svid payments = Fixture.svid(root, Fixture.PAYMENTS, algorithm, Fixture.NOW, Fixture.DAY);

        Pipe pipe = Fixture.pipe(
                        Fixture.client(version, orders, Fixture.expecting(root.bundle(), Fixture.PAYMENTS)),
                        Fixture.server(payments, Fixture.inMesh(root.bundle())))
                .pump();

        Optional<String> alpn = Optional.of("istio-peer-exchange");
        assertThat(pipe.clientSession())
                .isEqualTo(new Session(
                        version,
                        suite,
                        Optional.of("x25519"),
                        alpn,
                        Optional.of(Fixture.SNI),
                        payments.chain(),
                        Optional.of(Fixture.PAYMENTS)));
        assertThat(pipe.serverSession())
                .isEqualTo(new Session(
                        version,
                        suite,
                        Optional.of("x25519"),
                        alpn,
                        Optional.of(Fixture.SNI),
                        orders.chain(),
                        Optional.of(Fixture.ORDERS)));
    }

    @ParameterizedTest
    @EnumSource(TlsVersion.class)
    void applicationDataArrivesAndIsNotReadableOnTheWire(TlsVersion version) {
        Pipe pipe = Fixture.pipe(Fixture.client(version, ORDERS, EXPECTS_PAYMENTS), SERVER)
                .pump();
        int handshakeFlights = pipe.flights.size();

        pipe.clientSends(REQUEST);
        pipe.serverSends(RESPONSE);

        assertThat(pipe.serverReads.toByteArray()).isEqualTo(REQUEST);
        assertThat(pipe.clientReads.toByteArray()).isEqualTo(RESPONSE);
        assertThat(pipe.flights.subList(handshakeFlights, pipe.flights.size())).hasSize(2);
        String wire = new String(pipe.allBytes(), StandardCharsets.ISO_8859_1);
        assertThat(wire).doesNotContain("GET /balance").doesNotContain("200 OK").contains(Fixture.SNI);
    }

    @Test
    void certificatesAreReadableOnTheWireOnlyBeforeTls13() {
        String identity = Fixture.PAYMENTS.toString();
        assertThat(new String(Fixture.pipe(CLIENT, SERVER).pump().allBytes(), StandardCharsets.ISO_8859_1))
                .doesNotContain(identity);
        assertThat(new String(Fixture.pipe(CLIENT_12, SERVER).pump().allBytes(), StandardCharsets.ISO_8859_1))
                .contains(identity);
    }

    @Test
    void dataLargerThanOneRecordArrivesWhole() {
        byte[] large = new byte[100_000];
        Pipe pipe = Fixture.pipe(CLIENT, SERVER).pump();
        pipe.clientSends(large);
        assertThat(pipe.serverReads.toByteArray()).isEqualTo(large);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 600})
    void bytesMayArriveInPiecesOfAnySize(int size) {
        TlsEndpoint client = TlsEndpoint.client(CLIENT, Fixture.SEED.named("client"));
        TlsEndpoint server = TlsEndpoint.server(SERVER, Fixture.SEED.named("server"));
        server.start();
        byte[] toServer = client.start().outgoing();
        boolean clientConnected = false;
        boolean serverConnected = false;
        while (toServer.length > 0) {
            var fromServer = inPieces(server, toServer, size);
            var fromClient = inPieces(client, fromServer.bytes, size);
            clientConnected |= fromClient.connected;
            serverConnected |= fromServer.connected;
            toServer = fromClient.bytes;
        }
        assertThat(clientConnected && serverConnected).isTrue();
    }

    private record Answer(byte[] bytes, boolean connected) {}

    private static Answer inPieces(TlsEndpoint endpoint, byte[] bytes, int size) {
        var out = new ByteArrayOutputStream();
        boolean connected = false;
        for (int from = 0; from < bytes.length; from += size) {
            TlsProgress progress =
                    endpoint.receive(Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + size)), Fixture.NOW);
            out.writeBytes(progress.outgoing());
            connected |= progress.outcome()
                    .filter(HandshakeOutcome.Established.class::isInstance)
                    .isPresent();
        }
        return new Answer(out.toByteArray(), connected);
    }

    @Test
    void receivedBytesAreLeftAsTheyWere() {
        TlsEndpoint client = TlsEndpoint.client(CLIENT, Fixture.SEED.named("client"));
        TlsEndpoint server = TlsEndpoint.server(SERVER, Fixture.SEED.named("server"));
        server.start();
        byte[] flight = server.receive(client.start().outgoing(), Fixture.NOW).outgoing();
        byte[] recorded = flight.clone();
        client.receive(flight, Fixture.NOW);
        assertThat(flight).isEqualTo(recorded);
    }

    // Refusals

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
    void serverThatAsksForNoCertificateTakesAnybody() {
        ServerSettings open = new ServerSettings(
                SERVER.lowest(), SERVER.highest(), SERVER.groups(), SERVER.alpn(), PAYMENTS, Optional.empty());
        Pipe pipe = Fixture.pipe(CLIENT, open).pump();
        assertThat(pipe.serverSession().peerChain()).isEmpty();
        assertThat(pipe.serverSession().peer()).isEmpty();
    }

    @Test
    void clientWithoutTrustTakesAnyServerAndKnowsNobody() {
        ClientSettings careless = new ClientSettings(
                CLIENT.lowest(),
                CLIENT.highest(),
                CLIENT.groups(),
                CLIENT.alpn(),
                CLIENT.serverName(),
                CLIENT.credentials(),
                Optional.empty());
        Pipe pipe = Fixture.pipe(careless, Fixture.server(Fixture.svid(OTHER_ROOT, Fixture.PAYMENTS), EXPECTS_MESH))
                .pump();
        assertThat(pipe.clientSession().peerChain()).isNotEmpty();
        assertThat(pipe.clientSession().peer()).isEmpty();
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

    @Test
    void alteredApplicationDataEndsTheSession() {
        Pipe pipe = Fixture.pipe(CLIENT, SERVER).pump();
        pipe.altering(TlsEndpointTest::altered).clientSends(REQUEST);
        assertThat(pipe.events).containsSequence("server sends bad_record_mac(20)");
        assertThat(pipe.server.canSend()).isFalse();
        assertThat(pipe.serverReads.size()).isZero();
    }

    private static Pipe.Flight altered(Pipe.Flight flight) {
        flight.bytes()[20] ^= 1;
        return flight;
    }

    // Peers that do not speak TLS, or not ours

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

    @Test
    void serverOfTls13OnlyRefusesAnOlderClient() {
        ServerSettings modern = new ServerSettings(
                TlsVersion.TLS_1_3, TlsVersion.TLS_1_3, SERVER.groups(), SERVER.alpn(), PAYMENTS, SERVER.clientTrust());
        Pipe pipe = Fixture.pipe(CLIENT_12, modern).pump();
        assertThat(pipe.serverRefusal())
                .isEqualTo(refused(RefusalReason.PROTOCOL_VERSION, TlsAlert.PROTOCOL_VERSION, Side.SELF, ""));
        assertThat(pipe.clientRefusal())
                .isEqualTo(refused(RefusalReason.PROTOCOL_VERSION, TlsAlert.PROTOCOL_VERSION, Side.PEER, ""));
    }

    @ParameterizedTest
    @EnumSource(TlsVersion.class)
    void endpointsWithoutASharedGroupDoNotConnect(TlsVersion version) {
        ServerSettings onlyP256 = withGroups(KeyAgreement.P256);
        ClientSettings onlyX25519 = new ClientSettings(
                TlsVersion.TLS_1_2,
                version,
                List.of(KeyAgreement.X25519),
                CLIENT.alpn(),
                CLIENT.serverName(),
                CLIENT.credentials(),
                CLIENT.trust());
        Pipe pipe = Fixture.pipe(onlyX25519, onlyP256).pump();
        assertThat(pipe.serverRefusal())
                .isEqualTo(refused(RefusalReason.NO_SHARED_PARAMETERS, TlsAlert.HANDSHAKE_FAILURE, Side.SELF, ""));
        assertThat(pipe.clientRefusal())
                .isEqualTo(refused(RefusalReason.NO_SHARED_PARAMETERS, TlsAlert.HANDSHAKE_FAILURE, Side.PEER, ""));
    }

    @ParameterizedTest
    @EnumSource(TlsVersion.class)
    void serverTakesTheFirstOfItsGroupsThatTheClientHas(TlsVersion version) {
        Pipe pipe = Fixture.pipe(Fixture.client(version, ORDERS, EXPECTS_PAYMENTS), withGroups(KeyAgreement.P256))
                .pump();
        assertThat(pipe.clientSession().group()).contains("secp256r1");
        assertThat(pipe.serverSession().group()).contains("secp256r1");
    }

    @Test
    void endpointsCanAgreeWithAPostQuantumHybrid() {
        ClientSettings hybrid = new ClientSettings(
                TlsVersion.TLS_1_3,
                TlsVersion.TLS_1_3,
                List.of(KeyAgreement.X25519_MLKEM768),
                CLIENT.alpn(),
                CLIENT.serverName(),
                CLIENT.credentials(),
                CLIENT.trust());
        Pipe pipe =
                Fixture.pipe(hybrid, withGroups(KeyAgreement.X25519_MLKEM768)).pump();
        assertThat(pipe.serverSession().group()).contains("X25519MLKEM768");
    }

    private static ServerSettings withGroups(KeyAgreement... groups) {
        return new ServerSettings(
                SERVER.lowest(), SERVER.highest(), List.of(groups), SERVER.alpn(), PAYMENTS, SERVER.clientTrust());
    }

    @ParameterizedTest
    @EnumSource(TlsVersion.class)
    void withoutASharedProtocolNameTheHandshakeGoesOnWithoutOne(TlsVersion version) {
        ClientSettings stranger = new ClientSettings(
                TlsVersion.TLS_1_2,
                version,
                CLIENT.groups(),
                List.of("istio"),
                CLIENT.serverName(),
                CLIENT.credentials(),
                CLIENT.trust());
        Pipe pipe = Fixture.pipe(stranger, SERVER).pump();
        assertThat(pipe.clientSession().alpn()).isEmpty();
        assertThat(pipe.serverSession().alpn()).isEmpty();
    }

    @Test
    void settingsThatCannotWorkAreAMistake() {
        assertThatThrownBy(() -> new ServerSettings(
                        TlsVersion.TLS_1_3, TlsVersion.TLS_1_2, SERVER.groups(), List.of(), PAYMENTS, Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> withGroups()).isInstanceOf(IllegalArgumentException.class);
    }

    // Closing

    @Test
    void closingSaysGoodbyeOnceAndThePeerSeesIt() {
        Pipe pipe = Fixture.pipe(CLIENT, SERVER).pump();
        TlsProgress goodbye = pipe.client.close();
        TlsProgress seen = pipe.server.receive(goodbye.outgoing(), Fixture.NOW);
        assertThat(goodbye.alertSent()).contains(TlsAlert.CLOSE_NOTIFY);
        assertThat(seen.alertReceived()).contains(TlsAlert.CLOSE_NOTIFY);
        assertThat(seen.closed()).isTrue();
        assertThat(pipe.client.close().outgoing()).isEmpty();
        assertThat(pipe.client.receive(seen.outgoing(), Fixture.NOW).outcome()).isEmpty();
    }

    @Test
    void peerThatClosesBeforeTheEndIsNotConnected() {
        TlsEndpoint client = TlsEndpoint.client(CLIENT, Fixture.SEED);
        client.start();
        TlsProgress progress = client.receive(new byte[] {21, 3, 3, 0, 2, 1, 0}, Fixture.NOW);
        assertThat(progress.outcome())
                .contains(refused(RefusalReason.CLOSED_EARLY, TlsAlert.CLOSE_NOTIFY, Side.PEER, ""));
        assertThat(progress.closed()).isTrue();
    }

    @Test
    void sendingWithoutASessionIsAMistake() {
        TlsEndpoint client = TlsEndpoint.client(CLIENT, Fixture.SEED);
        client.start();
        assertThat(client.canSend()).isFalse();
        assertThatThrownBy(() -> client.send(REQUEST)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void outcomeIsReportedInTheStepThatReachedItAndNeverAgain() {
        Pipe pipe = Fixture.pipe(CLIENT, SERVER).pump();
        assertThat(pipe.events).containsExactly("client is connected", "server is connected");
        assertThat(pipe.client.send(REQUEST).outcome()).isEmpty();
    }

    @Test
    void intermediatesComeWithTheLeaf() {
        SigningAuthority below = ROOT.intermediate(
                "cluster-1", KeyAlgorithm.EC_P256, Fixture.NOW, Duration.ofDays(365), Fixture.SEED.named("below"));
        Pipe pipe = Fixture.pipe(
                        Fixture.client(TlsVersion.TLS_1_3, Fixture.svid(below, Fixture.ORDERS), EXPECTS_PAYMENTS),
                        SERVER)
                .pump();
        assertThat(pipe.serverSession().peerChain()).hasSize(2);
        assertThat(pipe.serverSession().peer()).contains(Fixture.ORDERS);
    }

    @Test
    void bundleOfTwoRootsTrustsBoth() {
        TrustBundle both = ROOT.bundle().and(OTHER_ROOT.bundle());
        Pipe pipe = Fixture.pipe(
                        Fixture.client(TlsVersion.TLS_1_3, ORDERS, Fixture.expecting(both, Fixture.PAYMENTS)),
                        Fixture.server(Fixture.svid(OTHER_ROOT, Fixture.PAYMENTS), EXPECTS_MESH))
                .pump();
        assertThat(pipe.events).containsExactly("client is connected", "server is connected");
    }

    private static Svid expired(SpiffeId id) {
        return Fixture.svid(
                ROOT, id, KeyAlgorithm.EC_P256, Fixture.NOW.minus(Duration.ofHours(3)), Duration.ofHours(1));
    }

    private static HandshakeOutcome.Refused refused(RefusalReason reason, TlsAlert alert, Side by, String detail) {
        return new HandshakeOutcome.Refused(reason, Optional.of(alert), by, detail);
    }
}
