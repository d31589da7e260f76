package padlock.conformance;

import java.util.Optional;
import padlock.mesh.policy.AcceptedNames;
import padlock.mesh.policy.AccessDecision;
import padlock.mesh.policy.AccessRequest;
import padlock.mesh.policy.Authorization;
import padlock.mesh.resource.Mesh;
import padlock.mesh.resource.Workload;
import padlock.tls.identity.SpiffeId;

/** What AuthorizationPolicies say. */
final class AccessQuestions {

    private AccessQuestions() {}

    /**
     * {@code {access-to: ns/workload, port: 8080, method: GET, path: /, as: spiffe://…}}; without a method a TCP
     * connection, without {@code as} plaintext.
     */
    static Answer decision(Ask ask, SmallMesh small) {
        Mesh mesh = small.mesh();
        Workload workload = SmallMesh.workload(mesh, ask.subject());
        AccessRequest request = new AccessRequest(
                ask.find("as").map(SpiffeId::parse),
                ask.number("port").orElse(8080),
                ask.find("method").map(method -> new AccessRequest.Http(method, ask.text("path"))));
        AccessDecision decision = Authorization.decide(
                        Authorization.attached(workload, mesh), request, AcceptedNames.trustDomains(mesh.settings()))
                .value();
        return Answer.empty()
                .with("decision", decision instanceof AccessDecision.Denied ? "deny" : "allow")
                .with(
                        "matched",
                        decision instanceof AccessDecision.Denied denied
                                ? Optional.of(denied.policy())
                                : Optional.empty());
    }

    /** {@code {policies-on: ns/workload}}. */
    static Answer attached(Ask ask, SmallMesh small) {
        Mesh mesh = small.mesh();
        return Answer.empty()
                .with(
                        "policies",
                        Authorization.attached(SmallMesh.workload(mesh, ask.subject()), mesh).stream()
                                .map(policy ->
                                        policy.namespace() + "/" + policy.id().name())
                                .toList());
    }
}
