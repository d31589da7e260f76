package padlock.mesh.history;

/** What carried a call over the network, once something was established. */
public enum Transport {
    MUTUAL_TLS("mutual-tls"),
    /** The server alone showed a certificate, or the application's own TLS. */
    TLS("tls"),
    PLAINTEXT("plaintext"),
    /** Nothing was established. */
    NONE("none");

    private final String text;

    Transport(String text) {
        this.text = text;
    }

    /** The word of the command line and of scenario files. */
    public String text() {
        return text;
    }
}
