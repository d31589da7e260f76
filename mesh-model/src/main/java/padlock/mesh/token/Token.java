package padlock.mesh.token;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import padlock.mesh.policy.TokenClaims;

/** A token as it is read, section by section and claim by claim; the first flaw counts. */
final class Token {

    /** How far clocks may be apart. */
    private static final long CLOCK_SKEW_SECONDS = 60;

    private static final double MOST_UNSIGNED = Math.pow(2, 64);
    private static final List<String> ALGORITHMS = List.of(
            "ES256", "ES384", "ES512", "HS256", "HS384", "HS512", "RS256", "RS384", "RS512", "PS256", "PS384", "PS512",
            "EdDSA");
    private static final List<String> ALWAYS_DELIMITED = List.of("permission", "scope");

    private final List<String> sections;
    private final Optional<byte[]> signature;
    private final Optional<Json.Members> header;
    private final Optional<Json.Members> payload;

    private Token(List<String> sections) {
        this.sections = sections;
        this.header = section(0).flatMap(Token::object);
        this.payload = section(1).flatMap(Token::object);
        this.signature = section(2);
    }

    static Token of(String text) {
        return new Token(Stream.of(text.split("\\."))
                .filter(section -> !section.isEmpty())
                .toList());
    }

    /** What makes it unreadable. */
    Optional<TokenFlaw> flaw() {
        if (sections.size() != 3) {
            return Optional.of(TokenFlaw.BAD_FORMAT);
        }
        return unless(section(0).isPresent(), TokenFlaw.HEADER_NOT_BASE64)
                .or(() -> unless(header.isPresent(), TokenFlaw.HEADER_NOT_JSON))
                .or(() -> unless(header.get().text("alg").isPresent(), TokenFlaw.NO_ALGORITHM))
                .or(() -> unless(ALGORITHMS.contains(algorithm()), TokenFlaw.ALGORITHM_NOT_SUPPORTED))
                .or(() -> unless(is(header, "kid", Json.Text.class::isInstance), TokenFlaw.KEY_ID_NOT_TEXT))
                .or(() -> unless(section(1).isPresent(), TokenFlaw.PAYLOAD_NOT_BASE64))
                .or(() -> unless(payload.isPresent(), TokenFlaw.PAYLOAD_NOT_JSON))
                .or(this::flawOfClaims)
                .or(() -> unless(signature.isPresent(), TokenFlaw.SIGNATURE_NOT_BASE64));
    }

    private Optional<TokenFlaw> flawOfClaims() {
        return unless(is(payload, "iss", Json.Text.class::isInstance), TokenFlaw.ISSUER_NOT_TEXT)
                .or(() -> unless(is(payload, "sub", Json.Text.class::isInstance), TokenFlaw.SUBJECT_NOT_TEXT))
                .or(() -> flawOfTime("iat", TokenFlaw.ISSUED_AT_NOT_NUMBER, TokenFlaw.ISSUED_AT_OUT_OF_RANGE))
                .or(() -> flawOfTime("nbf", TokenFlaw.NOT_BEFORE_NOT_NUMBER, TokenFlaw.NOT_BEFORE_OUT_OF_RANGE))
                .or(() -> flawOfTime("exp", TokenFlaw.EXPIRY_NOT_NUMBER, TokenFlaw.EXPIRY_OUT_OF_RANGE))
                .or(() -> unless(is(payload, "jti", Json.Text.class::isInstance), TokenFlaw.ID_NOT_TEXT))
                .or(() -> unless(is(payload, "aud", Token::isTextOrTexts), TokenFlaw.AUDIENCE_NOT_TEXT));
    }

    private Optional<TokenFlaw> flawOfTime(String claim, TokenFlaw notNumber, TokenFlaw outOfRange) {
        return unless(is(payload, claim, Json.Number.class::isInstance), notNumber)
                .or(() -> unless(
                        number(claim)
                                .filter(value -> value < 0 || value >= MOST_UNSIGNED)
                                .isEmpty(),
                        outOfRange));
    }

