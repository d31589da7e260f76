package padlock.mesh.token;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import padlock.tls.identity.TokenKey;

/**
 * An issuer's keys (a JSON Web Key Set, RFC 7517); those that Envoy cannot read are left out.
 *
 * @param complaint what Istio's webhook would say against it
 * @param secrets the places of keys that should be known to the issuer alone
 */
public record KeySet(List<Key> keys, Optional<String> complaint, List<Integer> secrets) {

    /** A key, with the name and the algorithm that it is for, where they are told. */
    public record Key(Optional<String> id, Optional<String> algorithm, TokenKey key) {}

    public KeySet {
        keys = List.copyOf(keys);
        secrets = List.copyOf(secrets);
    }

    public static KeySet read(String text) {
        Optional<Json.Members> set = Json.object(text);
        if (set.isEmpty()) {
            return none("it is not a JSON object");
        }
        Optional<Json> keys = set.get().get("keys");
        if (keys.isEmpty()) {
            // The webhook takes a key that stands alone, and Envoy does not find it.
            return set.get().text("kty").isPresent()
                    ? new KeySet(List.of(), Optional.empty(), List.of())
                    : none("it has no keys");
        }
        return keys.get() instanceof Json.Many many ? of(many.items()) : none("keys is not a list");
    }

    private static KeySet none(String complaint) {
        return new KeySet(List.of(), Optional.of(complaint), List.of());
    }

    private static KeySet of(List<Json> items) {
        List<Key> keys = new ArrayList<>();
        Optional<String> complaint = Optional.empty();
        for (int i = 0; i < items.size(); i++) {
            Optional<Key> key = items.get(i) instanceof Json.Members members ? key(members) : Optional.empty();
            key.ifPresent(keys::add);
            if (key.isEmpty() && complaint.isEmpty()) {
                complaint = Optional.of("keys[" + i + "] is not a key that can be read");
            }
        }
        List<Integer> secrets = IntStream.range(0, items.size())
                .filter(index -> isSecret(items.get(index)))
                .boxed()
                .toList();
        return new KeySet(keys, complaint, secrets);
    }

    private static boolean isSecret(Json key) {
        return key instanceof Json.Members members
                && (members.get("d").isPresent()
                        || members.text("kty").filter("oct"::equals).isPresent());
    }

    private static Optional<Key> key(Json.Members members) {
        Optional<String> algorithm = members.text("alg").filter(text -> !text.isEmpty());
        return parameters(members, algorithm.orElse(""))
                .map(key -> new Key(members.text("kid").filter(text -> !text.isEmpty()), algorithm, key));
    }

    private static Optional<TokenKey> parameters(Json.Members members, String algorithm) {
        return switch (members.text("kty").orElse("")) {
            case "RSA" ->
                algorithm.matches("|[RP]S.*")
                        ? bytes(members, "n")
                                .flatMap(modulus ->
                                        bytes(members, "e").flatMap(exponent -> TokenKey.rsa(modulus, exponent)))
                        : Optional.empty();
            case "EC" ->
                curve(members.text("crv").orElse(""), algorithm)
                        .flatMap(curve -> bytes(members, "x")
                                .flatMap(x -> bytes(members, "y").flatMap(y -> TokenKey.onCurve(curve, x, y))));
            case "oct" ->
                algorithm.matches("|HS256|HS384|HS512")
                        ? bytes(members, "k").flatMap(TokenKey::symmetric)
                        : Optional.empty();
            case "OKP" ->
                algorithm.matches("|EdDSA")
                                && members.text("crv").filter("Ed25519"::equals).isPresent()
                        ? bytes(members, "x").flatMap(TokenKey::ed25519)
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    /** By curve or algorithm, which must not contradict each other; without both, P-256. */
    private static Optional<String> curve(String curve, String algorithm) {
        return switch (algorithm + " " + curve) {
            case " ", "ES256 ", " P-256", "ES256 P-256" -> Optional.of("P-256");
            case "ES384 ", " P-384", "ES384 P-384" -> Optional.of("P-384");
            case "ES512 ", " P-521", "ES512 P-521" -> Optional.of("P-521");
            default -> Optional.empty();
        };
    }

    private static Optional<byte[]> bytes(Json.Members members, String name) {
        return members.text(name).flatMap(Base64Url::decode);
    }

    /** Any key will do that has the name and the algorithm of the token, as far as they are told. */
    Optional<TokenFlaw> flawOf(Token token) {
        if (keys.isEmpty()) {
            return Optional.of(TokenFlaw.NO_VALID_KEY);
        }
        List<Key> fitting = keys.stream().filter(key -> fits(key, token)).toList();
        if (fitting.isEmpty()) {
            return Optional.of(TokenFlaw.NO_MATCHING_KEY);
        }
        boolean signed = fitting.stream()
                .anyMatch(key -> key.key().signed(token.algorithm(), token.signedBytes(), token.signature()));
        return signed ? Optional.empty() : Optional.of(TokenFlaw.NOT_SIGNED);
    }

    private static boolean fits(Key key, Token token) {
        boolean otherName =
                key.id().isPresent() && token.keyId().isPresent() && !key.id().equals(token.keyId());
        return !otherName
                && key.algorithm()
                        .filter(name -> !name.equals(token.algorithm()))
                        .isEmpty();
    }
}
