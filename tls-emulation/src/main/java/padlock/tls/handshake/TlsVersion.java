package padlock.tls.handshake;

public enum TlsVersion {
    TLS_1_2("TLSv1.2"),
    TLS_1_3("TLSv1.3");

    private final String text;

    TlsVersion(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
