package padlock.mesh.policy;

import java.util.List;
import java.util.Optional;
import padlock.mesh.policy.Reason.Field;
import padlock.mesh.resource.Instance;
import padlock.mesh.resource.Mesh;
import padlock.mesh.resource.MutualTlsMode;
import padlock.mesh.resource.Service;
import padlock.mesh.resource.Service.ServicePort;

/**
 * What clients think that a service accepts, where no DestinationRule tells them: by its namespace's and the mesh's
 * PeerAuthentication, never by those with a selector (R3.10, R6.3).
 */
public final class ServiceMutualTls {

    private static final String QUESTION = "inferred service mode";

    private ServiceMutualTls() {}

    public static Explained<Optional<MutualTlsMode>> inferred(
            Service service, ServicePort port, Mesh mesh, Precedence precedence) {
        return inferred(
                service,
                service.passthrough(),
                new Endpoints(mesh)
                        .on(List.of(service), port.number()).stream()
                                .map(Endpoints.Reached::instance)
                                .toList(),
                new PeerAuthentications(mesh, precedence));
    }

    /**
     * Nothing is inferred of a service outside the mesh. Where whoever connected has chosen the pod already, all pods
     * must be able to do mutual TLS, since a sidecar does not tell them apart.
     */
    static Explained<Optional<MutualTlsMode>> inferred(
            Service service, boolean passthrough, List<Instance> endpoints, PeerAuthentications policies) {
        if (service.external()) {
            Optional<Field> said = service.externalAt().map(origin -> Field.at(origin, service));
            Reason unknown = new Reason(QUESTION, "UNKNOWN", "R6.14", said, List.of());
            return new Explained<>(Optional.empty(), List.of(unknown));
        }
        if (passthrough && endpoints.isEmpty()) {
            return plaintextBecauseOf(Field.of(service));
        }
        Optional<Instance> withoutTls = endpoints.stream()
                .filter(endpoint -> passthrough && endpoint.tlsMode().equals("disabled"))
                .findFirst();
        return withoutTls
                .map(endpoint -> plaintextBecauseOf(Endpoints.withoutMutualTls(endpoint)))
                .orElseGet(() -> {
                    Explained<MutualTlsMode> seen = policies.asClientsSee(service.namespace());
                    return new Explained<>(Optional.of(seen.value()), seen.reasons());
                });
    }

    private static Explained<Optional<MutualTlsMode>> plaintextBecauseOf(Field field) {
        return new Explained<>(
                Optional.of(MutualTlsMode.DISABLE),
                List.of(new Reason(QUESTION, "DISABLE", "R6.3", Optional.of(field), List.of())));
    }
}
