package padlock.mesh.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import padlock.mesh.policy.Reason.Field;
import padlock.mesh.resource.ServerTls;

/** From what a Gateway's server says of TLS to how its proxy takes it, with the Secrets of the proxy's namespace. */
final class GatewayTls {

    private final Secrets secrets;
    private final String namespace;

    /** @param namespace the gateway's, by its pods */
    GatewayTls(Secrets secrets, String namespace) {
        this.secrets = secrets;
        this.namespace = namespace;
    }

    /** Empty where a Secret that it takes is not there, for which it waits for ever; the reasons are of the Secrets. */
    Explained<Optional<DownstreamTls>> of(ServerTls tls, Field field) {
        if (tls.mode() == ServerTls.Mode.ISTIO_MUTUAL) {
            return new Explained<>(
                    taken(tls, Optional.of(Credentials.Named.WORKLOAD), Optional.of(Authority.Named.MESH)), List.of());
        }
        List<Reason> reasons = new ArrayList<>();
        Optional<Credentials> credentials =
                Optional.of(Credentials.inFile(tls.serverCertificate().orElse("")));
        Optional<Authority> clients = Optional.of(Authority.inFile(tls.caCertificates()));
        if (tls.credentialName().isPresent()) {
            Secrets.Found<Credentials.InSecret> shown =
                    secrets.certificate(namespace, tls.credentialName().get());
            reasons.add(shown.reason("server certificate", field));
            credentials = shown.value().map(Credentials.class::cast);
        }
        Optional<String> trusted = tls.caCredentialName()
                .or(tls::credentialName)
                .filter(name -> tls.mode().asksClients());
        if (trusted.isPresent()) {
            Secrets.Found<Authority.InSecret> found = secrets.authorities(namespace, trusted.get());
            reasons.add(found.reason("trusted authorities", field));
            clients = found.value().map(Authority.class::cast);
        }
        return new Explained<>(taken(tls, credentials, clients), reasons);
    }

    private static Optional<DownstreamTls> taken(
            ServerTls tls, Optional<Credentials> credentials, Optional<Authority> clients) {
        return credentials
                .filter(shown -> clients.isPresent())
                .map(shown -> new DownstreamTls(
                        tls.mode(),
                        shown,
                        clients.filter(authority -> tls.mode().asksClients()),
                        tls.mode() != ServerTls.Mode.OPTIONAL_MUTUAL,
                        tls.subjectAltNames(),
                        tls.lowest(),
                        tls.highest()));
    }
}
