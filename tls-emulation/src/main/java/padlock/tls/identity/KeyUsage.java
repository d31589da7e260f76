package padlock.tls.identity;

/** What a certificate says its key may be used for, in the order of the bits (RFC 5280 §4.2.1.3). */
public enum KeyUsage {
    DIGITAL_SIGNATURE("digitalSignature"),
    NON_REPUDIATION("nonRepudiation"),
    KEY_ENCIPHERMENT("keyEncipherment"),
    DATA_ENCIPHERMENT("dataEncipherment"),
    KEY_AGREEMENT("keyAgreement"),
    KEY_CERT_SIGN("keyCertSign"),
    CRL_SIGN("cRLSign"),
    ENCIPHER_ONLY("encipherOnly"),
    DECIPHER_ONLY("decipherOnly");

    private final String text;

    KeyUsage(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
