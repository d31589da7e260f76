package padlock.tls.handshake;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.bouncycastle.tls.AlertLevel;
import org.bouncycastle.tls.ProtocolName;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SecurityParameters;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.crypto.TlsCertificate;
import padlock.tls.identity.Certificate;
import padlock.tls.identity.KeyUsage;
import padlock.tls.identity.SpiffeId;

/** What an endpoint has learnt so far: its callbacks from Bouncy Castle write here, {@link TlsEndpoint} reads. */
final class Conversation {
    private Instant at = Instant.EPOCH;
    private List<Certificate> peerChain = List.of();
    private Optional<SpiffeId> peer = Optional.empty();
    private Optional<CertificateValidator.Examination> examination = Optional.empty();
    private boolean withheldCertificate;
    private Optional<HandshakeOutcome.Refused> knownRefusal = Optional.empty();
    private Optional<Session> session = Optional.empty();
    private Optional<TlsAlert> alertSent = Optional.empty();
    private Optional<TlsAlert> alertReceived = Optional.empty();

    void beginStep(Instant instant) {
        at = instant;
        beginStep();
    }

    void beginStep() {
        alertSent = Optional.empty();
        alertReceived = Optional.empty();
    }

    /**
     * Reads the peer's certificates and judges them, where somebody asks for that; throws what Bouncy Castle turns into
     * an alert.
     *
     * @param usable whether the key of a leaf fits what was agreed upon
     */
    void meetPeer(
            org.bouncycastle.tls.Certificate message,
            Optional<PeerTrust> trust,
            Purpose purpose,
            Predicate<Certificate> usable)
            throws IOException {
        peerChain = parse(message);
        if (peerChain.isEmpty()) throw refuse(RefusalReason.NO_CERTIFICATE, TlsAlert.DECODE_ERROR, "");
        // BoringSSL looks at these two on its own, before anybody judges the chain.
        if (!usable.test(peerChain.get(0))) {
            throw refuse(RefusalReason.NO_SHARED_PARAMETERS, TlsAlert.ILLEGAL_PARAMETER, "");
        }
        if (!peerChain.get(0).permits(KeyUsage.DIGITAL_SIGNATURE)) {
            throw refuse(RefusalReason.WRONG_PURPOSE, TlsAlert.ILLEGAL_PARAMETER, "");
        }
        if (trust.isEmpty()) return;
        var examined = CertificateValidator.examine(peerChain, trust.get(), ChainTerms.ofSidecar(purpose, at));
        examination = Optional.of(examined);
        if (examined.verdict() instanceof ChainVerdict.Rejected rejected) {
            throw refuse(rejected.reason(), rejected.alert(), "verify cert failed: " + rejected.detail());
        }
        peer = peerChain.get(0).spiffeId();
    }

    private List<Certificate> parse(org.bouncycastle.tls.Certificate message) throws IOException {
        try {
            var chain = new ArrayList<Certificate>();
            for (TlsCertificate certificate : message.getCertificateList())
                chain.add(Certificate.parseDer(certificate.getEncoded()));
            return List.copyOf(chain);
        } catch (IllegalArgumentException malformed) {
            throw refuse(RefusalReason.MALFORMED_CERTIFICATE, TlsAlert.DECODE_ERROR, "");
        }
    }

    TlsFatalAlert refuse(RefusalReason reason, TlsAlert alert, String detail) {
        knownRefusal = Optional.of(new HandshakeOutcome.Refused(reason, Optional.of(alert), Side.SELF, detail));
        return new TlsFatalAlert((short) alert.code(), detail);
    }

    void withholdCertificate() {
        withheldCertificate = true;
    }

    void establish(SecurityParameters parameters, SeededCrypto crypto, Optional<String> serverName) {
        int group = parameters.getNegotiatedGroup() < 0 ? crypto.lastGroup() : parameters.getNegotiatedGroup();
        session = Optional.of(new Session(
                ProtocolVersion.TLSv13.equals(parameters.getNegotiatedVersion())
                        ? TlsVersion.TLS_1_3
                        : TlsVersion.TLS_1_2,
                CipherSuite.nameOf(parameters.getCipherSuite()),
                Arrays.stream(KeyAgreement.values())
                        .filter(known -> known.code() == group)
                        .map(KeyAgreement::toString)
                        .findFirst(),
                Optional.ofNullable(parameters.getApplicationProtocol()).map(ProtocolName::getUtf8Decoding),
                serverName,
                peerChain,
                peer));
    }

    void alertRaised(short code) {
        alertSent = TlsAlert.ofCode(code);
    }

    void alertArrived(short level, short code) {
        alertReceived = TlsAlert.ofCode(code);
        if (level == AlertLevel.warning
                && session.isEmpty()
                && alertReceived.equals(Optional.of(TlsAlert.CLOSE_NOTIFY))) {
            knownRefusal =
                    Optional.of(new HandshakeOutcome.Refused(RefusalReason.CLOSED_EARLY, alertReceived, Side.PEER, ""));
        }
    }

    Optional<Session> session() {
        return session;
    }

    Optional<CertificateValidator.Examination> examination() {
        return examination;
    }

    Optional<TlsAlert> alertSent() {
        return alertSent;
    }

    Optional<TlsAlert> alertReceived() {
        return alertReceived;
    }

    /** How a handshake ended that failed in this step. */
    HandshakeOutcome.Refused refusal() {
        if (knownRefusal.isPresent()) return knownRefusal.get();
        if (alertReceived.isPresent()) {
            TlsAlert alert = alertReceived.get();
            return new HandshakeOutcome.Refused(
                    alert.reasonWhenReceived(withheldCertificate), Optional.of(alert), Side.PEER, "");
        }
        return new HandshakeOutcome.Refused(
                alertSent.map(TlsAlert::reasonWhenSent).orElse(RefusalReason.TAMPERED), alertSent, Side.SELF, "");
    }
}
