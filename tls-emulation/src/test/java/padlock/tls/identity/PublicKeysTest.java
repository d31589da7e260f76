package padlock.tls.identity;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.Signer;
import org.bouncycastle.crypto.digests.MD5Digest;
import org.bouncycastle.crypto.digests.SHA1Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.engines.RSABlindedEngine;
import org.bouncycastle.crypto.generators.ECKeyPairGenerator;
import org.bouncycastle.crypto.generators.Ed25519KeyPairGenerator;
import org.bouncycastle.crypto.generators.RSAKeyPairGenerator;
import org.bouncycastle.crypto.params.ECKeyGenerationParameters;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.crypto.params.Ed25519KeyGenerationParameters;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.params.RSAKeyGenerationParameters;
import org.bouncycastle.crypto.signers.DSADigestSigner;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.crypto.signers.PSSSigner;
import org.bouncycastle.crypto.signers.RSADigestSigner;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Which signatures count on certificates and revocation lists. */
final class PublicKeysTest {
    private static final byte[] MESSAGE = "to be signed".getBytes(StandardCharsets.UTF_8);
    private static final AsymmetricCipherKeyPair RSA = rsa(2048);

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource
    void aSignatureCountsIfItsAlgorithmIsFitAndItsKeyMadeIt(
            String algorithm,
            boolean counts,
            AlgorithmIdentifier identifier,
            AsymmetricCipherKeyPair pair,
            Signer signer)
            throws Exception {
        byte[] key = SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(pair.getPublic())
                .getEncoded();
        byte[] signature = signature(pair, signer);
        byte[] other = MESSAGE.clone();
        other[0] ^= 1;
        assertThat(PublicKeys.verify(key, identifier.getEncoded(), MESSAGE, signature))
                .isEqualTo(counts);
        assertThat(PublicKeys.verify(key, identifier.getEncoded(), other, signature))
                .isFalse();
        assertThat(PublicKeys.verify(key, identifier.getEncoded(), MESSAGE, Arrays.copyOf(signature, 9)))
                .isFalse();
    }

    static Stream<Arguments> aSignatureCountsIfItsAlgorithmIsFitAndItsKeyMadeIt() {
        AsymmetricCipherKeyPair p256 = ec(SECObjectIdentifiers.secp256r1);
        AsymmetricCipherKeyPair p384 = ec(SECObjectIdentifiers.secp384r1);
        AsymmetricCipherKeyPair p521 = ec(SECObjectIdentifiers.secp521r1);
        return Stream.of(
                row("P-256 with SHA-256", true, X9ObjectIdentifiers.ecdsa_with_SHA256, p256, ecdsa(new SHA256Digest())),
                row("P-384 with SHA-384", true, X9ObjectIdentifiers.ecdsa_with_SHA384, p384, ecdsa(new SHA384Digest())),
                row("P-521 with SHA-512", true, X9ObjectIdentifiers.ecdsa_with_SHA512, p521, ecdsa(new SHA512Digest())),
                row(
                        "a curve that BoringSSL does not know",
                        false,
                        X9ObjectIdentifiers.ecdsa_with_SHA256,
                        ec(SECObjectIdentifiers.secp256k1),
                        ecdsa(new SHA256Digest())),
                row("P-256 with SHA-1", false, X9ObjectIdentifiers.ecdsa_with_SHA1, p256, ecdsa(new SHA1Digest())),
                row(
                        "RSA with SHA-256",
                        true,
                        PKCSObjectIdentifiers.sha256WithRSAEncryption,
                        RSA,
                        new RSADigestSigner(new SHA256Digest())),
                row(
                        "RSA with SHA-384",
                        true,
                        PKCSObjectIdentifiers.sha384WithRSAEncryption,
                        RSA,
                        new RSADigestSigner(new SHA384Digest())),
                row(
                        "RSA with SHA-512",
                        true,
                        PKCSObjectIdentifiers.sha512WithRSAEncryption,
                        RSA,
                        new RSADigestSigner(new SHA512Digest())),
                row(
                        "RSA with SHA-1",
                        false,
                        PKCSObjectIdentifiers.sha1WithRSAEncryption,
                        RSA,
                        new RSADigestSigner(new SHA1Digest())),
                row(
                        "RSA with MD5",
                        false,
                        PKCSObjectIdentifiers.md5WithRSAEncryption,
                        RSA,
                        new RSADigestSigner(new MD5Digest())),
                row(
                        "RSA with a key of 768 bits",
                        false,
                        PKCSObjectIdentifiers.sha256WithRSAEncryption,
                        rsa(768),
                        new RSADigestSigner(new SHA256Digest())),
                row(
                        "the name of another hash",
                        false,
                        PKCSObjectIdentifiers.sha512WithRSAEncryption,
                        RSA,
                        new RSADigestSigner(new SHA256Digest())),
                row(
                        "the name of another kind",
                        false,
                        X9ObjectIdentifiers.ecdsa_with_SHA256,
                        RSA,
                        new RSADigestSigner(new SHA256Digest())),
                Arguments.of(
                        "PSS with SHA-256",
                        true,
                        pss(NISTObjectIdentifiers.id_sha256, NISTObjectIdentifiers.id_sha256, 32),
                        RSA,
                        pss(new SHA256Digest(), 32)),
                Arguments.of(
                        "PSS with SHA-512",
                        true,
                        pss(NISTObjectIdentifiers.id_sha512, NISTObjectIdentifiers.id_sha512, 64),
                        RSA,
                        pss(new SHA512Digest(), 64)),
                Arguments.of(
                        "PSS with all the salt there is room for",
                        true,
                        pss(NISTObjectIdentifiers.id_sha256, NISTObjectIdentifiers.id_sha256, 222),
                        RSA,
                        pss(new SHA256Digest(), 222)),
                Arguments.of(
                        "PSS with another salt than it says",
                        false,
                        pss(NISTObjectIdentifiers.id_sha256, NISTObjectIdentifiers.id_sha256, 20),
                        RSA,
                        pss(new SHA256Digest(), 32)),
                Arguments.of(
                        "PSS with SHA-1",
                        false,
                        new AlgorithmIdentifier(PKCSObjectIdentifiers.id_RSASSA_PSS, new RSASSAPSSparams()),
                        RSA,
                        pss(new SHA1Digest(), 20)),
                Arguments.of(
                        "PSS with two hashes",
                        false,
                        pss(NISTObjectIdentifiers.id_sha256, NISTObjectIdentifiers.id_sha512, 32),
                        RSA,
                        new PSSSigner(new RSABlindedEngine(), new SHA256Digest(), new SHA512Digest(), 32)),
                Arguments.of(
                        "Ed25519",
                        true,
                        new AlgorithmIdentifier(EdECObjectIdentifiers.id_Ed25519),
                        ed25519(),
                        new Ed25519Signer()));
    }

