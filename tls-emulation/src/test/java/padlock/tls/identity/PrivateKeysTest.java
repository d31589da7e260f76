package padlock.tls.identity;

import java.io.IOException;
import java.util.Base64;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.crypto.generators.ECKeyPairGenerator;
import org.bouncycastle.crypto.params.ECKeyGenerationParameters;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.crypto.util.PrivateKeyInfoFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class PrivateKeysTest {

    private static final Seed SEED = Seed.of(new byte[32]);

    @ParameterizedTest
    @EnumSource(KeyAlgorithm.class)
    void aKeyComesBackFromPkcs8(KeyAlgorithm algorithm) {
        SigningKey key = SigningKey.generate(algorithm, SEED);

        assertSame(key, SigningKey.parsePem("a key:\n" + pem("PRIVATE KEY", key.pkcs8())));
    }

    @Test
    void anRsaKeyComesBackFromPkcs1() throws IOException {
        SigningKey key = SigningKey.generate(KeyAlgorithm.RSA_2048, SEED);

        assertSame(key, SigningKey.parsePem(pem("RSA PRIVATE KEY", inner(key))));
    }

    @Test
    void anEllipticKeyComesBackFromSec1() throws IOException {
        SigningKey key = SigningKey.generate(KeyAlgorithm.EC_P256, SEED);

        assertSame(key, SigningKey.parsePem(pem("EC PRIVATE KEY", inner(key))));
    }

    @Test
    void aKeyThatPadlockCannotSignWithIsRefused() throws IOException {
        var generator = new ECKeyPairGenerator();
        generator.init(new ECKeyGenerationParameters(
                ECNamedDomainParameters.lookup(SECObjectIdentifiers.secp521r1), SEED.named("other").stream()));
        byte[] p521 = PrivateKeyInfoFactory.createPrivateKeyInfo(
                        generator.generateKeyPair().getPrivate())
                .getEncoded();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> SigningKey.parsePem(pem("PRIVATE KEY", p521)))
                .withMessage("this private key is neither RSA nor EC P-256, EC P-384 or Ed25519");
    }

    @Test
    void whatIsNoKeyIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SigningKey.parsePem("REDACTED"))
                .withMessageContaining("there is no private key here");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SigningKey.parsePem(pem("EC PRIVATE KEY", new byte[] {1, 2, 3})))
                .withMessage("this private key cannot be read");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> SigningKey.parsePem("-----BEGIN PRIVATE KEY-----\n<secret>\n-----END PRIVATE KEY-----"))
                .withMessage("this private key cannot be read");
    }

    private static void assertSame(SigningKey expected, SigningKey read) {
        assertThat(read.pkcs8()).isEqualTo(expected.pkcs8());
        assertThat(read.publicKeyInfo()).isEqualTo(expected.publicKeyInfo());
        assertThat(read.sign(new byte[] {7})).isEqualTo(expected.sign(new byte[] {7}));
    }

    /** The key without the wrapping of PKCS #8. */
    private static byte[] inner(SigningKey key) throws IOException {
        return PrivateKeyInfo.getInstance(key.pkcs8())
                .parsePrivateKey()
                .toASN1Primitive()
                .getEncoded();
    }

    private static String pem(String label, byte[] der) {
        return "-----BEGIN " + label + "-----\n" + Base64.getMimeEncoder().encodeToString(der) + "\n-----END " + label
                + "-----\n";
    }
}
