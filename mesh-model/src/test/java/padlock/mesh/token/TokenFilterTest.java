package padlock.mesh.token;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import padlock.mesh.policy.Reason;
import padlock.mesh.policy.TokenClaims;
import padlock.mesh.policy.TokenVerdict;
import padlock.mesh.resource.Attachment;
import padlock.mesh.resource.Metadata;
import padlock.mesh.resource.Origin;
import padlock.mesh.resource.RequestAuthentication;
import padlock.mesh.resource.RequestAuthentication.Forwarding;
import padlock.mesh.resource.RequestAuthentication.Forwarding.ClaimHeader;
import padlock.mesh.resource.RequestAuthentication.JwtRule;
import padlock.mesh.resource.RequestAuthentication.Locations;
import padlock.mesh.resource.ResourceId;
import padlock.tls.identity.KeyAlgorithm;
import padlock.tls.identity.Seed;

import static org.assertj.core.api.Assertions.assertThat;

class TokenFilterTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Issuer BANK = new Issuer(KeyAlgorithm.EC_P256, Seed.of(new byte[] {1}));
    private static final Issuer THIEF = new Issuer(KeyAlgorithm.EC_P256, Seed.of(new byte[] {2}));
    private static final String ADA = "{\"iss\":\"bank\",\"sub\":\"ada\"}";
    private static final Forwarding NOTHING = new Forwarding(false, Optional.empty(), List.of());
    private static final Locations USUAL = new Locations(List.of(), List.of(), List.of());
    private static final JwtRule RULE = rule("bank", Optional.of(BANK.keys()), List.of(), USUAL, NOTHING);
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    @ParameterizedTest
    @EnumSource(names = {"EC_P256", "RSA_2048"})
    void aTokenHoldsThatTheIssuersKeySigned(KeyAlgorithm algorithm) {
        Issuer issuer = new Issuer(algorithm, Seed.of(new byte[] {3}));
        JwtRule rule = rule("bank", Optional.of(issuer.keys()), List.of(), USUAL, NOTHING);

        assertThat(judge(bearer(issuer.token(ADA)), rule).verdict())
                .isEqualTo(verified(rule, "ada"))
                .isNotEqualTo(judge(bearer(THIEF.token(ADA)), rule).verdict());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
        {"alg":"ES256"}   | {"iss":"evil"}                    | 401 Jwt issuer is not configured
        {"alg":"ES256"}   | {}                                | 401 Jwt issuer is not configured
        {"alg":"ES256"}   | {"iss":"bank"}                    | 401 Jwt verification fails
        {"alg":"ES384"}   | {"iss":"bank"}                    | 401 Jwks doesn't have key to match kid or alg from Jwt
        {"alg":"ES256","kid":"x"} | {"iss":"bank"}            | 401 Jwks doesn't have key to match kid or alg from Jwt
        {"alg":"none"}    | {"iss":"bank"}                    | 401 Jwt header [alg] is not supported
        {"alg":1}         | {"iss":"bank"}                    | 401 Jwt header [alg] field is required and must be a string
        {"alg":"ES256","kid":1} | {"iss":"bank"}              | 401 Jwt header [kid] field is not a string
        []                | {"iss":"bank"}                    | 401 Jwt header is an invalid JSON
        {"alg":"ES256"}   | nothing                           | 401 Jwt payload is an invalid JSON
        {"alg":"ES256"}   | {"iss":1}                         | 401 Jwt payload [iss] field is not a string
        {"alg":"ES256"}   | {"iss":"bank","sub":[]}           | 401 Jwt payload [sub] field is not a string
        {"alg":"ES256"}   | {"iss":"bank","exp":"soon"}       | 401 Jwt payload [exp] field is not an integer
        {"alg":"ES256"}   | {"iss":"bank","exp":-1}           | 401 Jwt payload [exp] field is not a positive 64 bit integer
        {"alg":"ES256"}   | {"iss":"bank","aud":[1]}          | 401 Jwt payload [aud] field is not a string or string list
        {"alg":"ES256"}   | {"iss":"bank","exp":1}            | 401 Jwt is expired
        {"alg":"ES256"}   | {"iss":"bank","nbf":4000000000}   | 401 Jwt not yet valid
        """)
    void theFirstThingThatIsWrongIsTold(String header, String payload, String told) {
        String token = encoded(header) + "." + encoded(payload) + "." + encoded("no signature");

        assertThat(told(judge(bearer(token), RULE))).isEqualTo(told);
    }

    @ParameterizedTest
    @CsvSource({
        "token,    Jwt is not in the form of Header.Payload.Signature with two dots and 3 sections",
        "a.b.c.d,  Jwt is not in the form of Header.Payload.Signature with two dots and 3 sections",
        "$.e30.e30, Jwt is not in the form of Header.Payload.Signature with two dots and 3 sections",
        "e30$.e30.e30, Jwt header is an invalid Base64url encoded",
        "e30.e30.e30, Jwt header [alg] field is required and must be a string",
    })
    void whatIsNoTokenIsToldSo(String token, String text) {
        assertThat(told(judge(bearer(token), RULE))).isEqualTo("401 " + text);
    }

    @ParameterizedTest
    @CsvSource({
        "2025-12-31T23:59:00Z, ''",
        "2025-12-31T23:58:59Z, 401 Jwt is expired",
        "2026-01-01T00:00:00Z, ''",
    })
    void aTokenIsTakenForAMinuteAfterItsEnd(Instant end, String told) {
        String token = BANK.token("{\"iss\":\"bank\",\"exp\":" + end.getEpochSecond() + "}");

        assertThat(told(judge(bearer(token), RULE))).isEqualTo(told);
    }

    @ParameterizedTest
    @CsvSource({"2026-01-01T00:01:00Z, ''", "2026-01-01T00:01:01Z, 401 Jwt not yet valid"})
    void aTokenIsTakenFromAMinuteBeforeItsBeginning(Instant beginning, String told) {
        String token = BANK.token("{\"iss\":\"bank\",\"nbf\":" + beginning.getEpochSecond() + "}");

        assertThat(told(judge(bearer(token), RULE))).isEqualTo(told);
    }

    @ParameterizedTest
    @CsvSource({
        "'\"shop\"',           ''",
        "'[\"other\",\"shop\"]', ''",
        "'\"other\"',          403 Audiences in Jwt are not allowed",
        "'[]',                403 Audiences in Jwt are not allowed",
    })
    void aTokenForSomebodyElseIsForbidden(String audience, String told) {
        JwtRule rule = rule("bank", Optional.of(BANK.keys()), List.of("shop", "till"), USUAL, NOTHING);
        String token = BANK.token("{\"iss\":\"bank\",\"aud\":" + audience + "}");

        assertThat(told(judge(bearer(token), rule))).isEqualTo(told);
    }

    @Test
    void keysThatNobodyFetchedVerifyNothing() {
        JwtRule unfetched = rule("bank", Optional.empty(), List.of(), USUAL, NOTHING);
        JwtRule unreadable = rule("bank", Optional.of("{\"keys\":[]}"), List.of(), USUAL, NOTHING);

        assertThat(told(judge(bearer(BANK.token(ADA)), unfetched))).isEqualTo("401 Jwt verification fails");
        assertThat(told(judge(bearer(BANK.token(ADA)), unreadable)))
                .isEqualTo("401 Jwks doesn't have any valid public key");
    }

    @Test
    void withoutATokenARequestIsLetThrough() {
        assertThat(judge(get("/"), RULE).verdict()).isEqualTo(new TokenVerdict.Absent());
        assertThat(judge(get("/", "Authorization", "Basic abc"), RULE).verdict())
                .isEqualTo(new TokenVerdict.Absent());
    }

    @Test
    void whatABrowserAsksBeforehandNeedsNoToken() {
        List<Carrier.Header> lines =
                new ArrayList<>(bearer("rubbish").and("Origin", "https://shop").headers());
        Carrier asking = new Carrier("OPTIONS", "/", lines);

        assertThat(judge(asking.and("Access-Control-Request-Method", "POST"), RULE)
                        .verdict())
                .isEqualTo(new TokenVerdict.Absent());
        assertThat(judge(asking, RULE).verdict()).isInstanceOf(TokenVerdict.Rejected.class);
    }

    @Test
    void tokensAreLookedForWhereTheRuleSays() {
        JwtRule rule = rule(
                "bank",
                Optional.of(BANK.keys()),
                List.of(),
                new Locations(List.of(new Locations.Header("x-jwt", "Value ")), List.of("t"), List.of("session")),
                NOTHING);
        String token = BANK.token(ADA);

        assertThat(judge(bearer(token), rule).verdict()).isEqualTo(new TokenVerdict.Absent());
        assertThat(List.of(
                        judge(get("/", "X-JWT", "Value " + token), rule),
                        judge(get("/?a=1&t=" + token), rule),
                        judge(get("/", "Cookie", "a=1; session=" + token), rule)))
                .extracting(TokenFilter.Outcome::verdict)
                .containsOnly(verified(rule, "ada"));
        assertThat(judge(get("/?access_token=" + token), RULE).verdict()).isEqualTo(verified(RULE, "ada"));
    }

    @Test
    void allTokensOfARequestMustHold() {
        String path = "/?access_token=" + BANK.token("{\"iss\":\"bank\",\"exp\":1}");

        assertThat(told(judge(get(path, "Authorization", "Bearer " + BANK.token(ADA)), RULE)))
                .isEqualTo("401 Jwt is expired");
    }

    @Test
    void aTokenThatHeldIsNotPassedOn() {
        String token = BANK.token(ADA);

        assertThat(judge(bearer(token).and("X-Other", "stays"), RULE).request())
                .isEqualTo(get("/", "X-Other", "stays"));
        assertThat(judge(get("/a?b=2&access_token=" + token + "&a=1"), RULE).request())
                .isEqualTo(get("/a?a=1&b=2"));
        assertThat(judge(get("/a?access_token=" + token), RULE).request()).isEqualTo(get("/a"));
    }

    @Test
    void theProgramIsToldWhatTheRuleSaysAndNobodyElseCanTellIt() {
        Forwarding to = new Forwarding(
                true,
                Optional.of("x-payload"),
                List.of(new ClaimHeader("x-sub", "sub"), new ClaimHeader("x-age", "person.age")));
        JwtRule rule = rule("bank", Optional.of(BANK.keys()), List.of(), USUAL, to);
        String payload = "{\"iss\":\"bank\",\"sub\":\"ada\",\"person\":{\"age\":36}}";
        Carrier request = bearer(BANK.token(payload)).and("X-Sub", "forged");

        assertThat(judge(request, rule).request())
                .isEqualTo(bearer(BANK.token(payload))
                        .and("x-payload", encoded(payload))
                        .and("x-sub", "ada")
                        .and("x-age", "36"));
        assertThat(judge(get("/", "X-Sub", "forged"), rule).request()).isEqualTo(get("/"));
    }

    @Test
    void claimsAreTextsAndListsOfTexts() {
        JwtRule rule = new JwtRule(
                "bank",
                List.of(),
                Optional.of(BANK.keys()),
                USUAL,
                NOTHING,
                List.of("roles"),
                new Origin("ra.yaml", 9));
        String token = BANK.token("{\"iss\":\"bank\",\"scope\":\"read  write\",\"roles\":\"a b\",\"note\":\"a b\","
                + "\"groups\":[\"g\",1],\"deep\":{\"er\":\"x\"},\"age\":36}");
        TokenVerdict.Verified verdict =
                (TokenVerdict.Verified) judge(bearer(token), rule).verdict();

        assertThat(List.of(
                        List.of("scope"), List.of("roles"), List.of("note"), List.of("groups"), List.of("deep", "er")))
                .extracting(path -> verdict.claims().texts(path).toList())
                .containsExactly(
                        List.of("read", "write"), List.of("a", "b"), List.of("a b"), List.of("g"), List.of("x"));
        assertThat(verdict.claims().texts(List.of("age"))).isEmpty();
    }

    @Test
    void oneOfSeveralIssuersIsEnoughAndTheNearestMissIsTold() {
        JwtRule other = rule("other", Optional.of(THIEF.keys()), List.of("shop"), USUAL, NOTHING);

        assertThat(judge(bearer(BANK.token(ADA)), other, RULE).verdict()).isEqualTo(verified(RULE, "ada"));
        assertThat(told(judge(bearer(THIEF.token("{\"iss\":\"other\"}")), other, RULE)))
                .isEqualTo("403 Audiences in Jwt are not allowed");
        assertThat(told(judge(bearer(THIEF.token("{\"iss\":\"third\"}")), other, RULE)))
                .isEqualTo("401 Jwt issuer is not configured");
        assertThat(judge(get("/"), other, RULE).verdict()).isEqualTo(new TokenVerdict.Absent());
    }

    @Test
    void ofTwoRulesForOneIssuerTheWiderHelps() {
        JwtRule narrow = rule("bank", Optional.of(BANK.keys()), List.of("till"), USUAL, NOTHING);

        assertThat(judge(bearer(BANK.token(ADA)), narrow, RULE).verdict()).isEqualTo(verified(RULE, "ada"));
    }

    @Test
    void noByteOfATokenCanBeChangedUnnoticed() {
        String token = BANK.token(ADA);
        for (int i = 0; i < token.length(); i++) {
            int letter = LETTERS.indexOf(token.charAt(i));
            // The highest of six bits: of the last letter, some of the lowest say nothing.
            char changed = letter < 0 ? 'A' : LETTERS.charAt(letter ^ 32);
            String forged = token.substring(0, i) + changed + token.substring(i + 1);

            assertThat(judge(bearer(forged), RULE).verdict()).as(forged).isInstanceOf(TokenVerdict.Rejected.class);
        }
    }

    @Test
    void whateverARequestCarriesIsJudgedAndNeverThrows() {
        Random chance = new Random(7);
        String[] pieces = {
            ".", "e30", "%", "&", "=", "?", "\"", "{", "[", ":", ";", " ", "1e9999", "é", "\u0000", "Bearer "
        };
        JwtRule everywhere = rule(
                "",
                Optional.of("{\"keys\":[1,{},{\"kty\":\"RSA\",\"n\":\"!\",\"e\":\"AQAB\"},{\"kty\":\"EC\"}]}"),
                List.of(),
                new Locations(List.of(new Locations.Header("authorization", "")), List.of("a"), List.of("a")),
                NOTHING);
        for (int round = 0; round < 2000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = chance.nextInt(12); i > 0; i--) {
                text.append(pieces[chance.nextInt(pieces.length)]);
            }
            String rubbish =
                    chance.nextBoolean() ? text.toString() : encoded(text.toString()) + "." + encoded("{}") + ".";
            Carrier request = get("/?a=" + rubbish, "Authorization", rubbish, "Cookie", "a=" + rubbish);

            assertThat(judge(request, RULE, everywhere).verdict())
                    .as(rubbish)
                    .isInstanceOf(TokenVerdict.Rejected.class);
        }
    }

    private static TokenFilter.Outcome judge(Carrier request, JwtRule... rules) {
        return TokenFilter.judge(
                List.of(new RequestAuthentication(
                        new Metadata(id(), Optional.empty(), new Origin("ra.yaml", 1)),
                        Attachment.TO_ALL,
                        List.of(rules))),
                request,
                NOW);
    }

    /** How a token is refused; nothing where it is not. */
    private static String told(TokenFilter.Outcome outcome) {
        return outcome.verdict() instanceof TokenVerdict.Rejected rejected
                ? rejected.status() + " " + rejected.text()
                : "";
    }

    private static TokenVerdict verified(JwtRule rule, String subject) {
        TokenClaims claims = new TokenClaims(new TreeMap<>(
                Map.of("iss", new TokenClaims.Value.Text("bank"), "sub", new TokenClaims.Value.Text(subject))));
        return new TokenVerdict.Verified(claims, new Reason.Field(id(), rule.origin()));
    }

    private static ResourceId id() {
        return new ResourceId("RequestAuthentication", "shop", "bank");
    }

    private static JwtRule rule(
            String issuer, Optional<String> keys, List<String> audiences, Locations from, Forwarding to) {
        return new JwtRule(issuer, audiences, keys, from, to, List.of(), new Origin("ra.yaml", issuer.length()));
    }

    private static Carrier bearer(String token) {
        return get("/", "Authorization", "Bearer " + token);
    }

    private static Carrier get(String path, String... namesAndValues) {
        Carrier request = new Carrier("GET", path, List.of());
        for (int i = 0; i < namesAndValues.length; i += 2) {
            request = request.and(namesAndValues[i], namesAndValues[i + 1]);
        }
        return request;
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
