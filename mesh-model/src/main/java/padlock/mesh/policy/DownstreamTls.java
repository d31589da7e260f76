package padlock.mesh.policy;

import java.util.List;
import java.util.Optional;
import padlock.mesh.resource.ServerTls;

/**
 * How a proxy ends the TLS of whoever comes, in the place of the mesh's (R7.5, R10.1). PeerAuthentication has no say in
 * it, and neither have the mesh's trust domains.
 *
 * @param clients whose certificates it accepts; empty where it asks for none
 * @param certificateRequired whether nobody goes without one
 * @param subjectAltNames one of which a client's certificate must carry; empty accepts any name
 * @param lowest {@code minProtocolVersion}; empty where Istio chooses
 * @param highest {@code maxProtocolVersion}; empty where Istio chooses
 */
public record DownstreamTls(
        ServerTls.Mode mode,
        Credentials credentials,
        Optional<Authority> clients,
        boolean certificateRequired,
        List<String> subjectAltNames,
        Optional<String> lowest,
        Optional<String> highest) {

    public DownstreamTls {
        subjectAltNames = List.copyOf(subjectAltNames);
    }

    /** With certificates in files. */
    static DownstreamTls ofFiles(ServerTls tls) {
        return new DownstreamTls(
                tls.mode(),
                Credentials.inFile(tls.serverCertificate().orElse("")),
                tls.mode().asksClients() ? Optional.of(Authority.inFile(tls.caCertificates())) : Optional.empty(),
                tls.mode() != ServerTls.Mode.OPTIONAL_MUTUAL,
                tls.subjectAltNames(),
                tls.lowest(),
                tls.highest());
    }
}