    private static Optional<TokenFlaw> unless(boolean right, TokenFlaw flaw) {
        return right ? Optional.empty() : Optional.of(flaw);
    }

    private static boolean is(Optional<Json.Members> of, String name, Predicate<Json> right) {
        return of.flatMap(members -> members.get(name)).filter(right.negate()).isEmpty();
    }

    private static boolean isTextOrTexts(Json value) {
        return value instanceof Json.Text
                || value instanceof Json.Many many && many.items().stream().allMatch(Json.Text.class::isInstance);
    }

    private Optional<byte[]> section(int index) {
        return index < sections.size() ? Base64Url.decode(sections.get(index)) : Optional.empty();
    }

    private static Optional<Json.Members> object(byte[] bytes) {
        return Json.object(new String(bytes, StandardCharsets.UTF_8));
    }

    String algorithm() {
        return header.orElseThrow().text("alg").orElseThrow();
    }

    /** The key that is said to have signed it. */
    Optional<String> keyId() {
        return header.orElseThrow().text("kid").filter(id -> !id.isEmpty());
    }

    String issuer() {
        return payload().text("iss").orElse("");
    }

    List<String> audiences() {
        return payload().get("aud").stream().flatMap(Token::texts).toList();
    }

    /** The claims, all of them. */
    Json.Members payload() {
        return payload.orElseThrow();
    }

    /** The payload as it stands in the token. */
    String writtenPayload() {
        return sections.get(1);
    }

    byte[] signedBytes() {
        return (sections.get(0) + "." + sections.get(1)).getBytes(StandardCharsets.US_ASCII);
    }

    byte[] signature() {
        return signature.orElseThrow();
    }

    /** Times that are not told, or 0, do not bound it. */
    Optional<TokenFlaw> flawAt(Instant now) {
        double seconds = now.getEpochSecond();
        if (seconds + CLOCK_SKEW_SECONDS < number("nbf").orElse(0.0)) {
            return Optional.of(TokenFlaw.NOT_YET_VALID);
        }
        return number("exp")
                .map(Math::floor)
                .filter(expiry -> expiry > 0 && seconds > expiry + CLOCK_SKEW_SECONDS)
                .map(expired -> TokenFlaw.EXPIRED);
    }

    private Optional<Double> number(String claim) {
        return payload().get(claim).filter(Json.Number.class::isInstance).map(value -> ((Json.Number) value).value());
    }

    /**
     * The claims as policies see them.
     *
     * @param spaceDelimited claims, besides the usual ones, that are lists with spaces between
     */
    TokenClaims claims(List<String> spaceDelimited) {
        SortedMap<String, TokenClaims.Value> values =
                new TreeMap<>(claims(payload()).values());
        Stream.concat(ALWAYS_DELIMITED.stream(), spaceDelimited.stream())
                .forEach(name -> payload().text(name).ifPresent(text -> {
                    List<String> texts = Arrays.stream(text.split(" "))
                            .filter(part -> !part.isEmpty())
                            .toList();
                    if (!texts.isEmpty()) {
                        values.put(name, new TokenClaims.Value.Texts(texts));
                    }
                }));
        return new TokenClaims(values);
    }

    private static TokenClaims claims(Json.Members members) {
        SortedMap<String, TokenClaims.Value> values = new TreeMap<>();
        members.members().forEach((name, value) -> claim(value).ifPresent(claim -> values.put(name, claim)));
        return new TokenClaims(values);
    }

    private static Optional<TokenClaims.Value> claim(Json value) {
        if (value instanceof Json.Text text) {
            return Optional.of(new TokenClaims.Value.Text(text.text()));
        } else if (value instanceof Json.Members members) {
            return Optional.of(new TokenClaims.Value.Group(claims(members)));
        } else if (value instanceof Json.Many) {
            return Optional.of(new TokenClaims.Value.Texts(texts(value).toList()));
        }
        return Optional.empty();
    }

    private static Stream<String> texts(Json value) {
        if (value instanceof Json.Text text) {
            return Stream.of(text.text());
        }
        return value instanceof Json.Many many ? many.items().stream().flatMap(Token::texts) : Stream.empty();
    }
}
