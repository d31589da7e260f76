package padlock.mesh.actor;

import java.util.Optional;

/**
 * Why a sidecar gave up on a connection to an endpoint, in Envoy's words.
 *
 * @param flag Envoy's response flag
 * @param reason Envoy's reset reason
 * @param transport the text about TLS or the TCP connection; empty when there is none
 * @param retried whether Istio's default policy tries again: only what failed before a request was sent
 */
record UpstreamFailure(String flag, String reason, Optional<String> transport, boolean retried) {

    /** Nothing listens at the endpoint. */
    static final UpstreamFailure REFUSED = new UpstreamFailure(
            "UF", "remote connection failure", Optional.of("delayed connect error: Connection refused"), true);

    /** The connection ended during the handshake, without a word. */
    static final UpstreamFailure CLOSED_EARLY =
            new UpstreamFailure("UF", "remote connection failure", Optional.empty(), true);

    static final UpstreamFailure NO_CERTIFICATE = new UpstreamFailure(
            "UF", "remote connection failure", Optional.of("TLS error: Secret is not supplied by SDS"), true);

    static final UpstreamFailure TIMED_OUT = new UpstreamFailure("UF", "connection timeout", Optional.empty(), true);

    /** The connection ended after the request was sent: it may have been acted on, so nobody tries again. */
    static final UpstreamFailure TERMINATED =
            new UpstreamFailure("UC", "connection termination", Optional.empty(), false);

    /** What came back is not HTTP. */
    static final UpstreamFailure NOT_HTTP = new UpstreamFailure("UPE", "protocol error", Optional.empty(), false);

    static UpstreamFailure handshake(String text) {
        return new UpstreamFailure("UF", "remote connection failure", Optional.of(text), true);
    }

    /** With which the sidecar answers the program. */
    int status() {
        return equals(NOT_HTTP) ? 502 : 503;
    }

    /** What the program reads in the body. */
    String body(boolean afterRetries) {
        return "upstream connect error or disconnect/reset before headers. "
                + (afterRetries ? "retried and the latest " : "")
                + "reset reason: " + reason
                + transport.map(text -> ", transport failure reason: " + text).orElse("");
    }

    /** What the access log shows as the response code's details; white space becomes {@code _}. */
    String details() {
        String inner = reason + transport.map(text -> "|" + text).orElse("");
        return "upstream_reset_before_response_started{" + inner.replace(' ', '_') + "}";
    }
}
