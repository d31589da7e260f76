package padlock.tls.identity;

import java.io.IOException;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.Signer;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.signers.DSADigestSigner;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.RSADigestSigner;
import org.bouncycastle.crypto.util.PublicKeyFactory;

/** Public keys as certificates and requests carry them: which there are, and what they have signed. */
public final class PublicKeys {
    static final BigInteger RSA_EXPONENT = BigInteger.valueOf(65537);
    static final int PRIME_CERTAINTY = 112;

    private static final Map<ASN1ObjectIdentifier, SignatureKind> SIGNATURES = new LinkedHashMap<>();

    static {
        SIGNATURES.put(
                X9ObjectIdentifiers.ecdsa_with_SHA256, new SignatureKind("ecdsa-with-SHA256", true, SHA256Digest::new));
        SIGNATURES.put(
                X9ObjectIdentifiers.ecdsa_with_SHA384, new SignatureKind("ecdsa-with-SHA384", true, SHA384Digest::new));
        SIGNATURES.put(
                X9ObjectIdentifiers.ecdsa_with_SHA512, new SignatureKind("ecdsa-with-SHA512", true, SHA512Digest::new));
        SIGNATURES.put(
                PKCSObjectIdentifiers.sha256WithRSAEncryption,
                new SignatureKind("sha256WithRSAEncryption", false, SHA256Digest::new));
        SIGNATURES.put(
                PKCSObjectIdentifiers.sha384WithRSAEncryption,
                new SignatureKind("sha384WithRSAEncryption", false, SHA384Digest::new));
        SIGNATURES.put(
                PKCSObjectIdentifiers.sha512WithRSAEncryption,
                new SignatureKind("sha512WithRSAEncryption", false, SHA512Digest::new));
    }

    private record SignatureKind(String name, boolean ecdsa, Supplier<Digest> digest) {}

    private PublicKeys() {}

    static String describe(byte[] publicKeyInfo) {
        return parse(publicKeyInfo).map(PublicKeys::describe).orElse("unknown");
    }

    private static String describe(AsymmetricKeyParameter key) {
        if (key instanceof ECPublicKeyParameters ec)
            return "EC P-" + ec.getParameters().getN().bitLength();
        if (key instanceof RSAKeyParameters rsa)
            return "RSA " + rsa.getModulus().bitLength();
        return key.getClass().getSimpleName().replace("PublicKeyParameters", "").replace("KeyParameters", "");
    }

    static String nameOf(AlgorithmIdentifier algorithm) {
        SignatureKind kind = SIGNATURES.get(algorithm.getAlgorithm());
        return kind == null ? algorithm.getAlgorithm().getId() : kind.name;
    }

    /**
     * Whether a key made a signature, by an algorithm that is fit for certificates: ECDSA or RSA with SHA-2. All
     * arguments but the message are DER, and may be anything.
     */
    public static boolean verify(byte[] publicKeyInfo, byte[] algorithm, byte[] message, byte[] signature) {
        try {
            SignatureKind kind =
                    SIGNATURES.get(AlgorithmIdentifier.getInstance(algorithm).getAlgorithm());
            Optional<AsymmetricKeyParameter> key = parse(publicKeyInfo);
            if (kind == null || key.isEmpty()) return false;
            if (key.get() instanceof ECPublicKeyParameters != kind.ecdsa
                    || key.get() instanceof RSAKeyParameters == kind.ecdsa) return false;
            Signer verifier = kind.ecdsa
                    ? new DSADigestSigner(new ECDSASigner(), kind.digest.get())
                    : new RSADigestSigner(kind.digest.get());
            verifier.init(false, key.get());
            verifier.update(message, 0, message.length);
            return verifier.verifySignature(signature);
        } catch (RuntimeException notAKeyOrSignature) {
            return false;
        }
    }

    private static Optional<AsymmetricKeyParameter> parse(byte[] publicKeyInfo) {
        try {
            return Optional.of(PublicKeyFactory.createKey(publicKeyInfo));
        } catch (IOException | RuntimeException notAKey) {
            return Optional.empty();
        }
    }
}
