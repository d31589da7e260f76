package padlock.conformance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import padlock.mesh.token.Issuer;
import padlock.tls.identity.KeyAlgorithm;
import padlock.tls.identity.Seed;

/** Signs the tokens of the tables, whoever they say that they are from. */
final class TestIssuer {

    private static final Issuer ISSUER = new Issuer(KeyAlgorithm.RSA_2048, Seed.of(new byte[] {1}));

    private TestIssuer() {}

    static String keys() {
        return ISSUER.keys();
    }

    /** The value of a header that carries a token with these claims. */
    static String bearer(Map<String, Object> claims) {
        try {
            return "Bearer " + ISSUER.token(new ObjectMapper().writeValueAsString(claims));
        } catch (JsonProcessingException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
