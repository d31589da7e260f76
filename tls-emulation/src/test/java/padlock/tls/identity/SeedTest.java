package padlock.tls.identity;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class SeedTest {
    private static final Seed SEED = Seed.of("seed".getBytes(StandardCharsets.UTF_8));

    @Test
    void namingOneMorePurposeDisturbsNoOther() {
        String before = take(SEED.named("a").stream());
        SEED.named("b").stream().nextInt();
        assertThat(take(SEED.named("a").stream())).isEqualTo(before);
    }

    @Test
    void purposesAreTheirWordsInOrder() {
        assertThat(SEED.named("a", "b"))
                .isEqualTo(SEED.named("a", "b"))
                .isNotEqualTo(SEED.named("ab"))
                .isNotEqualTo(SEED.named("b", "a"))
                .isNotEqualTo(SEED.named("a").named("b"))
                .isNotEqualTo(SEED);
    }

    @Test
    void streamIsTheSameInEveryJvmAndDoesNotMindEntropy() {
        SecureRandom stream = SEED.stream();
        stream.setSeed(42);
        stream.setSeed(new byte[] {1, 2, 3});
        assertThat(take(stream))
                .isEqualTo("a55373a6704f7665ce8efd3f37e862daeff39f7943da84d5507d548b2638c10477b85a44b5fc83b7");
    }

    @ParameterizedTest
    @CsvSource({
        "EC_P256,  67db6122b10bfc86027ee0479fc06c759b55bb238004e9c5c7e0111b4b275233",
        "RSA_2048, 66841e6b42dd9a655eefb84a10a2039707b11aa45f17e17ae012488b2f5e584f"
    })
    void theSameSeedGivesTheSameKeyInEveryJvm(KeyAlgorithm algorithm, String hash) {
        byte[] key = SigningKey.generate(algorithm, SEED).pkcs8();
        assertThat(HexFormat.of().formatHex(SeededRandom.sha256().digest(key))).isEqualTo(hash);
    }

    private static String take(SecureRandom stream) {
        byte[] bytes = new byte[40];
        stream.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
