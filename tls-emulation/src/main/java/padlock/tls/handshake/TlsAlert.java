package padlock.tls.handshake;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The alerts of TLS, by the names and codes of RFC 8446 §6 and its predecessors. */
public enum TlsAlert {
    CLOSE_NOTIFY(0),
    UNEXPECTED_MESSAGE(10),
    BAD_RECORD_MAC(20),
    DECRYPTION_FAILED(21),
    RECORD_OVERFLOW(22),
    DECOMPRESSION_FAILURE(30),
    HANDSHAKE_FAILURE(40),
    NO_CERTIFICATE(41),
    BAD_CERTIFICATE(42),
    UNSUPPORTED_CERTIFICATE(43),
    CERTIFICATE_REVOKED(44),
    CERTIFICATE_EXPIRED(45),
    CERTIFICATE_UNKNOWN(46),
    ILLEGAL_PARAMETER(47),
    UNKNOWN_CA(48),
    ACCESS_DENIED(49),
    DECODE_ERROR(50),
    DECRYPT_ERROR(51),
    EXPORT_RESTRICTION(60),
    PROTOCOL_VERSION(70),
    INSUFFICIENT_SECURITY(71),
    INTERNAL_ERROR(80),
    INAPPROPRIATE_FALLBACK(86),
    USER_CANCELED(90),
    NO_RENEGOTIATION(100),
    MISSING_EXTENSION(109),
    UNSUPPORTED_EXTENSION(110),
    CERTIFICATE_UNOBTAINABLE(111),
    UNRECOGNIZED_NAME(112),
    BAD_CERTIFICATE_STATUS_RESPONSE(113),
    BAD_CERTIFICATE_HASH_VALUE(114),
    UNKNOWN_PSK_IDENTITY(115),
    CERTIFICATE_REQUIRED(116),
    NO_APPLICATION_PROTOCOL(120),
    ECH_REQUIRED(121);

    private final int code;

    TlsAlert(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    public static Optional<TlsAlert> ofCode(int code) {
        return Arrays.stream(values()).filter(alert -> alert.code == code).findFirst();
    }

    /** What we can tell from the peer's alert alone, which stands for more than one reason. */
    RefusalReason reasonWhenReceived(boolean withheldCertificate) {
        return switch (this) {
            case CERTIFICATE_EXPIRED -> RefusalReason.CERTIFICATE_EXPIRED;
            case CERTIFICATE_REVOKED -> RefusalReason.CERTIFICATE_REVOKED;
            case UNKNOWN_CA -> RefusalReason.UNKNOWN_AUTHORITY;
            case DECRYPT_ERROR -> RefusalReason.BAD_SIGNATURE;
            case UNSUPPORTED_CERTIFICATE -> RefusalReason.WRONG_PURPOSE;
            case CERTIFICATE_UNKNOWN, BAD_CERTIFICATE, ACCESS_DENIED -> RefusalReason.CERTIFICATE_REJECTED;
            case CERTIFICATE_REQUIRED, NO_CERTIFICATE -> RefusalReason.NO_CERTIFICATE;
            // Before TLS 1.3 there was no alert of its own for a certificate that did not come.
            case HANDSHAKE_FAILURE ->
                withheldCertificate ? RefusalReason.NO_CERTIFICATE : RefusalReason.NO_SHARED_PARAMETERS;
            default -> reasonWhenSent();
        };
    }

    /** Why an endpoint stops with this alert, when it was not about the peer's certificate. */
    RefusalReason reasonWhenSent() {
        return switch (this) {
            case CLOSE_NOTIFY, USER_CANCELED -> RefusalReason.CLOSED_EARLY;
            case PROTOCOL_VERSION -> RefusalReason.PROTOCOL_VERSION;
            case HANDSHAKE_FAILURE, INSUFFICIENT_SECURITY -> RefusalReason.NO_SHARED_PARAMETERS;
            case NO_APPLICATION_PROTOCOL -> RefusalReason.NO_APPLICATION_PROTOCOL;
            case BAD_CERTIFICATE, UNSUPPORTED_CERTIFICATE -> RefusalReason.MALFORMED_CERTIFICATE;
            default -> RefusalReason.TAMPERED;
        };
    }

    /** As the RFC writes it: {@code certificate_expired(45)}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT) + "(" + code + ")";
    }
}
