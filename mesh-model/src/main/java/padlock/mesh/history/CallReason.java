package padlock.mesh.history;

/** Why a call ended as it did: the first check that failed, in the order of the wire. */
public enum CallReason {
    OK("ok"),
    PLAINTEXT_TO_STRICT("plaintext-to-strict"),
    TLS_TO_PLAINTEXT("tls-to-plaintext"),
    NO_CLIENT_CERTIFICATE("no-client-certificate"),
    TLS_WITHOUT_ISTIO_ALPN("tls-without-istio-alpn"),
    SERVER_CERTIFICATE_EXPIRED("server-certificate-expired"),
    CLIENT_CERTIFICATE_EXPIRED("client-certificate-expired"),
    CERTIFICATE_NOT_YET_VALID("certificate-not-yet-valid"),
    CERTIFICATE_REVOKED("certificate-revoked"),
    SERVER_NAME_MISMATCH("server-name-mismatch"),
    UNKNOWN_AUTHORITY("unknown-authority"),
    TRUST_DOMAIN_MISMATCH("trust-domain-mismatch"),
    NO_CERTIFICATE_YET("no-certificate-yet"),
    TAMPERED("tampered"),
    PROTOCOL_VERSION("protocol-version"),
    ACCESS_DENIED("access-denied"),
    TOKEN_REJECTED("token-rejected"),
    NO_SUCH_HOST("no-such-host"),
    NO_ENDPOINT("no-endpoint"),
    CONNECTION_REFUSED("connection-refused"),
    SERVER_FIRST_TIMEOUT("server-first-timeout"),
    TIMEOUT("timeout"),
    UNREACHABLE("unreachable");

    private final String text;

    CallReason(String text) {
        this.text = text;
    }

    /** The word of the command line and of scenario files. */
    public String text() {
        return text;
    }
}
