package padlock.mesh.actor;

import java.util.Locale;
import padlock.tls.handshake.HandshakeOutcome;
import padlock.tls.handshake.RefusalReason;
import padlock.tls.handshake.TlsAlert;

/** A failed handshake in the words of Envoy and BoringSSL, which an operator finds in logs and response bodies. */
final class TlsErrorText {

    private static final int LIBRARY_SSL = 16 << 24;
    private static final int FIRST_ALERT_REASON = 1000;

    private TlsErrorText() {}

    static String of(HandshakeOutcome.Refused refused) {
        return refused.by() == padlock.tls.handshake.Side.PEER
                ? refused.alert().map(TlsErrorText::received).orElse("")
                : own(refused.reason());
    }

    private static String received(TlsAlert alert) {
        return text(FIRST_ALERT_REASON + alert.code(), name(alert));
    }

    /** What the libraries call an alert that arrived. */
    static String name(TlsAlert alert) {
        return prefix(alert) + "_ALERT_" + alert.name();
    }

    /** BoringSSL names the alerts that SSL 3.0 had already after it. */
    private static String prefix(TlsAlert alert) {
        return switch (alert) {
            case UNEXPECTED_MESSAGE,
                    BAD_RECORD_MAC,
                    DECOMPRESSION_FAILURE,
                    HANDSHAKE_FAILURE,
                    NO_CERTIFICATE,
                    BAD_CERTIFICATE,
                    UNSUPPORTED_CERTIFICATE,
                    CERTIFICATE_REVOKED,
                    CERTIFICATE_EXPIRED,
                    CERTIFICATE_UNKNOWN,
                    ILLEGAL_PARAMETER -> "SSLV3";
            default -> "TLSV1";
        };
    }

    private static String own(RefusalReason reason) {
        return switch (reason) {
            case WRONG_VERSION_NUMBER -> text(247, "WRONG_VERSION_NUMBER");
            case HTTP_REQUEST -> text(156, "HTTP_REQUEST");
            case NO_CERTIFICATE -> text(192, "PEER_DID_NOT_RETURN_A_CERTIFICATE");
            case PROTOCOL_VERSION -> text(240, "UNSUPPORTED_PROTOCOL");
            case DOWNGRADED -> text(297, "TLS13_DOWNGRADE");
            case NO_SHARED_PARAMETERS -> text(184, "NO_SHARED_CIPHER");
            case TAMPERED -> text(139, "DECRYPTION_FAILED_OR_BAD_RECORD_MAC");
            case CLOSED_EARLY -> "";
            default -> text(125, "CERTIFICATE_VERIFY_FAILED");
        };
    }

    private static String text(int reason, String name) {
        return String.format(
                Locale.ROOT,
                "TLS_error:|%d:SSL routines:OPENSSL_internal:%s:TLS_error_end",
                LIBRARY_SSL | reason,
                name);
    }
}
