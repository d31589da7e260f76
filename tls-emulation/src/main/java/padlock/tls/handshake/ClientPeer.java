package padlock.tls.handshake;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Optional;
import java.util.Vector;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.CertificateStatusRequest;
import org.bouncycastle.tls.DefaultTlsClient;
import org.bouncycastle.tls.ProtocolName;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SecurityParameters;
import org.bouncycastle.tls.ServerName;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsServerCertificate;
import org.bouncycastle.tls.TlsUtils;
import padlock.tls.identity.Certificate;

/** A client's answers to Bouncy Castle's questions. */
final class ClientPeer extends DefaultTlsClient {
    private static final byte[] DOWNGRADED = "DOWNGRD\001".getBytes(StandardCharsets.US_ASCII);

    private final ClientSettings settings;
    private final SeededCrypto seeded;
    private final Conversation conversation;
    private final KeyLog keyLog;

    ClientPeer(ClientSettings settings, SeededCrypto crypto, Conversation conversation, KeyLog keyLog) {
        super(crypto);
        this.settings = settings;
        this.seeded = crypto;
        this.conversation = conversation;
        this.keyLog = keyLog;
    }

    @Override
    protected ProtocolVersion[] getSupportedVersions() {
        return Wire.versions(settings.lowest(), settings.highest());
    }

    @Override
    protected int[] getSupportedCipherSuites() {
        return CipherSuite.ofClient(settings.lowest(), settings.highest());
    }

    @Override
    protected Vector<Integer> getSupportedGroups(@SuppressWarnings("rawtypes") Vector rolesOfSuites) {
        return Wire.groups(settings.groups());
    }

    /**
     * The first group, and after a hybrid one the first that older servers know: BoringSSL's guess of what the server
     * will take.
     */
    @Override
    public Vector<Integer> getEarlyKeyShareGroups() {
        var guesses = new ArrayList<KeyAgreement>(settings.groups().subList(0, 1));
        if (guesses.contains(KeyAgreement.X25519_MLKEM768)) {
            settings.groups().stream()
                    .filter(group -> group != KeyAgreement.X25519_MLKEM768)
                    .findFirst()
                    .ifPresent(guesses::add);
        }
        return Wire.groups(guesses);
    }

    @Override
    protected Vector<SignatureAndHashAlgorithm> getSupportedSignatureAlgorithms() {
        return Credentials.acceptedSignatures(settings.credentials());
    }

    @Override
    protected Vector<ProtocolName> getProtocolNames() {
        return Wire.alpn(settings.alpn());
    }

    @Override
    protected Vector<ServerName> getSNIServerNames() {
        return settings.serverName().map(Wire::serverName).orElse(null);
    }

    @Override
    protected CertificateStatusRequest getCertificateStatusRequest() {
        return null;
    }

    @Override
    public boolean shouldCheckSigAlgOfPeerCerts() {
        return false;
    }

    @Override
    public int getMaxCertificateChainLength() {
        return TlsEndpoint.LONGEST_CHAIN;
    }

    @Override
    public TlsAuthentication getAuthentication() {
        return new TlsAuthentication() {
            @Override
            public void notifyServerCertificate(TlsServerCertificate server) throws IOException {
                conversation.meetPeer(
                        server.getCertificate(),
                        settings.trust(),
                        Purpose.SERVER_AUTH,
                        ClientPeer.this::isOnOfferedCurve);
            }

            @Override
            public TlsCredentials getClientCredentials(CertificateRequest request) throws IOException {
                Optional<TlsCredentialedSigner> signer = signerFor(request);
                if (signer.isEmpty()) conversation.withholdCertificate();
                return signer.orElse(null);
            }
        };
    }

    /**
     * Before TLS 1.3 a client's groups bound the curves of servers' keys too (RFC 8422 §5.1.1), and of these curves
     * Envoy has P-256 alone.
     */
    private boolean isOnOfferedCurve(Certificate leaf) {
        String key = leaf.publicKey();
        return TlsUtils.isTLSv13(context) || !key.startsWith("EC ") || key.equals("EC P-256");
    }

    private Optional<TlsCredentialedSigner> signerFor(CertificateRequest request) throws IOException {
        if (settings.credentials().isEmpty()) return Optional.empty();
        return new Credentials(settings.credentials().get(), seeded, context)
                .signer(request.getSupportedSignatureAlgorithms());
    }

    @Override
    public void notifyAlertRaised(short level, short code, String message, Throwable cause) {
        conversation.alertRaised(code);
        if (code == AlertDescription.illegal_parameter && wasDowngraded()) {
            conversation.refuse(RefusalReason.DOWNGRADED, TlsAlert.ILLEGAL_PARAMETER, "");
        }
        keyLog.brokenOff(context.getSecurityParametersHandshake());
    }

    /** A server that could have done better says so at the end of its random value (RFC 8446 §4.1.3). */
    private boolean wasDowngraded() {
        SecurityParameters agreed = context.getSecurityParametersHandshake();
        byte[] random = agreed.getServerRandom();
        return random != null
                && settings.highest() == TlsVersion.TLS_1_3
                && ProtocolVersion.TLSv12.equals(agreed.getNegotiatedVersion())
                && Arrays.equals(
                        DOWNGRADED, Arrays.copyOfRange(random, random.length - DOWNGRADED.length, random.length));
    }

    @Override
    public void notifyAlertReceived(short level, short code) {
        conversation.alertArrived(level, code);
    }

    @Override
    public void notifyHandshakeComplete() {
        keyLog.established(context.getSecurityParametersConnection());
        conversation.establish(context.getSecurityParametersConnection(), seeded, settings.serverName());
    }
}