    private static Arguments row(
            String algorithm, boolean counts, ASN1ObjectIdentifier oid, AsymmetricCipherKeyPair pair, Signer signer) {
        return Arguments.of(algorithm, counts, new AlgorithmIdentifier(oid, DERNull.INSTANCE), pair, signer);
    }

    private static byte[] signature(AsymmetricCipherKeyPair pair, Signer signer) throws Exception {
        signer.init(
                true,
                signer instanceof Ed25519Signer
                        ? pair.getPrivate()
                        : new ParametersWithRandom(pair.getPrivate(), random("signature")));
        signer.update(MESSAGE, 0, MESSAGE.length);
        return signer.generateSignature();
    }

    private static AlgorithmIdentifier pss(ASN1ObjectIdentifier hash, ASN1ObjectIdentifier maskHash, int salt) {
        return new AlgorithmIdentifier(
                PKCSObjectIdentifiers.id_RSASSA_PSS,
                new RSASSAPSSparams(
                        new AlgorithmIdentifier(hash),
                        new AlgorithmIdentifier(PKCSObjectIdentifiers.id_mgf1, new AlgorithmIdentifier(maskHash)),
                        new ASN1Integer(salt),
                        new ASN1Integer(1)));
    }

    private static Signer pss(Digest digest, int salt) {
        return new PSSSigner(new RSABlindedEngine(), digest, salt);
    }

    private static Signer ecdsa(Digest digest) {
        return new DSADigestSigner(new ECDSASigner(new HMacDSAKCalculator(new SHA512Digest())), digest);
    }

    private static AsymmetricCipherKeyPair rsa(int bits) {
        var generator = new RSAKeyPairGenerator();
        generator.init(new RSAKeyGenerationParameters(BigInteger.valueOf(65537), random("RSA " + bits), bits, 80));
        return generator.generateKeyPair();
    }

    private static AsymmetricCipherKeyPair ec(ASN1ObjectIdentifier curve) {
        var generator = new ECKeyPairGenerator();
        generator.init(new ECKeyGenerationParameters(ECNamedDomainParameters.lookup(curve), random(curve.getId())));
        return generator.generateKeyPair();
    }

    private static AsymmetricCipherKeyPair ed25519() {
        var generator = new Ed25519KeyPairGenerator();
        generator.init(new Ed25519KeyGenerationParameters(random("Ed25519")));
        return generator.generateKeyPair();
    }

    private static SecureRandom random(String name) {
        return Seed.of(name.getBytes(StandardCharsets.UTF_8)).stream();
    }
}
