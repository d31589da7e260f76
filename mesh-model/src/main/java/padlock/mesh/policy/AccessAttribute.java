package padlock.mesh.policy;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import padlock.mesh.policy.AccessRequest.Http;
import padlock.mesh.policy.TokenVerdict.Verified;
import padlock.mesh.resource.AuthorizationSettings.PathNormalization;
import padlock.tls.identity.SpiffeId;

/**
 * An attribute of a request that a policy speaks of.
 *
 * @param keys which header, or which claim
 */
record AccessAttribute(Kind kind, List<String> keys) {

    /** All that can be spoken of; what a request does not have, has no value. */
    enum Kind {
        IDENTITY((request, keys) -> request.peer().map(SpiffeId::toString).stream()),
        SOURCE_ADDRESS((request, keys) -> Stream.of(request.wire().source())),
        REMOTE_ADDRESS((request, keys) -> Stream.of(request.remoteAddress())),
        DESTINATION_ADDRESS((request, keys) -> Stream.of(request.wire().destination())),
        PORT((request, keys) -> Stream.of(Integer.toString(request.wire().port()))),
        SERVER_NAME((request, keys) -> request.wire().serverName().stream()),
        /** What other filters of Envoy told; there are none here. */
        FILTER_METADATA((request, keys) -> Stream.empty()),
        HOST(ofHttp((http, keys) -> http.authority().stream())),
        METHOD(ofHttp((http, keys) -> Stream.of(http.method()))),
        PATH(ofHttp((http, keys) -> Stream.of(http.path()))),
        HEADER(ofHttp((http, keys) -> header(http, keys.get(0)).stream())),
        REQUEST_PRINCIPAL(ofHttp((http, keys) -> requestPrincipal(http))),
        CLAIM(ofHttp((http, keys) -> claims(http).flatMap(claims -> claims.texts(keys))));

        private final BiFunction<AccessRequest, List<String>, Stream<String>> values;

        Kind(BiFunction<AccessRequest, List<String>, Stream<String>> values) {
            this.values = values;
        }

        /** Whether it exists in HTTP alone. */
        boolean speaksOfHttp() {
            return compareTo(HOST) >= 0;
        }
    }

    static AccessAttribute of(Kind kind, String... keys) {
        return new AccessAttribute(kind, List.of(keys));
    }

    Stream<String> values(AccessRequest request, PathNormalization paths) {
        Stream<String> values = kind.values.apply(request, keys);
        return kind == Kind.PATH ? values.map(path -> RequestPath.normalized(path, paths)) : values;
    }

    private static BiFunction<AccessRequest, List<String>, Stream<String>> ofHttp(
            BiFunction<Http, List<String>, Stream<String>> values) {
        return (request, keys) -> request.http().stream().flatMap(http -> values.apply(http, keys));
    }

    /** Names that begin with a colon are parts of the request's first line. */
    private static Optional<String> header(Http http, String name) {
        return switch (name) {
            case ":method" -> Optional.of(http.method());
            case ":path" -> Optional.of(http.path());
            case ":authority" -> http.authority();
            case ":scheme" -> Optional.of("http");
            default -> http.header(name);
        };
    }

    private static Stream<TokenClaims> claims(Http http) {
        return http.token() instanceof Verified verified ? Stream.of(verified.claims()) : Stream.empty();
    }

    private static Stream<String> requestPrincipal(Http http) {
        return claims(http)
                .flatMap(claims -> claims.texts(List.of("iss"))
                        .flatMap(issuer -> claims.texts(List.of("sub"))
                                .map(subject -> AccessPattern.RequestPrincipal.of(issuer, subject))));
    }
}
