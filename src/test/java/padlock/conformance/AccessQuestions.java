package padlock.conformance;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import padlock.mesh.policy.AccessControls;
import padlock.mesh.policy.AccessDecision;
import padlock.mesh.policy.AccessRequest;
import padlock.mesh.policy.Explained;
import padlock.mesh.policy.Reason;
import padlock.mesh.policy.TokenClaims;
import padlock.mesh.policy.TokenVerdict;
import padlock.mesh.resource.Mesh;
import padlock.mesh.resource.Origin;
import padlock.mesh.resource.ResourceId;
import padlock.mesh.resource.Workload;
import padlock.tls.identity.SpiffeId;

/** What AuthorizationPolicies say. */
final class AccessQuestions {

    private AccessQuestions() {}

    /**
     * {@code {access-to: ns/workload, port: 8080, method: GET, path: /, as: spiffe://…, headers: {…}, from: address,
     * at: address, sni: name, token: {claims}}}; without a method a TCP connection, without {@code as} plaintext.
     */
    static Answer decision(Ask ask, SmallMesh small) {
        Mesh mesh = small.mesh();
        Workload workload = SmallMesh.workload(mesh, ask.subject());
        AccessRequest request = new AccessRequest(
                ask.find("as").map(SpiffeId::parse),
                new AccessRequest.Wire(
                        ask.find("from").orElse("10.9.0.1"),
                        ask.find("at").orElse("10.9.0.2"),
                        ask.number("port").orElse(8080),
                        ask.find("sni")),
                ask.find("method")
                        .map(method -> new AccessRequest.Http(
                                method, ask.text("path"), new TreeMap<>(ask.pairs("headers")), token(ask))));
        Explained<AccessDecision> explained =
                new AccessControls(mesh).of(workload).decide(request);
        AccessDecision decision = explained.value();
        return Answer.empty()
                .with("decision", decision instanceof AccessDecision.Allowed ? "allow" : "deny")
                .with(
                        "matched",
                        decision instanceof AccessDecision.Denied denied
                                ? Optional.of(denied.policy())
                                : Optional.empty())
                .with(
                        "shadow",
                        explained.reasons().stream()
                                .filter(reason -> reason.question().startsWith("dry run"))
                                .map(Reason::answer)
                                .findFirst());
    }

    /** A token that was verified, by its claims; whether it would be is asked elsewhere. */
    private static TokenVerdict token(Ask ask) {
        Map<String, Object> claims = TableFiles.map(ask.words().get("token"));
        return claims.isEmpty()
                ? new TokenVerdict.Absent()
                : new TokenVerdict.Verified(
                        claims(claims),
                        new Reason.Field(new ResourceId("RequestAuthentication", "ns1", "tokens"), new Origin("-", 1)));
    }

    private static TokenClaims claims(Map<String, Object> written) {
        SortedMap<String, TokenClaims.Value> values = new TreeMap<>();
        written.forEach((name, value) -> values.put(name, value(value)));
        return new TokenClaims(values);
    }

    private static TokenClaims.Value value(Object written) {
        if (written instanceof String text) {
            return new TokenClaims.Value.Text(text);
        } else if (written instanceof Map<?, ?>) {
            return new TokenClaims.Value.Group(claims(TableFiles.map(written)));
        }
        return new TokenClaims.Value.Texts(TableFiles.list(written));
    }

    /** {@code {policies-on: ns/workload}}. */
    static Answer attached(Ask ask, SmallMesh small) {
        Mesh mesh = small.mesh();
        return Answer.empty()
                .with(
                        "policies",
                        new AccessControls(mesh)
                                .of(SmallMesh.workload(mesh, ask.subject())).policies().stream()
                                        .map(policy -> policy.namespace() + "/"
                                                + policy.id().name())
                                        .toList());
    }
}
