package padlock.mesh.token;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Collectors;
import padlock.tls.identity.KeyAlgorithm;
import padlock.tls.identity.Seed;
import padlock.tls.identity.SigningKey;
import padlock.tls.identity.TokenSigner;

/** Whoever signs tokens; its one key follows from a seed. */
public final class Issuer {

    private static final String KEY_ID = "padlock";

    private final TokenSigner signer;

    public Issuer(KeyAlgorithm algorithm, Seed seed) {
        signer = new TokenSigner(SigningKey.generate(algorithm, seed.named("token issuer")));
    }

    /** The key set that a RequestAuthentication needs to check this issuer's tokens. */
    public String keys() {
        String numbers = signer.publicNumbers().entrySet().stream()
                .map(number -> "\"" + number.getKey() + "\":\"" + encoded(number.getValue()) + "\"")
                .collect(Collectors.joining(","));
        String kind = signer.publicNumbers().containsKey("n") ? "\"kty\":\"RSA\"" : "\"kty\":\"EC\",\"crv\":\"P-256\"";
        return "{\"keys\":[{" + kind + ",\"alg\":\"" + signer.algorithm() + "\",\"kid\":\"" + KEY_ID + "\"," + numbers
                + "}]}";
    }

    /**
     * Signs a token.
     *
     * @param payload its claims, a JSON object
     */
    public String token(String payload) {
        String header = "{\"alg\":\"" + signer.algorithm() + "\",\"kid\":\"" + KEY_ID + "\",\"typ\":\"JWT\"}";
        String signed = encoded(utf8(header)) + "." + encoded(utf8(payload));
        return signed + "." + encoded(signer.sign(utf8(signed)));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
