package padlock.tls.handshake;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import padlock.tls.authority.SigningAuthority;
import padlock.tls.identity.KeyAlgorithm;
import padlock.tls.identity.SpiffeId;
import padlock.tls.identity.Svid;

import static org.assertj.core.api.Assertions.assertThat;

/** Which kinds of key endpoints take, each with the signature that goes with it. */
final class KeyAlgorithmsTest {

    private static final SigningAuthority ROOT = Fixture.authority("root", KeyAlgorithm.EC_P256);

    @ParameterizedTest(name = "{1} in {0}")
    @CsvSource({"TLS_1_3, EC_P384", "TLS_1_3, ED25519", "TLS_1_2, ED25519"})
    void bothSidesProveThatTheyHoldTheirKeys(TlsVersion version, KeyAlgorithm algorithm) {
        SigningAuthority root = Fixture.authority("root of " + algorithm, algorithm);

        Pipe pipe = Fixture.pipe(
                        Fixture.client(
                                version,
                                svid(root, Fixture.ORDERS, algorithm),
                                Fixture.expecting(root.bundle(), Fixture.PAYMENTS)),
                        Fixture.server(svid(root, Fixture.PAYMENTS, algorithm), Fixture.inMesh(root.bundle())))
                .pump();

        assertThat(pipe.clientSession().peer()).contains(Fixture.PAYMENTS);
        assertThat(pipe.serverSession().peer()).contains(Fixture.ORDERS);
    }

    /** BoringSSL holds a server's curve against the groups of the client, and a client's against nothing. */
    @Test
    void aClientOfTls12RefusesAServersKeyOnACurveThatItDoesNotOffer() {
        Pipe pipe = between(TlsVersion.TLS_1_2, KeyAlgorithm.EC_P256, KeyAlgorithm.EC_P384);

        assertThat(pipe.clientRefusal())
                .isEqualTo(new HandshakeOutcome.Refused(
                        RefusalReason.NO_SHARED_PARAMETERS, Optional.of(TlsAlert.ILLEGAL_PARAMETER), Side.SELF, ""));
    }

    @Test
    void aServerOfTls12TakesAClientsKeyOnAnyCurve() {
        Pipe pipe = between(TlsVersion.TLS_1_2, KeyAlgorithm.EC_P384, KeyAlgorithm.EC_P256);

        assertThat(pipe.serverSession().peer()).contains(Fixture.ORDERS);
    }

    @Test
    void whoDoesNotSpeakOfEd25519MeetsNobodyWhoHasItAlone() {
        Pipe pipe = between(TlsVersion.TLS_1_3, KeyAlgorithm.EC_P256, KeyAlgorithm.ED25519);

        assertThat(pipe.serverRefusal())
                .isEqualTo(new HandshakeOutcome.Refused(
                        RefusalReason.NO_SHARED_PARAMETERS, Optional.of(TlsAlert.HANDSHAKE_FAILURE), Side.SELF, ""));
    }

    private static Pipe between(TlsVersion version, KeyAlgorithm client, KeyAlgorithm server) {
        return Fixture.pipe(
                        Fixture.client(
                                version,
                                svid(ROOT, Fixture.ORDERS, client),
                                Fixture.expecting(ROOT.bundle(), Fixture.PAYMENTS)),
                        Fixture.server(svid(ROOT, Fixture.PAYMENTS, server), Fixture.inMesh(ROOT.bundle())))
                .pump();
    }

    private static Svid svid(SigningAuthority root, SpiffeId id, KeyAlgorithm algorithm) {
        return Fixture.svid(root, id, algorithm, Fixture.NOW, Fixture.DAY);
    }
}
