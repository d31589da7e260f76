package padlock.tls.handshake;

import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SecurityParameters;
import org.bouncycastle.tls.crypto.TlsCrypto;
import org.bouncycastle.tls.crypto.TlsSecret;

/**
 * The secrets of one connection as this end knows them, in the lines of NSS's key log, which every tool that reads
 * captures understands.
 */
final class KeyLog {
    private final Set<String> lines = new LinkedHashSet<>();
    private final TlsCrypto crypto;

    KeyLog(TlsCrypto crypto) {
        this.crypto = crypto;
    }

    void established(SecurityParameters parameters) {
        if (ProtocolVersion.TLSv13.equals(parameters.getNegotiatedVersion())) {
            handshakeSecrets(parameters);
            add("CLIENT_TRAFFIC_SECRET_0", parameters, parameters.getTrafficSecretClient());
            add("SERVER_TRAFFIC_SECRET_0", parameters, parameters.getTrafficSecretServer());
            add("EXPORTER_SECRET", parameters, parameters.getExporterMasterSecret());
        } else {
            add("CLIENT_RANDOM", parameters, parameters.getMasterSecret());
        }
    }

    /** A handshake that this end breaks off: what is needed to read the certificate and the alert. */
    void brokenOff(SecurityParameters parameters) {
        if (parameters != null && ProtocolVersion.TLSv13.equals(parameters.getNegotiatedVersion())) {
            handshakeSecrets(parameters);
        }
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    private void handshakeSecrets(SecurityParameters parameters) {
        add("CLIENT_HANDSHAKE_TRAFFIC_SECRET", parameters, parameters.getBaseKeyClient());
        add("SERVER_HANDSHAKE_TRAFFIC_SECRET", parameters, parameters.getBaseKeyServer());
    }

    private void add(String label, SecurityParameters parameters, TlsSecret secret) {
        if (secret != null && secret.isAlive()) {
            // To extract a secret destroys it, so that a copy is extracted.
            byte[] copy = crypto.adoptSecret(secret).extract();
            lines.add(label + " " + HexFormat.of().formatHex(parameters.getClientRandom()) + " "
                    + HexFormat.of().formatHex(copy));
        }
    }
}
