package padlock.tls.handshake;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Vector;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.ClientCertificateType;
import org.bouncycastle.tls.DefaultTlsServer;
import org.bouncycastle.tls.NameType;
import org.bouncycastle.tls.NamedGroup;
import org.bouncycastle.tls.ProtocolName;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SecurityParameters;
import org.bouncycastle.tls.ServerName;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsCredentialedDecryptor;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsUtils;
import padlock.tls.identity.SigningKey;

/** A server's answers to Bouncy Castle's questions. It prefers its own order of suites and groups, as Envoy does. */
final class ServerPeer extends DefaultTlsServer {
    private final ServerSettings settings;
    private final SeededCrypto seeded;
    private final Conversation conversation;
    private final KeyLog keyLog;

    ServerPeer(ServerSettings settings, SeededCrypto crypto, Conversation conversation, KeyLog keyLog) {
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
        return CipherSuite.ofServer(
                settings.lowest(),
                settings.highest(),
                settings.credentials().key().scheme() != SigningKey.Scheme.RSA_SHA256);
    }

    @Override
    protected boolean preferLocalCipherSuites() {
        return true;
    }

    @Override
    public int[] getSupportedGroups() {
        return settings.groups().stream().mapToInt(KeyAgreement::code).toArray();
    }

    @Override
    public boolean preferLocalSupportedGroups() {
        return true;
    }

    /** Bouncy Castle's own choice for TLS 1.2 would take groups that we do not have. */
    @Override
    protected int selectECDH(int minimumCurveBits) {
        return sharedCurves().findFirst().map(KeyAgreement::code).orElse(-1);
    }

    @Override
    protected int getMaximumNegotiableCurveBits() {
        return sharedCurves()
                .mapToInt(group -> NamedGroup.getCurveBits(group.code()))
                .max()
                .orElse(0);
    }

    private Stream<KeyAgreement> sharedCurves() {
        int[] offered = context.getSecurityParametersHandshake().getClientSupportedGroups();
        Predicate<KeyAgreement> shared = offered == null
                ? group -> group == KeyAgreement.P256
                : group -> Arrays.stream(offered).anyMatch(code -> code == group.code());
        return settings.groups().stream()
                .filter(group -> group != KeyAgreement.X25519_MLKEM768)
                .filter(shared);
    }

    @Override
    protected Vector<ProtocolName> getProtocolNames() {
        return Wire.alpn(settings.alpn());
    }

    /** Without a shared name Envoy goes on without ALPN, where Bouncy Castle would stop. */
    @Override
    protected ProtocolName selectProtocolName() {
        Vector<ProtocolName> own = getProtocolNames();
        return own == null ? null : selectProtocolName(clientProtocolNames, own);
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
    public TlsCredentials getCredentials() throws IOException {
        return TlsUtils.isTLSv13(context) ? signer() : super.getCredentials();
    }

    @Override
    protected TlsCredentialedSigner getECDSASignerCredentials() throws IOException {
        return signer();
    }

    @Override
    protected TlsCredentialedSigner getRSASignerCredentials() throws IOException {
        return signer();
    }

    @Override
    protected TlsCredentialedDecryptor getRSAEncryptionCredentials() throws IOException {
        return new Credentials(settings.credentials(), seeded, context).decryptor();
    }

    private TlsCredentialedSigner signer() throws IOException {
        return new Credentials(settings.credentials(), seeded, context)
                .signer(context.getSecurityParametersHandshake().getClientSigAlgs())
                .orElseThrow(() -> new TlsFatalAlert(AlertDescription.handshake_failure));
    }

    @Override
    public CertificateRequest getCertificateRequest() throws IOException {
        if (settings.clientTrust().isEmpty()) return null;
        var authorities = Wire.subjects(settings.clientTrust().get().bundle());
        if (TlsUtils.isTLSv13(context)) {
            return new CertificateRequest(TlsUtils.EMPTY_BYTES, acceptedSignatures(), null, authorities);
        }
        short[] kinds = {ClientCertificateType.rsa_sign, ClientCertificateType.ecdsa_sign};
        return new CertificateRequest(kinds, acceptedSignatures(), authorities);
    }

    private Vector<SignatureAndHashAlgorithm> acceptedSignatures() {
        return Credentials.acceptedSignatures(Optional.of(settings.credentials()));
    }

    @Override
    public void notifyClientCertificate(Certificate client) throws IOException {
        if (client == null || client.isEmpty()) {
            if (settings.demand() == ClientDemand.OPTIONAL) return;
            throw conversation.refuse(
                    RefusalReason.NO_CERTIFICATE,
                    TlsUtils.isTLSv13(context) ? TlsAlert.CERTIFICATE_REQUIRED : TlsAlert.HANDSHAKE_FAILURE,
                    "peer did not provide required client certificate");
        }
        conversation.meetPeer(client, settings.clientTrust(), Purpose.CLIENT_AUTH, leaf -> true);
    }

    @Override
    public void notifyAlertRaised(short level, short code, String message, Throwable cause) {
        conversation.alertRaised(code);
        keyLog.brokenOff(context.getSecurityParametersHandshake());
    }

    @Override
    public void notifyAlertReceived(short level, short code) {
        conversation.alertArrived(level, code);
    }

    @Override
    public void notifyHandshakeComplete() {
        SecurityParameters parameters = context.getSecurityParametersConnection();
        keyLog.established(parameters);
        conversation.establish(parameters, seeded, serverName(parameters.getClientServerNames()));
    }

    private static Optional<String> serverName(Vector<?> names) {
        if (names == null) return Optional.empty();
        return List.copyOf(names).stream()
                .map(ServerName.class::cast)
                .filter(name -> name.getNameType() == NameType.host_name)
                .map(name -> new String(name.getNameData(), StandardCharsets.US_ASCII))
                .findFirst();
    }
}
