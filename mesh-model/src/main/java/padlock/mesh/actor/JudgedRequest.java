package padlock.mesh.actor;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import padlock.mesh.policy.AccessRequest;
import padlock.mesh.policy.TokenVerdict;
import padlock.mesh.resource.RequestAuthentication;
import padlock.mesh.token.Carrier;
import padlock.mesh.token.TokenFilter;

/** A request whose tokens were judged, as it arrived and as it is passed on. */
record JudgedRequest(HttpMessage arrived, HttpMessage passedOn, TokenVerdict tokens) {

    static JudgedRequest of(HttpMessage request, List<RequestAuthentication> policies, Instant now) {
        Carrier carrier = new Carrier(
                request.method(),
                request.path(),
                request.headers().lines().stream()
                        .map(line -> new Carrier.Header(line.name(), line.value()))
                        .toList());
        TokenFilter.Outcome outcome = TokenFilter.judge(policies, carrier, now);
        HttpHeaders headers = new HttpHeaders(outcome.request().headers().stream()
                .map(header -> new HttpHeaders.Line(header.name(), header.value()))
                .toList());
        HttpMessage changed = request.asking(outcome.request().path());
        return new JudgedRequest(
                request, new HttpMessage(changed.startLine(), headers, request.body()), outcome.verdict());
    }

    /** What policies can look at. */
    AccessRequest.Http forPolicies() {
        return new AccessRequest.Http(
                passedOn.method(),
                passedOn.path(),
                passedOn.headers().byName(),
                tokens,
                Optional.of(new AccessRequest.Http(
                        arrived.method(), arrived.path(), arrived.headers().byName(), tokens)));
    }
}
