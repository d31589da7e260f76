package padlock.tls.handshake;

import java.util.List;
import padlock.tls.identity.KeyUsage;

/** Whose certificate is judged: a server's or a client's. */
public enum Purpose {
    SERVER_AUTH("serverAuth", List.of(KeyUsage.DIGITAL_SIGNATURE, KeyUsage.KEY_ENCIPHERMENT, KeyUsage.KEY_AGREEMENT)),
    CLIENT_AUTH("clientAuth", List.of(KeyUsage.DIGITAL_SIGNATURE, KeyUsage.KEY_AGREEMENT));

    private final String extendedKeyUsage;
    private final List<KeyUsage> keyUsages;

    Purpose(String extendedKeyUsage, List<KeyUsage> keyUsages) {
        this.extendedKeyUsage = extendedKeyUsage;
        this.keyUsages = keyUsages;
    }

    public String extendedKeyUsage() {
        return extendedKeyUsage;
    }

    /** Any one of these is enough. */
    List<KeyUsage> keyUsages() {
        return keyUsages;
    }
}
