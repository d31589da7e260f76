package padlock.tls.handshake;

import java.util.Optional;
import padlock.tls.authority.SigningAuthority;
import padlock.tls.identity.KeyAlgorithm;
import padlock.tls.identity.Svid;

/** Orders, who calls, and payments, who is called; both of one root, and with settings by which they get along. */
final class Peers {

    static final SigningAuthority ROOT = Fixture.authority("root", KeyAlgorithm.EC_P256);
    static final SigningAuthority OTHER_ROOT = Fixture.authority("other root", KeyAlgorithm.EC_P256);
    static final Svid ORDERS = Fixture.svid(ROOT, Fixture.ORDERS);
    static final Svid PAYMENTS = Fixture.svid(ROOT, Fixture.PAYMENTS);
    static final PeerTrust EXPECTS_PAYMENTS = Fixture.expecting(ROOT.bundle(), Fixture.PAYMENTS);
    static final PeerTrust EXPECTS_MESH = Fixture.inMesh(ROOT.bundle());
    static final ClientSettings CLIENT = Fixture.client(TlsVersion.TLS_1_3, ORDERS, EXPECTS_PAYMENTS);
    static final ClientSettings CLIENT_12 = Fixture.client(TlsVersion.TLS_1_2, ORDERS, EXPECTS_PAYMENTS);
    static final ServerSettings SERVER = Fixture.server(PAYMENTS, EXPECTS_MESH);

    private Peers() {}

    static Pipe.Flight altered(Pipe.Flight flight) {
        flight.bytes()[20] ^= 1;
        return flight;
    }

    static HandshakeOutcome.Refused refused(RefusalReason reason, TlsAlert alert, Side by, String detail) {
        return new HandshakeOutcome.Refused(reason, Optional.of(alert), by, detail);
    }
}
