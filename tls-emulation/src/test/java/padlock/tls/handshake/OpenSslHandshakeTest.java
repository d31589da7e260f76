package padlock.tls.handshake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import padlock.tls.authority.SigningAuthority;
import padlock.tls.identity.KeyAlgorithm;
import padlock.tls.identity.SigningKey;
import padlock.tls.identity.SpiffeId;
import padlock.tls.identity.Svid;
import padlock.tls.identity.TrustBundle;

import static org.assertj.core.api.Assertions.assertThat;

/** Our endpoints and OpenSSL, which shares no code with them, agree on who may talk to whom. */
@EnabledIf("padlock.tls.authority.OpenSslTest#isInstalled")
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class OpenSslHandshakeTest {
    private static final Instant LATER = Fixture.NOW.plus(Fixture.DAY.multipliedBy(2));

    /** What OpenSSL is at its end of the wire. */
    private enum Program {
        S_SERVER,
        S_CLIENT
    }

    /** What one side does wrong, and what the other makes of it. */
    private enum Mistake {
        NO_CERTIFICATE(
                RefusalReason.NO_CERTIFICATE, TlsAlert.CERTIFICATE_REQUIRED, "peer did not return a certificate"),
        OTHER_ROOT(RefusalReason.UNKNOWN_AUTHORITY, TlsAlert.UNKNOWN_CA, "certificate verify failed"),
        EXPIRED(RefusalReason.CERTIFICATE_EXPIRED, TlsAlert.CERTIFICATE_EXPIRED, "certificate verify failed"),
        OTHER_VERSION(RefusalReason.PROTOCOL_VERSION, TlsAlert.PROTOCOL_VERSION, "unsupported protocol");

        private final RefusalReason reason;
        private final TlsAlert alert;
        private final String words;

        Mistake(RefusalReason reason, TlsAlert alert, String words) {
            this.reason = reason;
            this.alert = alert;
            this.words = words;
        }

        /** Whether only a server can find it. */
        boolean isForServers() {
            return this == NO_CERTIFICATE || this == OTHER_VERSION;
        }

        TlsAlert alert(TlsVersion version) {
            return this == NO_CERTIFICATE && version == TlsVersion.TLS_1_2 ? TlsAlert.HANDSHAKE_FAILURE : alert;
        }
    }

    private static final SigningAuthority MESH = Fixture.authority("mesh", KeyAlgorithm.EC_P256);
    private static final SigningAuthority STRANGER = Fixture.authority("stranger", KeyAlgorithm.EC_P256);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @MethodSource("everyVersionAndKeyOnAnOfferedCurve")
    void ourClientAndAnOpenSslServerCompleteMutualTls(TlsVersion version, KeyAlgorithm algorithm) throws Exception {
        SigningAuthority mesh = Fixture.authority("mesh", algorithm);
        TlsEndpoint client = client(Optional.of(svid(mesh, Fixture.ORDERS, algorithm)), mesh, version);
        List<String> options =
                options(Optional.of(svid(mesh, Fixture.PAYMENTS, algorithm)), mesh, version, Fixture.NOW);
        try (OpenSslWire wire = OpenSslWire.toServer(folder, options, client, Fixture.NOW)) {
            wire.shakeHands();
            assertThat(wire.session().peer()).contains(Fixture.PAYMENTS);
            assertThat(wire.answerTo("was it a car or a cat")).isEqualTo("tac a ro rac a ti saw");
            assertThat(wire.goodbye()).contains(reportOf(wire.session(), version));
        }
    }

    @ParameterizedTest
    @MethodSource("everyVersionAndKey")
    void anOpenSslClientAndOurServerCompleteMutualTls(TlsVersion version, KeyAlgorithm algorithm) throws Exception {
        SigningAuthority mesh = Fixture.authority("mesh", algorithm);
        TlsEndpoint server = server(svid(mesh, Fixture.ORDERS, algorithm), mesh, version);
        List<String> options =
                options(Optional.of(svid(mesh, Fixture.PAYMENTS, algorithm)), mesh, version, Fixture.NOW);
        try (OpenSslWire wire = OpenSslWire.toClient(folder, options, server, Fixture.NOW)) {
            wire.shakeHands();
            assertThat(wire.session().peer()).contains(Fixture.PAYMENTS);
            assertThat(wire.weRead("from OpenSSL to us")).isEqualTo("from OpenSSL to us");
            assertThat(wire.theyRead("from us to OpenSSL")).isEqualTo("from us to OpenSSL");
            assertThat(wire.goodbye()).contains(reportOf(wire.session(), version));
        }
    }

    static Stream<Arguments> everyVersionAndKey() {
        return Stream.of(TlsVersion.values())
                .flatMap(version -> Stream.of(KeyAlgorithm.values()).map(key -> Arguments.of(version, key)));
    }

    /** In TLS 1.2 a client offers the curves of servers' keys among its groups, and ours has P-256 there alone. */
    static Stream<Arguments> everyVersionAndKeyOnAnOfferedCurve() {
        return everyVersionAndKey()
                .filter(given -> !List.of(given.get()).equals(List.of(TlsVersion.TLS_1_2, KeyAlgorithm.EC_P384)));
    }

    @ParameterizedTest(name = "{1} by us as OpenSSL''s {0} makes it, {2}")
    @MethodSource("whatWeRefuse")
    void weRefuseAndOpenSslReceivesTheAlert(Program openSsl, Mistake mistake, TlsVersion version) throws Exception {
        SigningAuthority theirRoot = mistake == Mistake.OTHER_ROOT ? STRANGER : MESH;
        Instant ourClock = mistake == Mistake.EXPIRED ? LATER : Fixture.NOW;
        TlsVersion theirVersion = mistake == Mistake.OTHER_VERSION ? other(version) : version;
        Optional<Svid> theirs =
                Optional.of(svid(theirRoot, Fixture.PAYMENTS)).filter(shown -> mistake != Mistake.NO_CERTIFICATE);
        List<String> options = options(theirs, MESH, theirVersion, Fixture.NOW);
        try (OpenSslWire wire = openSsl == Program.S_SERVER
                ? OpenSslWire.toServer(folder, options, client(Optional.of(ours()), MESH, version), ourClock)
                : OpenSslWire.toClient(folder, options, server(ours(), MESH, version), ourClock)) {
            wire.untilTheEnd();
            assertThat(wire.events).containsExactly("refuses: " + mistake.reason, "sends " + mistake.alert(version));
            assertThat(wire.lastWords())
                    .contains("SSL alert number " + mistake.alert(version).code());
        }
    }

    static Stream<Arguments> whatWeRefuse() {
        return refusals(Program.S_CLIENT);
    }

    @ParameterizedTest(name = "{1} by OpenSSL''s {0} as we make it, {2}")
    @MethodSource("whatOpenSslRefuses")
    void openSslRefusesAndWeReceiveTheAlert(Program openSsl, Mistake mistake, TlsVersion version) throws Exception {
        SigningAuthority ourRoot = mistake == Mistake.OTHER_ROOT ? STRANGER : MESH;
        Instant theirClock = mistake == Mistake.EXPIRED ? LATER : Fixture.NOW;
        TlsVersion ourVersion = mistake == Mistake.OTHER_VERSION ? other(version) : version;
        Optional<Svid> ours =
                Optional.of(svid(ourRoot, Fixture.ORDERS)).filter(shown -> mistake != Mistake.NO_CERTIFICATE);
        Svid theirs =
                Fixture.svid(MESH, Fixture.PAYMENTS, KeyAlgorithm.EC_P256, Fixture.NOW, Fixture.DAY.multipliedBy(9));
        List<String> options = options(Optional.of(theirs), MESH, version, theirClock);
        try (OpenSslWire wire = openSsl == Program.S_SERVER
                ? OpenSslWire.toServer(folder, options, client(ours, MESH, ourVersion), Fixture.NOW)
                : OpenSslWire.toClient(folder, options, server(ours.orElseThrow(), MESH, ourVersion), Fixture.NOW)) {
            wire.untilTheEnd();
            assertThat(wire.events)
                    .containsExactly(
                            isFoundOutTooLate(openSsl, mistake, version)
                                    ? "is connected"
                                    : "is refused: " + mistake.reason,
                            "receives " + mistake.alert(version));
            assertThat(wire.lastWords()).contains(mistake.words);
        }
    }

    static Stream<Arguments> whatOpenSslRefuses() {
        return refusals(Program.S_SERVER);
    }

    /** Every mistake, with either program of OpenSSL's, in either version. */
    private static Stream<Arguments> refusals(Program whereTheServerRefuses) {
        return Stream.of(Program.values())
                .flatMap(openSsl -> Stream.of(Mistake.values())
                        .filter(mistake -> openSsl == whereTheServerRefuses || !mistake.isForServers())
                        .flatMap(mistake -> Stream.of(TlsVersion.values())
                                .map(version -> Arguments.of(openSsl, mistake, version))));
    }

    /** A client of TLS 1.3 believes that it is connected before the server has seen its certificate. */
    private static boolean isFoundOutTooLate(Program openSsl, Mistake mistake, TlsVersion version) {
        return openSsl == Program.S_SERVER && version == TlsVersion.TLS_1_3 && mistake != Mistake.OTHER_VERSION;
    }

    private static TlsVersion other(TlsVersion version) {
        return version == TlsVersion.TLS_1_3 ? TlsVersion.TLS_1_2 : TlsVersion.TLS_1_3;
    }

    private static Svid ours() {
        return svid(MESH, Fixture.ORDERS);
    }

    private static Svid svid(SigningAuthority authority, SpiffeId id) {
        return svid(authority, id, KeyAlgorithm.EC_P256);
    }

    private static Svid svid(SigningAuthority authority, SpiffeId id, KeyAlgorithm algorithm) {
        return Fixture.svid(authority, id, algorithm, Fixture.NOW, Fixture.DAY);
    }

    private static TlsEndpoint client(Optional<Svid> shown, SigningAuthority trusted, TlsVersion version) {
        return TlsEndpoint.client(
                new ClientSettings(
                        version,
                        version,
                        List.of(KeyAgreement.X25519, KeyAgreement.P256),
                        List.of("istio"),
                        Optional.of(Fixture.SNI),
                        shown,
                        Optional.of(Fixture.inMesh(TrustBundle.of(trusted.certificate())))),
                Fixture.SEED.named("client"));
    }

    private static TlsEndpoint server(Svid shown, SigningAuthority trusted, TlsVersion version) {
        return TlsEndpoint.server(
                new ServerSettings(
                        version,
                        version,
                        List.of(KeyAgreement.X25519, KeyAgreement.P256),
                        List.of("h2", "http/1.1"),
                        shown,
                        Optional.of(Fixture.inMesh(TrustBundle.of(trusted.certificate())))),
                Fixture.SEED.named("server"));
    }

    private List<String> options(Optional<Svid> shown, SigningAuthority trusted, TlsVersion version, Instant at)
            throws IOException {
        List<String> options = new ArrayList<>(List.of("-verify_return_error", "-CAfile"));
        options.add(write("trusted.pem", trusted.certificate().pem()));
        options.addAll(List.of("-attime", Long.toString(at.getEpochSecond())));
        options.add(version == TlsVersion.TLS_1_3 ? "-tls1_3" : "-tls1_2");
        if (shown.isPresent()) {
            options.addAll(List.of("-cert", write("leaf.pem", shown.get().leaf().pem())));
            options.addAll(List.of("-key", write("key.pem", pem(shown.get().key()))));
        }
        return options;
    }

    private static String pem(SigningKey key) {
        String lines = Base64.getMimeEncoder().encodeToString(key.pkcs8());
        return "-----BEGIN PRIVATE KEY-----\n" + lines + "\n-----END PRIVATE KEY-----\n";
    }

    private String write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    /** OpenSSL has its own names for the suites of TLS 1.2. */
    private static String[] reportOf(Session session, TlsVersion version) {
        String suite = version == TlsVersion.TLS_1_3
                ? session.cipherSuite()
                : session.cipherSuite()
                        .replace("TLS_", "")
                        .replace("WITH_", "")
                        .replace("AES_", "AES")
                        .replace('_', '-');
        return new String[] {"Protocol version: " + version, "Ciphersuite: " + suite, "Verification: OK"};
    }
}
