package padlock.tls.handshake;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static padlock.tls.handshake.Peers.CLIENT;
import static padlock.tls.handshake.Peers.CLIENT_12;
import static padlock.tls.handshake.Peers.EXPECTS_PAYMENTS;
import static padlock.tls.handshake.Peers.ORDERS;
import static padlock.tls.handshake.Peers.PAYMENTS;
import static padlock.tls.handshake.Peers.SERVER;
import static padlock.tls.handshake.Peers.refused;

/** On which version, group and protocol two endpoints agree, or that they do not. */
class TlsNegotiationTest {

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

    private static ServerSettings withGroups(KeyAgreement... groups) {
        return new ServerSettings(
                SERVER.lowest(), SERVER.highest(), List.of(groups), SERVER.alpn(), PAYMENTS, SERVER.clientTrust());
    }
}
