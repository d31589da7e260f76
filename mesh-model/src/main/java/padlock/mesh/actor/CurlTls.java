package padlock.mesh.actor;

import java.util.Locale;
import java.util.Optional;
import padlock.tls.handshake.HandshakeOutcome;
import padlock.tls.handshake.RefusalReason;
import padlock.tls.handshake.TlsAlert;

/** What curl prints, built with OpenSSL, when TLS of its own comes to nothing. */
final class CurlTls {

    private static final int LIBRARY_SSL = 0x0A000000;
    private static final int FIRST_ALERT_REASON = 1000;
    private static final int FIRST_ALERT_OF_TLS_1_3 = TlsAlert.MISSING_EXTENSION.code();
    private static final String END_OF_FILE = error(294, "unexpected eof while reading");
    private static final String RESET = "Connection reset by peer";

    private CurlTls() {}

    /** The handshake failed by what one of both said. */
    static String refused(HandshakeOutcome.Refused refused) {
        boolean byPeer = refused.by() == padlock.tls.handshake.Side.PEER;
        return "curl: (35) "
                + refused.alert()
                        .filter(alert -> byPeer && alert != TlsAlert.CLOSE_NOTIFY)
                        .map(CurlTls::received)
                        .orElseGet(() -> own(refused.reason()));
    }

    /** The connection was closed before the handshake was over. */
    static String cutDuringHandshake(CallTarget target, boolean reset) {
        return "curl: (35) "
                + (reset
                        ? "OpenSSL SSL_connect: " + RESET + " in connection to " + target.host() + ":" + target.port()
                        : END_OF_FILE);
    }

    /** The connection was closed before the answer had come. */
    static String cut(boolean reset) {
        return "curl: (56) OpenSSL SSL_read: " + (reset ? RESET + ", errno 104" : END_OF_FILE + ", errno 0");
    }

    /** The other side said that it would say no more, and perhaps why. */
    static String dismissed(Optional<TlsAlert> alert) {
        return alert.filter(said -> said != TlsAlert.CLOSE_NOTIFY)
                .map(said -> "curl: (56) OpenSSL SSL_read: " + received(said) + ", errno 0")
                .orElse("curl: (52) Empty reply from server");
    }

    /** What came cannot be read. */
    static String unreadable() {
        return "curl: (56) OpenSSL SSL_read: " + own(RefusalReason.TAMPERED) + ", errno 0";
    }

    private static String received(TlsAlert alert) {
        String name = TlsErrorText.name(alert).toLowerCase(Locale.ROOT).replace('_', ' ');
        return error(
                FIRST_ALERT_REASON + alert.code(),
                alert.code() < FIRST_ALERT_OF_TLS_1_3 ? name : name.replaceFirst("^tlsv1 ", "tlsv13 "));
    }

    private static String own(RefusalReason reason) {
        return switch (reason) {
            case WRONG_VERSION_NUMBER, HTTP_REQUEST -> error(267, "wrong version number");
            case PROTOCOL_VERSION -> error(258, "unsupported protocol");
            case TAMPERED -> error(281, "decryption failed or bad record mac");
            case CLOSED_EARLY -> END_OF_FILE;
            default -> error(134, "certificate verify failed");
        };
    }

    private static String error(int reason, String text) {
        return String.format(Locale.ROOT, "error:%08X:SSL routines::%s", LIBRARY_SSL | reason, text);
    }
}
