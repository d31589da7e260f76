package padlock.tls.identity;

import java.io.IOException;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.Signer;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.engines.RSABlindedEngine;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.signers.DSADigestSigner;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.bouncycastle.crypto.signers.PSSSigner;
import org.bouncycastle.crypto.signers.RSADigestSigner;
import org.bouncycastle.crypto.util.PublicKeyFactory;

/** Public keys as certificates and requests carry them: which there are, and what they have signed. */
public final class PublicKeys {
    static final BigInteger RSA_EXPONENT = BigInteger.valueOf(65537);
    static final int PRIME_CERTAINTY = 112;

    private static final int SHORTEST_RSA_KEY = 1024;

    /** Those of BoringSSL. */
    private static final List<ASN1ObjectIdentifier> CURVES = List.of(
            SECObjectIdentifiers.secp224r1,
            SECObjectIdentifiers.secp256r1,
            SECObjectIdentifiers.secp384r1,
            SECObjectIdentifiers.secp521r1);

    private static final Map<ASN1ObjectIdentifier, SignatureKind> SIGNATURES = new LinkedHashMap<>();

    static {
        ecdsa(X9ObjectIdentifiers.ecdsa_with_SHA256, "ecdsa-with-SHA256", SHA256Digest::new);
        ecdsa(X9ObjectIdentifiers.ecdsa_with_SHA384, "ecdsa-with-SHA384", SHA384Digest::new);
        ecdsa(X9ObjectIdentifiers.ecdsa_with_SHA512, "ecdsa-with-SHA512", SHA512Digest::new);
        rsa(PKCSObjectIdentifiers.sha256WithRSAEncryption, "sha256WithRSAEncryption", SHA256Digest::new);
        rsa(PKCSObjectIdentifiers.sha384WithRSAEncryption, "sha384WithRSAEncryption", SHA384Digest::new);
        rsa(PKCSObjectIdentifiers.sha512WithRSAEncryption, "sha512WithRSAEncryption", SHA512Digest::new);
        SIGNATURES.put(
                PKCSObjectIdentifiers.id_RSASSA_PSS,
                new SignatureKind("RSASSA-PSS", RSAKeyParameters.class, PublicKeys::pss));
        SIGNATURES.put(
                EdECObjectIdentifiers.id_Ed25519,
                new SignatureKind("Ed25519", Ed25519PublicKeyParameters.class, parameters -> new Ed25519Signer()));
    }

    private static final Map<ASN1ObjectIdentifier, Supplier<Digest>> SHA_2 = new LinkedHashMap<>();

    static {
        SHA_2.put(NISTObjectIdentifiers.id_sha256, SHA256Digest::new);
        SHA_2.put(NISTObjectIdentifiers.id_sha384, SHA384Digest::new);
        SHA_2.put(NISTObjectIdentifiers.id_sha512, SHA512Digest::new);
    }

    /** Which key makes it, and what checks it, by the algorithm's parameters. */
    private record SignatureKind(
            String name,
            Class<? extends AsymmetricKeyParameter> madeBy,
            Function<Optional<ASN1Encodable>, Signer> verifier) {}

    private static void ecdsa(ASN1ObjectIdentifier oid, String name, Supplier<Digest> digest) {
        SIGNATURES.put(
                oid,
                new SignatureKind(
                        name,
                        ECPublicKeyParameters.class,
                        parameters -> new DSADigestSigner(new ECDSASigner(), digest.get())));
    }

    private static void rsa(ASN1ObjectIdentifier oid, String name, Supplier<Digest> digest) {
        SIGNATURES.put(
                oid, new SignatureKind(name, RSAKeyParameters.class, parameters -> new RSADigestSigner(digest.get())));
    }

    /** RFC 4055 §3.1, with the same SHA-2 hash in both places. */
    private static Signer pss(Optional<ASN1Encodable> parameters) {
        RSASSAPSSparams pss = RSASSAPSSparams.getInstance(parameters.orElseThrow());
        ASN1ObjectIdentifier hash = pss.getHashAlgorithm().getAlgorithm();
        AlgorithmIdentifier mask = pss.getMaskGenAlgorithm();
        AlgorithmIdentifier maskHash = AlgorithmIdentifier.getInstance(mask.getParameters());
        if (!mask.getAlgorithm().equals(PKCSObjectIdentifiers.id_mgf1)
                || !maskHash.getAlgorithm().equals(hash)
                || !pss.getTrailerField().equals(BigInteger.ONE)) {
            throw new IllegalArgumentException("these are not parameters of PSS that are in use");
        }
        int salt = pss.getSaltLength().intValueExact();
        return new PSSSigner(new RSABlindedEngine(), SHA_2.get(hash).get(), salt);
    }

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
     * Whether a key made a signature, by an algorithm that is fit for certificates: ECDSA or RSA with SHA-2, or
     * Ed25519. All arguments but the message are DER, and may be anything.
     */
    public static boolean verify(byte[] publicKeyInfo, byte[] algorithm, byte[] message, byte[] signature) {
        try {
            AlgorithmIdentifier identifier = AlgorithmIdentifier.getInstance(algorithm);
            SignatureKind kind = SIGNATURES.get(identifier.getAlgorithm());
            Optional<AsymmetricKeyParameter> key = parse(publicKeyInfo);
            if (kind == null || key.isEmpty() || !kind.madeBy.isInstance(key.get()) || isWeak(key.get())) return false;
            Signer verifier = kind.verifier.apply(Optional.ofNullable(identifier.getParameters()));
            verifier.init(false, key.get());
            verifier.update(message, 0, message.length);
            return verifier.verifySignature(signature);
        } catch (RuntimeException notAKeyOrSignature) {
            return false;
        }
    }

    private static boolean isWeak(AsymmetricKeyParameter key) {
        return key instanceof RSAKeyParameters rsa && rsa.getModulus().bitLength() < SHORTEST_RSA_KEY
                || key instanceof ECPublicKeyParameters ec && !isOnKnownCurve(ec);
    }

    /** A curve is known by its name (RFC 5480 §2.1.1); one that a key brings along could be made to be broken. */
    private static boolean isOnKnownCurve(ECPublicKeyParameters key) {
        return key.getParameters() instanceof ECNamedDomainParameters named && CURVES.contains(named.getName());
    }

    private static Optional<AsymmetricKeyParameter> parse(byte[] publicKeyInfo) {
        try {
            return Optional.of(PublicKeyFactory.createKey(publicKeyInfo));
        } catch (IOException | RuntimeException notAKey) {
            return Optional.empty();
        }
    }
}
