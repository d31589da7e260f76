package padlock.tls.handshake;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Vector;
import java.util.stream.IntStream;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateEntry;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.SignatureScheme;
import org.bouncycastle.tls.TlsContext;
import org.bouncycastle.tls.TlsCredentialedDecryptor;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.impl.bc.BcDefaultTlsCredentialedDecryptor;
import org.bouncycastle.tls.crypto.impl.bc.BcDefaultTlsCredentialedSigner;
import padlock.tls.identity.CertifiedKey;
import padlock.tls.identity.SigningKey;

/** A certified key as Bouncy Castle wants to have it, and the signature algorithms of BoringSSL in their order. */
final class Credentials {
    private final CertifiedKey own;
    private final SeededCrypto crypto;
    private final TlsContext context;

    Credentials(CertifiedKey own, SeededCrypto crypto, TlsContext context) {
        this.own = own;
        this.crypto = crypto;
        this.context = context;
    }

    /** Which signatures an endpoint accepts: BoringSSL's default, and Ed25519 where its own key is one. */
    static Vector<SignatureAndHashAlgorithm> acceptedSignatures(Optional<? extends CertifiedKey> own) {
        var accepted = new Vector<SignatureAndHashAlgorithm>();
        IntStream.of(
                        SignatureScheme.ecdsa_secp256r1_sha256,
                        SignatureScheme.rsa_pss_rsae_sha256,
                        SignatureScheme.rsa_pkcs1_sha256,
                        SignatureScheme.ecdsa_secp384r1_sha384,
                        SignatureScheme.rsa_pss_rsae_sha384,
                        SignatureScheme.rsa_pkcs1_sha384,
                        SignatureScheme.rsa_pss_rsae_sha512,
                        SignatureScheme.rsa_pkcs1_sha512)
                .mapToObj(SignatureScheme::getSignatureAndHashAlgorithm)
                .forEach(accepted::add);
        own.map(CertifiedKey::key)
                .filter(key -> key.scheme() == SigningKey.Scheme.ED25519)
                .ifPresent(key -> accepted.add(SignatureAndHashAlgorithm.ed25519));
        return accepted;
    }

    /** In TLS a curve has one hash that goes with it. */
    private static List<Integer> schemes(SigningKey key) {
        return switch (key.scheme()) {
            case ECDSA_SHA256 -> List.of(SignatureScheme.ecdsa_secp256r1_sha256);
            case ECDSA_SHA384 -> List.of(SignatureScheme.ecdsa_secp384r1_sha384);
            case ED25519 -> List.of(SignatureScheme.ed25519);
            case RSA_SHA256 -> List.of(SignatureScheme.rsa_pss_rsae_sha256, SignatureScheme.rsa_pkcs1_sha256);
        };
    }

    /** A signer by the first algorithm that the key can do and the peer accepts. */
    Optional<TlsCredentialedSigner> signer(Vector<?> acceptedByPeer) throws IOException {
        for (int scheme : schemes(own.key())) {
            SignatureAndHashAlgorithm algorithm = SignatureScheme.getSignatureAndHashAlgorithm(scheme);
            if (acceptedByPeer == null || !acceptedByPeer.contains(algorithm)) continue;
            return Optional.of(new BcDefaultTlsCredentialedSigner(
                    new TlsCryptoParameters(context), crypto, key(), message(), algorithm));
        }
        return Optional.empty();
    }

    TlsCredentialedDecryptor decryptor() throws IOException {
        return new BcDefaultTlsCredentialedDecryptor(crypto, message(), key());
    }

    private AsymmetricKeyParameter key() throws IOException {
        return PrivateKeyFactory.createKey(own.key().pkcs8());
    }

    private Certificate message() throws IOException {
        var certificates = new TlsCertificate[own.chain().size()];
        for (int i = 0; i < certificates.length; i++)
            certificates[i] = crypto.createCertificate(own.chain().get(i).der());
        if (!TlsUtils.isTLSv13(context)) return new Certificate(certificates);
        var entries = new CertificateEntry[certificates.length];
        for (int i = 0; i < entries.length; i++) entries[i] = new CertificateEntry(certificates[i], null);
        return new Certificate(TlsUtils.EMPTY_BYTES, entries);
    }
}
