package padlock.mesh.resource;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Which tokens a request may carry to the selected workloads; a request without any is let through. */
public record RequestAuthentication(Metadata metadata, Attachment attachment, List<JwtRule> rules)
        implements AttachedPolicy {

    /**
     * The tokens of one issuer.
     *
     * @param issuer empty accepts the tokens of all issuers
     * @param audiences of which a token must be for one; empty accepts any
     * @param keys the issuer's public keys (JWKS) as they are written; empty where they would have to be fetched
     * @param spaceDelimited further claims that are lists with spaces between
     */
    public record JwtRule(
            String issuer,
            List<String> audiences,
            Optional<String> keys,
            Locations from,
            Forwarding to,
            List<String> spaceDelimited,
            Origin origin) {
        public JwtRule {
            audiences = List.copyOf(audiences);
            spaceDelimited = List.copyOf(spaceDelimited);
        }
    }

    /** Where tokens are looked for; nowhere means the usual places. */
    public record Locations(List<Header> headers, List<String> parameters, List<String> cookies) {

        /** A header, and what stands before the token in it. */
        public record Header(String name, String prefix) {}

        private static final Locations USUAL =
                new Locations(List.of(new Header("Authorization", "Bearer ")), List.of("access_token"), List.of());

        public Locations {
            headers = List.copyOf(headers);
            parameters = List.copyOf(parameters);
            cookies = List.copyOf(cookies);
        }

        public Locations orUsual() {
            return headers.isEmpty() && parameters.isEmpty() && cookies.isEmpty() ? USUAL : this;
        }
    }

    /**
     * What the program gets to see of a token.
     *
     * @param token whether it gets the token itself
     * @param payload the header that tells it the payload
     * @param claims headers that tell it a claim each
     */
    public record Forwarding(boolean token, Optional<String> payload, List<ClaimHeader> claims) {

        /** A header, and the claim that it tells. */
        public record ClaimHeader(String header, String claim) {}

        public Forwarding {
            claims = List.copyOf(claims);
        }

        /** Those that only the sidecar may write. */
        public List<String> headers() {
            return Stream.concat(payload.stream(), claims.stream().map(ClaimHeader::header))
                    .toList();
        }
    }

    public RequestAuthentication {
        rules = List.copyOf(rules);
    }

    @Override
    public RequestAuthentication createdAt(Instant instant) {
        return new RequestAuthentication(metadata.createdAt(instant), attachment, rules);
    }
}
