package padlock.tls.handshake;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import padlock.tls.authority.SigningAuthority;
import padlock.tls.identity.KeyAlgorithm;
import padlock.tls.identity.Svid;

import static org.assertj.core.api.Assertions.assertThat;

/** Somebody in the middle who wants the two ends to agree on something weaker: which check finds him. */
class MiddlemanTest {

    private static final int HELLO_RANDOM = 5 + 4 + 2;
    private static final int RANDOM = 32;
    private static final SigningAuthority AUTHORITY = Fixture.authority("root", KeyAlgorithm.EC_P256);
    private static final Svid ORDERS = Fixture.svid(AUTHORITY, Fixture.ORDERS);
    private static final ServerSettings SERVER =
            Fixture.server(Fixture.svid(AUTHORITY, Fixture.PAYMENTS), Fixture.inMesh(AUTHORITY.bundle()));

    @Test
    void aServerThatHasTls13SaysSoInItsRandomValueAndTheClientReadsIt() {
        Pipe pipe = offering(TlsVersion.TLS_1_3)
                .altering(hello(MiddlemanTest::downgraded))
                .pump();

        assertThat(pipe.clientRefusal().reason()).isEqualTo(RefusalReason.DOWNGRADED);
        assertThat(pipe.clientRefusal().alert()).contains(TlsAlert.ILLEGAL_PARAMETER);
        assertThat(pipe.events)
                .containsSubsequence("client sends illegal_parameter(47)", "server is refused: TAMPERED");
    }

    @Test
    void whoHidesThatWordBreaksTheSignatureOverBothRandomValues() {
        Pipe pipe = offering(TlsVersion.TLS_1_3)
                .altering(flight -> flight.from().equals("client")
                        ? hello(MiddlemanTest::downgraded).apply(flight)
                        : withoutSentinel(flight))
                .pump();

        assertThat(pipe.clientRefusal().reason()).isEqualTo(RefusalReason.TAMPERED);
        assertThat(pipe.clientRefusal().alert()).contains(TlsAlert.DECRYPT_ERROR);
    }

    @Test
    void aClientThatHasOnlyTls12IsLeftWithAVersionThatNoServerTakes() {
        Pipe pipe = offering(TlsVersion.TLS_1_2)
                .altering(hello(MiddlemanTest::downgraded))
                .pump();

        assertThat(pipe.serverRefusal().reason()).isEqualTo(RefusalReason.PROTOCOL_VERSION);
        assertThat(pipe.clientRefusal().by()).isEqualTo(Side.PEER);
    }

    @Test
    void inTls12AnAlteredOfferIsFoundWhenTheFinishedMessagesDoNotFit() {
        Pipe pipe = offering(TlsVersion.TLS_1_2)
                .altering(hello(MiddlemanTest::withoutItsBestSuites))
                .pump();

        assertThat(pipe.serverRefusal().reason()).isEqualTo(RefusalReason.TAMPERED);
        assertThat(pipe.serverRefusal().alert()).contains(TlsAlert.DECRYPT_ERROR);
        assertThat(pipe.events).doesNotContain("client is connected", "server is connected");
    }

    @Test
    void inTls13AnAlteredOfferGivesTheTwoEndsDifferentKeys() {
        Pipe pipe = offering(TlsVersion.TLS_1_3)
                .altering(hello(MiddlemanTest::withoutItsBestSuites))
                .pump();

        assertThat(pipe.clientRefusal().reason()).isEqualTo(RefusalReason.TAMPERED);
        assertThat(pipe.clientRefusal().alert()).contains(TlsAlert.BAD_RECORD_MAC);
    }

    private static Pipe offering(TlsVersion highest) {
        return Fixture.pipe(
                Fixture.client(highest, ORDERS, Fixture.expecting(AUTHORITY.bundle(), Fixture.PAYMENTS)), SERVER);
    }

    /** Alters the client's first flight and no other. */
    private static UnaryOperator<Pipe.Flight> hello(UnaryOperator<byte[]> alteration) {
        return flight -> flight.from().equals("client") && ClientHello.inspect(flight.bytes()) instanceof Sniff.Hello
                ? new Pipe.Flight("client", alteration.apply(flight.bytes()))
                : flight;
    }

    private static byte[] downgraded(byte[] hello) {
        return Tampering.downgraded(hello).orElseThrow();
    }

    private static Pipe.Flight withoutSentinel(Pipe.Flight serverHello) {
        Arrays.fill(serverHello.bytes(), HELLO_RANDOM + RANDOM - 8, HELLO_RANDOM + RANDOM, (byte) 7);
        return serverHello;
    }

    private static byte[] withoutItsBestSuites(byte[] hello) {
        int suites = HELLO_RANDOM + RANDOM;
        suites += 1 + hello[suites] + 2;
        Arrays.fill(hello, suites, suites + 2, (byte) 0xfa);
        return hello;
    }
}
