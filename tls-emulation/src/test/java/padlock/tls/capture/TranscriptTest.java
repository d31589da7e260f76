package padlock.tls.capture;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import padlock.tls.authority.CertificateSigningRequest;
import padlock.tls.authority.Issuance;
import padlock.tls.authority.SigningAuthority;
import padlock.tls.handshake.ClientSettings;
import padlock.tls.handshake.KeyAgreement;
import padlock.tls.handshake.PeerTrust;
import padlock.tls.handshake.SanRule;
import padlock.tls.handshake.ServerSettings;
import padlock.tls.handshake.TlsEndpoint;
import padlock.tls.handshake.TlsProgress;
import padlock.tls.handshake.TlsVersion;
import padlock.tls.identity.KeyAlgorithm;
import padlock.tls.identity.Seed;
import padlock.tls.identity.SigningKey;
import padlock.tls.identity.SpiffeId;
import padlock.tls.identity.Svid;
import padlock.tls.identity.TrustDomain;

import static org.assertj.core.api.Assertions.assertThat;

class TranscriptTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Seed SEED = Seed.of("a transcript".getBytes(StandardCharsets.UTF_8));
    private static final SpiffeId CLIENT = SpiffeId.parse("spiffe://cluster.local/ns/shop/sa/client");
    private static final SpiffeId SERVER = SpiffeId.parse("spiffe://cluster.local/ns/shop/sa/server");
    private static final byte[] REQUEST =
            "GET /secret HTTP/1.1\r\nHost: server\r\n\r\nbody".getBytes(StandardCharsets.UTF_8);

    /** What crossed the wire, and the secrets of both ends. */
    private record Conversation(List<DecodedFlight.Sent> flights, List<String> keyLog) {}

    @ParameterizedTest
    @CsvSource({
        "TLS_1_3, EC_P256, X25519",
        "TLS_1_3, RSA_2048, P256",
        "TLS_1_3, EC_P256, X25519_MLKEM768",
        "TLS_1_2, EC_P256, X25519",
        "TLS_1_2, RSA_2048, P256"
    })
    void withTheSecretsEverythingIsReadAndWithoutThemTheRequestIsNot(
            TlsVersion version, KeyAlgorithm algorithm, KeyAgreement group) {
        Conversation conversation = converse(version, algorithm, group, true);
        List<Node> open = all(Transcript.of(conversation.flights(), conversation.keyLog()));
        List<Node> closed = all(Transcript.of(conversation.flights(), List.of()));

        assertThat(open).extracting(Node::name).doesNotContain(Node.MALFORMED);
        assertThat(named(open, "HTTP")).containsExactly("GET /secret HTTP/1.1");
        assertThat(named(open, "URI name")).contains(CLIENT.toString(), SERVER.toString());
        assertThat(open).extracting(Node::name).contains("ClientHello", "ServerHello", "CertificateVerify", "Finished");
        assertThat(named(open, "extension supported_groups")).isNotEmpty();
        assertThat(named(closed, "HTTP")).isEmpty();
        assertThat(closed).extracting(Node::name).contains("ClientHello", "encrypted content");
    }

    @ParameterizedTest
    @CsvSource({"TLS_1_3", "TLS_1_2"})
    void recordsCoverTheWholeFlightAndPartsStayInsideTheirContent(TlsVersion version) {
        Conversation conversation = converse(version, KeyAlgorithm.EC_P256, KeyAgreement.X25519, true);
        for (DecodedFlight flight : Transcript.of(conversation.flights(), conversation.keyLog())) {
            int at = 0;
            for (Node record : flight.tree()) {
                assertThat(record.content()).isZero();
                assertThat(record.offset()).isEqualTo(at);
                at += record.length();
            }
            assertThat(at).isEqualTo(flight.contents().get(0).bytes().length);
            assertInside(flight);
        }
    }

    @Test
    void anAlertThatRefusesACertificateIsReadThoughItIsEncrypted() {
        Conversation refused = converse(TlsVersion.TLS_1_3, KeyAlgorithm.EC_P256, KeyAgreement.X25519, false);

        assertThat(named(all(Transcript.of(refused.flights(), refused.keyLog())), "alert"))
                .containsExactly("unknown_ca (48)");
    }

    @Test
    void plaintextWhereTlsWasExpectedIsShownForWhatItIs() {
        Conversation conversation = converse(TlsVersion.TLS_1_3, KeyAlgorithm.EC_P256, KeyAgreement.X25519, true);
        byte[] answer = "HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.UTF_8);
        List<DecodedFlight> told = Transcript.of(
                List.of(conversation.flights().get(0), new DecodedFlight.Sent(false, NOW, answer)), List.of());

        assertThat(told.get(1).tree()).extracting(Node::name).containsExactly("not TLS", "HTTP");
        assertThat(told.get(1).tree().get(0).meaning()).contains("WRONG_VERSION_NUMBER");
    }

    @Test
    void aFlightThatIsCutShortSaysSo() {
        Conversation conversation = converse(TlsVersion.TLS_1_3, KeyAlgorithm.EC_P256, KeyAgreement.X25519, true);
        byte[] hello = conversation.flights().get(0).bytes();
        for (int length = 2; length < hello.length; length++) {
            List<DecodedFlight> told =
                    Transcript.of(List.of(new DecodedFlight.Sent(true, NOW, Arrays.copyOf(hello, length))), List.of());
            assertThat(all(told)).extracting(Node::name).contains(Node.MALFORMED);
            told.forEach(TranscriptTest::assertInside);
        }
    }

    @Test
    void noBytesMakeATranscriptThrow() {
        Random chance = new Random(7);
        for (TlsVersion version : TlsVersion.values()) {
            Conversation good = converse(version, KeyAlgorithm.EC_P256, KeyAgreement.X25519, true);
            for (int round = 0; round < 1500; round++) {
                List<DecodedFlight.Sent> flights = good.flights().stream()
                        .map(flight -> new DecodedFlight.Sent(
                                flight.fromClient(), flight.at(), damaged(flight.bytes(), chance)))
                        .toList();
                Transcript.of(flights, good.keyLog()).forEach(TranscriptTest::assertInside);
            }
        }
    }

    private static byte[] damaged(byte[] bytes, Random chance) {
        byte[] damaged = chance.nextInt(4) == 0 ? Arrays.copyOf(bytes, chance.nextInt(bytes.length + 1)) : bytes;
        for (int i = chance.nextInt(4); i > 0 && damaged.length > 0; i--) {
            int at = chance.nextInt(Math.min(damaged.length, chance.nextBoolean() ? 12 : damaged.length));
            damaged[at] = (byte) chance.nextInt(256);
        }
        return damaged;
    }

    private static void assertInside(DecodedFlight flight) {
        for (Node node : all(List.of(flight))) {
            assertThat(node.length()).isNotNegative();
            assertThat(node.offset()).isNotNegative();
            assertThat(node.offset() + node.length())
                    .as(node.name())
                    .isLessThanOrEqualTo(flight.contents().get(node.content()).bytes().length);
        }
    }

    private static List<String> named(List<Node> nodes, String name) {
        return nodes.stream()
                .filter(node -> node.name().equals(name))
                .map(Node::value)
                .toList();
    }

    private static List<Node> all(List<DecodedFlight> flights) {
        return flights.stream()
                .flatMap(flight -> flight.tree().stream())
                .flatMap(TranscriptTest::withParts)
                .toList();
    }

    private static Stream<Node> withParts(Node node) {
        return Stream.concat(Stream.of(node), node.parts().stream().flatMap(TranscriptTest::withParts));
    }

    /** A handshake and a request, with or without a client that the server trusts. */
    private static Conversation converse(
            TlsVersion version, KeyAlgorithm algorithm, KeyAgreement group, boolean trusted) {
        SigningAuthority root = authority("mesh", algorithm);
        SigningAuthority others = authority("others", algorithm);
        ClientSettings client = new ClientSettings(
                TlsVersion.TLS_1_2,
                version,
                List.of(group),
                List.of("istio-peer-exchange", "istio"),
                Optional.of("outbound_.8080_._.server.shop.svc.cluster.local"),
                Optional.of(svid(trusted ? root : others, CLIENT, algorithm)),
                Optional.of(new PeerTrust(root.bundle(), new SanRule.OneOf(List.of(SERVER.toString())))));
        ServerSettings server = new ServerSettings(
                TlsVersion.TLS_1_2,
                version,
                List.of(group),
                List.of("istio-peer-exchange", "h2", "http/1.1"),
                svid(root, SERVER, algorithm),
                Optional.of(
                        new PeerTrust(root.bundle(), new SanRule.StartingWith(List.of("spiffe://cluster.local/")))));
        return pump(TlsEndpoint.client(client, SEED.named("client")), TlsEndpoint.server(server, SEED.named("server")));
    }

    private static Conversation pump(TlsEndpoint client, TlsEndpoint server) {
        List<DecodedFlight.Sent> flights = new ArrayList<>();
        Set<String> keyLog = new LinkedHashSet<>();
        byte[] toServer = client.start().outgoing();
        server.start();
        boolean requested = false;
        while (toServer.length > 0) {
            flights.add(new DecodedFlight.Sent(true, NOW, toServer));
            TlsProgress answer = server.receive(toServer, NOW);
            toServer = new byte[0];
            if (answer.outgoing().length > 0) {
                flights.add(new DecodedFlight.Sent(false, NOW, answer.outgoing()));
                toServer = client.receive(answer.outgoing(), NOW).outgoing();
            }
            if (toServer.length == 0 && client.canSend() && !requested) {
                requested = true;
                toServer = client.send(REQUEST).outgoing();
            }
            keyLog.addAll(client.keyLog());
            keyLog.addAll(server.keyLog());
        }
        return new Conversation(flights, List.copyOf(keyLog));
    }

    private static SigningAuthority authority(String name, KeyAlgorithm algorithm) {
        return SigningAuthority.selfSigned(
                new TrustDomain("cluster.local"),
                algorithm,
                NOW.minus(Duration.ofDays(1)),
                Duration.ofDays(3650),
                SEED.named("authority", name));
    }

    private static Svid svid(SigningAuthority authority, SpiffeId id, KeyAlgorithm algorithm) {
        Seed seed = SEED.named("svid", id.toString());
        SigningKey key = SigningKey.generate(algorithm, seed);
        Issuance issuance =
                authority.issue(CertificateSigningRequest.create(key, id), id, Duration.ofDays(1), NOW, seed);
        return new Svid(id, ((Issuance.Issued) issuance).chain(), key);
    }
}
