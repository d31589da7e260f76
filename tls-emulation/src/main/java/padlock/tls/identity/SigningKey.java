package padlock.tls.identity;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.Signer;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.generators.ECKeyPairGenerator;
import org.bouncycastle.crypto.generators.Ed25519KeyPairGenerator;
import org.bouncycastle.crypto.generators.RSAKeyPairGenerator;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECKeyGenerationParameters;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed25519KeyGenerationParameters;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.params.RSAKeyGenerationParameters;
import org.bouncycastle.crypto.signers.DSADigestSigner;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.crypto.signers.RSADigestSigner;
import org.bouncycastle.crypto.util.PrivateKeyInfoFactory;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;

/**
 * A private key with its public half. It signs the same bytes in the same way each time (RFC 6979, RFC 8032, PKCS #1
 * v1.5).
 */
public final class SigningKey {

    /** How a key signs: as long a hash as its curve asks for, as Go does it. */
    public enum Scheme {
        ECDSA_SHA256,
        ECDSA_SHA384,
        ED25519,
        RSA_SHA256
    }

    private static final int P256_BITS = 256;

    private final AsymmetricKeyParameter privateKey;
    private final byte[] publicKeyInfo;
    private Optional<byte[]> pkcs8 = Optional.empty();

    private SigningKey(AsymmetricKeyParameter privateKey, AsymmetricKeyParameter publicKey) {
        this.privateKey = privateKey;
        try {
            this.publicKeyInfo = SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(publicKey)
                    .getEncoded();
        } catch (IOException inMemory) {
            throw new AssertionError(inMemory);
        }
    }

    /**
     * The private key in a PEM text, by PKCS #8, PKCS #1 or SEC 1.
     *
     * @throws IllegalArgumentException if there is none that Padlock can sign with
     */
    public static SigningKey parsePem(String text) {
        return PrivateKeys.parsePem(text);
    }

    static SigningKey of(AsymmetricKeyParameter privateKey, AsymmetricKeyParameter publicKey) {
        return new SigningKey(privateKey, publicKey);
    }

    public static SigningKey generate(KeyAlgorithm algorithm, Seed seed) {
        SecureRandom random = seed.named("signing key", algorithm.name()).stream();
        AsymmetricCipherKeyPair pair = switch (algorithm) {
            case EC_P256 -> newEcPair(SECObjectIdentifiers.secp256r1, random);
            case EC_P384 -> newEcPair(SECObjectIdentifiers.secp384r1, random);
            case ED25519 -> newEd25519Pair(random);
            case RSA_2048 -> newRsaPair(random);
        };
        return new SigningKey(pair.getPrivate(), pair.getPublic());
    }

    private static AsymmetricCipherKeyPair newEcPair(ASN1ObjectIdentifier curve, SecureRandom random) {
        var generator = new ECKeyPairGenerator();
        generator.init(new ECKeyGenerationParameters(ECNamedDomainParameters.lookup(curve), random));
        return generator.generateKeyPair();
    }

    private static AsymmetricCipherKeyPair newEd25519Pair(SecureRandom random) {
        var generator = new Ed25519KeyPairGenerator();
        generator.init(new Ed25519KeyGenerationParameters(random));
        return generator.generateKeyPair();
    }

    private static AsymmetricCipherKeyPair newRsaPair(SecureRandom random) {
        var generator = new RSAKeyPairGenerator();
        generator.init(
                new RSAKeyGenerationParameters(PublicKeys.RSA_EXPONENT, random, 2048, PublicKeys.PRIME_CERTAINTY));
        return generator.generateKeyPair();
    }

    public Scheme scheme() {
        if (privateKey instanceof ECPrivateKeyParameters ec)
            return ec.getParameters().getN().bitLength() == P256_BITS ? Scheme.ECDSA_SHA256 : Scheme.ECDSA_SHA384;
        return privateKey instanceof Ed25519PrivateKeyParameters ? Scheme.ED25519 : Scheme.RSA_SHA256;
    }

    public boolean isFor(Certificate certificate) {
        return Arrays.equals(publicKeyInfo, certificate.publicKeyInfo());
    }

    /** The public half as a DER SubjectPublicKeyInfo (RFC 5280 §4.1). */
    public byte[] publicKeyInfo() {
        return publicKeyInfo.clone();
    }

    /** The private half as DER PKCS #8 (RFC 5958). */
    public byte[] pkcs8() {
        byte[] encoded = pkcs8.orElseGet(this::encoded);
        pkcs8 = Optional.of(encoded);
        return encoded.clone();
    }

    /** Made when somebody asks, for it takes as long as a signature, and most keys are replaced before that. */
    private byte[] encoded() {
        try {
            return privateKey instanceof Ed25519PrivateKeyParameters edwards
                    ? withoutPublicHalf(edwards).getEncoded()
                    : PrivateKeyInfoFactory.createPrivateKeyInfo(privateKey).getEncoded();
        } catch (IOException inMemory) {
            throw new AssertionError(inMemory);
        }
    }

    /** Bouncy Castle would write the public half beside it, and then OpenSSL could not read it. */
    private static PrivateKeyInfo withoutPublicHalf(Ed25519PrivateKeyParameters key) throws IOException {
        return new PrivateKeyInfo(
                new AlgorithmIdentifier(EdECObjectIdentifiers.id_Ed25519), new DEROctetString(key.getEncoded()));
    }

    /** Signs by its scheme: a DER ECDSA signature, PKCS #1 v1.5 for RSA, or RFC 8032's. */
    public byte[] sign(byte[] message) {
        try {
            Signer signer = signer();
            signer.update(message, 0, message.length);
            return signer.generateSignature();
        } catch (CryptoException ourOwnKey) {
            throw new AssertionError(ourOwnKey);
        }
    }

    private Signer signer() {
        return switch (scheme()) {
            case ECDSA_SHA256 -> ecdsaSigner(SHA256Digest::new);
            case ECDSA_SHA384 -> ecdsaSigner(SHA384Digest::new);
            case ED25519 -> edwardsSigner();
            case RSA_SHA256 -> rsaSigner();
        };
    }

    private Signer ecdsaSigner(Supplier<Digest> hash) {
        var signer = new DSADigestSigner(new ECDSASigner(new HMacDSAKCalculator(hash.get())), hash.get());
        signer.init(true, privateKey);
        return signer;
    }

    private Signer edwardsSigner() {
        var signer = new Ed25519Signer();
        signer.init(true, privateKey);
        return signer;
    }

    private Signer rsaSigner() {
        // Blinding does not change the signature, but without a source of its own it would wake up the machine's.
        SecureRandom blinding = Seed.of("blinding".getBytes(StandardCharsets.UTF_8)).stream();
        var signer = new RSADigestSigner(new SHA256Digest());
        signer.init(true, new ParametersWithRandom(privateKey, blinding));
        return signer;
    }

    /** A public half has one private half. */
    @Override
    public boolean equals(Object other) {
        return other instanceof SigningKey key && Arrays.equals(publicKeyInfo, key.publicKeyInfo);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(publicKeyInfo);
    }

    /** Shows the public half only. */
    @Override
    public String toString() {
        return PublicKeys.describe(publicKeyInfo) + " key "
                + Hex.of(SeededRandom.sha256().digest(publicKeyInfo)).substring(0, 16);
    }
}
