package padlock.mesh.history;

import padlock.mesh.actor.Side;
import padlock.tls.handshake.RefusalReason;

/** From why an endpoint of TLS does not go on to why a call failed. */
public final class HandshakeReasons {

    private HandshakeReasons() {}

    /** @param side which end refused; what it refused is the other end's */
    public static CallReason of(RefusalReason reason, Side side) {
        boolean client = side == Side.CLIENT;
        return switch (reason) {
            case CERTIFICATE_EXPIRED ->
                client ? CallReason.SERVER_CERTIFICATE_EXPIRED : CallReason.CLIENT_CERTIFICATE_EXPIRED;
            case CERTIFICATE_NOT_YET_VALID -> CallReason.CERTIFICATE_NOT_YET_VALID;
            case CERTIFICATE_REVOKED -> CallReason.CERTIFICATE_REVOKED;
            case NAME_MISMATCH -> client ? CallReason.SERVER_NAME_MISMATCH : CallReason.TRUST_DOMAIN_MISMATCH;
            case TRUST_DOMAIN_MISMATCH -> CallReason.TRUST_DOMAIN_MISMATCH;
            case NO_CERTIFICATE -> CallReason.NO_CLIENT_CERTIFICATE;
            case HTTP_REQUEST -> client ? CallReason.TLS_TO_PLAINTEXT : CallReason.PLAINTEXT_TO_STRICT;
            case WRONG_VERSION_NUMBER -> client ? CallReason.TLS_TO_PLAINTEXT : CallReason.UNREACHABLE;
            case PROTOCOL_VERSION, DOWNGRADED, NO_SHARED_PARAMETERS, NO_APPLICATION_PROTOCOL ->
                CallReason.PROTOCOL_VERSION;
            case TAMPERED -> CallReason.TAMPERED;
            case CLOSED_EARLY -> CallReason.UNREACHABLE;
            case UNKNOWN_AUTHORITY,
                    NOT_AN_AUTHORITY,
                    PATH_LENGTH,
                    BAD_SIGNATURE,
                    WRONG_PURPOSE,
                    NAME_CONSTRAINT,
                    NO_POLICY,
                    UNHANDLED_EXTENSION,
                    MALFORMED_CERTIFICATE,
                    CERTIFICATE_REJECTED -> CallReason.UNKNOWN_AUTHORITY;
        };
    }
}
