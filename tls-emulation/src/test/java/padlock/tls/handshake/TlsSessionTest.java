package padlock.tls.handshake;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import padlock.tls.authority.SigningAuthority;
import padlock.tls.identity.KeyAlgorithm;
import padlock.tls.identity.Svid;
import padlock.tls.identity.TrustBundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static padlock.tls.handshake.Peers.CLIENT;
import static padlock.tls.handshake.Peers.CLIENT_12;
import static padlock.tls.handshake.Peers.EXPECTS_MESH;
import static padlock.tls.handshake.Peers.EXPECTS_PAYMENTS;
import static padlock.tls.handshake.Peers.ORDERS;
import static padlock.tls.handshake.Peers.OTHER_ROOT;
import static padlock.tls.handshake.Peers.PAYMENTS;
import static padlock.tls.handshake.Peers.ROOT;
import static padlock.tls.handshake.Peers.SERVER;
import static padlock.tls.handshake.Peers.refused;

/** What two endpoints that get along learn of each other and say to each other, until one closes. */
class TlsSessionTest {

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

    @Test
    void outcomeIsReportedInTheStepThatReachedItAndNeverAgain() {
        Pipe pipe = Fixture.pipe(CLIENT, SERVER).pump();
        assertThat(pipe.events).containsExactly("client is connected", "server is connected");
        assertThat(pipe.client.send(REQUEST).outcome()).isEmpty();
    }

    @Test
    void alteredApplicationDataEndsTheSession() {
        Pipe pipe = Fixture.pipe(CLIENT, SERVER).pump();
        pipe.altering(Peers::altered).clientSends(REQUEST);
        assertThat(pipe.events).containsSequence("server sends bad_record_mac(20)");
        assertThat(pipe.server.canSend()).isFalse();
        assertThat(pipe.serverReads.size()).isZero();
    }

    @Test
    void sendingWithoutASessionIsAMistake() {
        TlsEndpoint client = TlsEndpoint.client(CLIENT, Fixture.SEED);
        client.start();
        assertThat(client.canSend()).isFalse();
        assertThatThrownBy(() -> client.send(REQUEST)).isInstanceOf(IllegalStateException.class);
    }

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
}
