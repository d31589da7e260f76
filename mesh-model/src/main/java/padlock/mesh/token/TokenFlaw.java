package padlock.mesh.token;

/** What can be wrong with a token, or with the keys that it is checked against, in Envoy's words. */
enum TokenFlaw {
    MISSING("Jwt is missing"),
    NOT_YET_VALID("Jwt not yet valid"),
    EXPIRED("Jwt is expired"),
    BAD_FORMAT("Jwt is not in the form of Header.Payload.Signature with two dots and 3 sections"),
    HEADER_NOT_BASE64("Jwt header is an invalid Base64url encoded"),
    HEADER_NOT_JSON("Jwt header is an invalid JSON"),
    NO_ALGORITHM("Jwt header [alg] field is required and must be a string"),
    ALGORITHM_NOT_SUPPORTED("Jwt header [alg] is not supported"),
    KEY_ID_NOT_TEXT("Jwt header [kid] field is not a string"),
    PAYLOAD_NOT_BASE64("Jwt payload is an invalid Base64url encoded"),
    PAYLOAD_NOT_JSON("Jwt payload is an invalid JSON"),
    ISSUER_NOT_TEXT("Jwt payload [iss] field is not a string"),
    SUBJECT_NOT_TEXT("Jwt payload [sub] field is not a string"),
    ISSUED_AT_NOT_NUMBER("Jwt payload [iat] field is not an integer"),
    ISSUED_AT_OUT_OF_RANGE("Jwt payload [iat] field is not a positive 64 bit integer"),
    NOT_BEFORE_NOT_NUMBER("Jwt payload [nbf] field is not an integer"),
    NOT_BEFORE_OUT_OF_RANGE("Jwt payload [nbf] field is not a positive 64 bit integer"),
    EXPIRY_NOT_NUMBER("Jwt payload [exp] field is not an integer"),
    EXPIRY_OUT_OF_RANGE("Jwt payload [exp] field is not a positive 64 bit integer"),
    ID_NOT_TEXT("Jwt payload [jti] field is not a string"),
    AUDIENCE_NOT_TEXT("Jwt payload [aud] field is not a string or string list"),
    SIGNATURE_NOT_BASE64("Jwt signature is an invalid Base64url encoded"),
    UNKNOWN_ISSUER("Jwt issuer is not configured"),
    AUDIENCE_NOT_ALLOWED("Audiences in Jwt are not allowed"),
    NOT_SIGNED("Jwt verification fails"),
    NO_VALID_KEY("Jwks doesn't have any valid public key"),
    NO_MATCHING_KEY("Jwks doesn't have key to match kid or alg from Jwt");

    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;

    private final String text;

    TokenFlaw(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }

    int status() {
        return this == AUDIENCE_NOT_ALLOWED ? FORBIDDEN : UNAUTHORIZED;
    }

    /** Whether the token is simply none that the asked issuer's rule is about. */
    boolean isOfNobody() {
        return this == MISSING || this == UNKNOWN_ISSUER;
    }
}
