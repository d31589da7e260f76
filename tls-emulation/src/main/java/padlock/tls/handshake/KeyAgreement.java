package padlock.tls.handshake;

/** The groups in which two endpoints agree on a secret, by their names and numbers in the TLS registry. */
public enum KeyAgreement {
    X25519("x25519", 0x001d),
    P256("secp256r1", 0x0017),
    /** Post-quantum hybrid, TLS 1.3 only. */
    X25519_MLKEM768("X25519MLKEM768", 0x11ec);

    private final String text;
    private final int code;

    KeyAgreement(String text, int code) {
        this.text = text;
        this.code = code;
    }

    public int code() {
        return code;
    }

    @Override
    public String toString() {
        return text;
    }
}
