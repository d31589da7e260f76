package padlock.mesh.actor;

import java.util.Optional;
import padlock.mesh.policy.AccessDecision;

/**
 * How a server's sidecar refuses a request or a TCP connection: what the client sees of it, and what the log says.
 *
 * @param response for HTTP
 * @param details in the access log
 * @param flags of the access log
 */
record Refusal(HttpMessage response, String details, Optional<String> flags) {

    private static final HttpHeaders TEXT = HttpHeaders.of("content-type", "text/plain");
    private static final String BY_PROVIDER = "UAEX";
    private static final int LONGEST_PATH = 256;

    /** Empty where nothing is refused. */
    static Optional<Refusal> of(AccessDecision decision, Optional<HttpMessage> request) {
        if (decision instanceof AccessDecision.Allowed) {
            return Optional.empty();
        } else if (decision instanceof AccessDecision.Denied denied) {
            return Optional.of(new Refusal(
                    HttpMessage.response(403, TEXT, "RBAC: access denied"),
                    "rbac_access_denied_matched_policy[" + denied.policy() + "]",
                    Optional.empty()));
        } else if (decision instanceof AccessDecision.DeniedByProvider denied) {
            return Optional.of(new Refusal(
                    HttpMessage.response(denied.status(), TEXT, denied.reached() ? sample() : ""),
                    denied.reached() ? "ext_authz_denied" : "ext_authz_error",
                    Optional.of(BY_PROVIDER)));
        } else if (decision instanceof AccessDecision.TokenRejected rejected) {
            HttpHeaders headers = TEXT.with(
                    "www-authenticate",
                    "Bearer realm=\"" + request.map(Refusal::url).orElse("") + "\", error=\"invalid_token\"");
            return Optional.of(new Refusal(
                    HttpMessage.response(rejected.status(), headers, rejected.text()),
                    "jwt_authn_access_denied{" + rejected.text().replace(' ', '_') + "}",
                    Optional.empty()));
        }
        throw new AssertionError(decision);
    }

    /** The words of Istio's sample provider. */
    private static String sample() {
        return "denied by ext_authz for not found header `x-ext-authz: allow` in the request";
    }

    private static String url(HttpMessage request) {
        String path = request.headers().get(HttpMessage.ORIGINAL_PATH).orElse(request.path());
        return "http://" + request.headers().get("host").orElse("")
                + path.substring(0, Math.min(LONGEST_PATH, path.length()));
    }
}
