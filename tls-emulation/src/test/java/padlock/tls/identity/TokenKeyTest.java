package padlock.tls.identity;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The keys of tokens, against signatures that the JDK makes. */
class TokenKeyTest {

    private static final byte[] MESSAGE = "header.payload".getBytes(StandardCharsets.US_ASCII);

    @ParameterizedTest
    @CsvSource({"RS256, SHA256withRSA", "RS384, SHA384withRSA", "RS512, SHA512withRSA"})
    void rsaSignaturesAreThoseOfPkcs1(String algorithm, String java) throws GeneralSecurityException {
        KeyPair pair = pair("RSA");
        signsAlone(rsa(pair), algorithm, signed(Signature.getInstance(java), pair));
    }

    @ParameterizedTest
    @CsvSource({"PS256, SHA-256, 32", "PS384, SHA-384, 48", "PS512, SHA-512, 64"})
    void saltedSignaturesHaveSaltAsLongAsTheDigest(String algorithm, String digest, int length)
            throws GeneralSecurityException {
        KeyPair pair = pair("RSA");
        Signature signature = Signature.getInstance("RSASSA-PSS");
        signature.setParameter(new PSSParameterSpec(digest, "MGF1", new MGF1ParameterSpec(digest), length, 1));
        signsAlone(rsa(pair), algorithm, signed(signature, pair));
    }

    @ParameterizedTest
    @CsvSource({
        "ES256, P-256, secp256r1, SHA256withECDSAinP1363Format",
        "ES384, P-384, secp384r1, SHA384withECDSAinP1363Format",
        "ES512, P-521, secp521r1, SHA512withECDSAinP1363Format",
    })
    void signaturesOnCurvesAreTwoNumbersOfFixedLength(String algorithm, String curve, String named, String java)
            throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(named));
        KeyPair pair = generator.generateKeyPair();
        ECPublicKey half = (ECPublicKey) pair.getPublic();
        TokenKey key = TokenKey.onCurve(
                        curve,
                        half.getW().getAffineX().toByteArray(),
                        half.getW().getAffineY().toByteArray())
                .orElseThrow();
        signsAlone(key, algorithm, signed(Signature.getInstance(java), pair));
    }

    @Test
    void edwardsCurvesSignWithoutADigestOfTheirOwnChoice() throws GeneralSecurityException {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        byte[] encoded = ((EdECPublicKey) pair.getPublic()).getEncoded();
        byte[] key = Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
        signsAlone(TokenKey.ed25519(key).orElseThrow(), "EdDSA", signed(Signature.getInstance("Ed25519"), pair));
    }

    @ParameterizedTest
    @CsvSource({"HS256, HmacSHA256", "HS384, HmacSHA384", "HS512, HmacSHA512"})
    void aSharedSecretAuthenticates(String algorithm, String java) throws GeneralSecurityException {
        byte[] secret = "not much of a secret".getBytes(StandardCharsets.US_ASCII);
        Mac mac = Mac.getInstance(java);
        mac.init(new SecretKeySpec(secret, java));
        signsAlone(TokenKey.symmetric(secret).orElseThrow(), algorithm, mac.doFinal(MESSAGE));
    }

    @ParameterizedTest
    @EnumSource(
            value = KeyAlgorithm.class,
            names = {"EC_P256", "RSA_2048"})
    void whatASignerSignsItsOwnKeyChecks(KeyAlgorithm algorithm) {
        TokenSigner signer = new TokenSigner(SigningKey.generate(algorithm, Seed.of(new byte[] {7})));
        var numbers = signer.publicNumbers();
        Optional<TokenKey> key = algorithm == KeyAlgorithm.EC_P256
                ? TokenKey.onCurve("P-256", numbers.get("x"), numbers.get("y"))
                : TokenKey.rsa(numbers.get("n"), numbers.get("e"));
        signsAlone(key.orElseThrow(), signer.algorithm(), signer.sign(MESSAGE));
    }

    @Test
    void numbersThatMakeNoKeyAreRefused() {
        byte[] one = {1};
        assertThat(TokenKey.onCurve("P-256", one, one)).isEmpty();
        assertThat(TokenKey.rsa(one, new byte[] {2})).isEmpty();
        assertThat(TokenKey.rsa(new byte[0], new byte[] {1, 0, 1})).isEmpty();
        assertThat(TokenKey.ed25519(one)).isEmpty();
        assertThat(TokenKey.symmetric(new byte[0])).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "R", "none", "ES256", "RS256", "HS256", "EdDSA", "PS999"})
    void anyBytesMayComeAsASignature(String algorithm) throws GeneralSecurityException {
        assertThat(rsa(pair("RSA")).signed(algorithm, MESSAGE, new byte[] {1, 2, 3}))
                .isFalse();
        assertThat(rsa(pair("RSA")).signed(algorithm, MESSAGE, new byte[0])).isFalse();
    }

    /** Not another message, not another signature, not under another algorithm's name. */
    private static void signsAlone(TokenKey key, String algorithm, byte[] signature) {
        assertThat(key.signed(algorithm, MESSAGE, signature)).isTrue();
        assertThat(key.signed(algorithm, "header.other".getBytes(StandardCharsets.US_ASCII), signature))
                .isFalse();
        byte[] flipped = signature.clone();
        flipped[flipped.length / 2] ^= 1;
        assertThat(key.signed(algorithm, MESSAGE, flipped)).isFalse();
        assertThat(key.signed(algorithm.equals("ES256") ? "RS256" : "ES256", MESSAGE, signature))
                .isFalse();
    }

    private static KeyPair pair(String kind) throws GeneralSecurityException {
        return KeyPairGenerator.getInstance(kind).generateKeyPair();
    }

    private static TokenKey rsa(KeyPair pair) {
        RSAPublicKey half = (RSAPublicKey) pair.getPublic();
        BigInteger exponent = half.getPublicExponent();
        return TokenKey.rsa(half.getModulus().toByteArray(), exponent.toByteArray())
                .orElseThrow();
    }

    private static byte[] signed(Signature signature, KeyPair pair) throws GeneralSecurityException {
        signature.initSign(pair.getPrivate());
        signature.update(MESSAGE);
        return signature.sign();
    }
}
