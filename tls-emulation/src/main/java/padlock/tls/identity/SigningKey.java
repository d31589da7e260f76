package padlock.tls.identity;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.Signer;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.ECKeyPairGenerator;
import org.bouncycastle.crypto.generators.RSAKeyPairGenerator;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECKeyGenerationParameters;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.params.RSAKeyGenerationParameters;
import org.bouncycastle.crypto.signers.DSADigestSigner;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.crypto.signers.RSADigestSigner;
import org.bouncycastle.crypto.util.PrivateKeyInfoFactory;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;

/** A private key with its public half. It signs the same bytes in the same way each time (RFC 6979, PKCS #1 v1.5). */
public final class SigningKey {
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
        AsymmetricCipherKeyPair pair = algorithm == KeyAlgorithm.EC_P256 ? newEcPair(random) : newRsaPair(random);
        return new SigningKey(pair.getPrivate(), pair.getPublic());
    }

    private static AsymmetricCipherKeyPair newEcPair(SecureRandom random) {
        var generator = new ECKeyPairGenerator();
        generator.init(
                new ECKeyGenerationParameters(ECNamedDomainParameters.lookup(SECObjectIdentifiers.secp256r1), random));
        return generator.generateKeyPair();
    }

    private static AsymmetricCipherKeyPair newRsaPair(SecureRandom random) {
        var generator = new RSAKeyPairGenerator();
        generator.init(
                new RSAKeyGenerationParameters(PublicKeys.RSA_EXPONENT, random, 2048, PublicKeys.PRIME_CERTAINTY));
        return generator.generateKeyPair();
    }

    /** Whether it signs by ECDSA; else it is an RSA key. */
    public boolean isElliptic() {
        return privateKey instanceof ECPrivateKeyParameters;
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
            return PrivateKeyInfoFactory.createPrivateKeyInfo(privateKey).getEncoded();
        } catch (IOException inMemory) {
            throw new AssertionError(inMemory);
        }
    }

    /** Signs with SHA-256: a DER ECDSA signature, or PKCS #1 v1.5 for RSA. */
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
        if (isElliptic()) {
            var signer = new DSADigestSigner(
                    new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest())), new SHA256Digest());
            signer.init(true, privateKey);
            return signer;
        }
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
