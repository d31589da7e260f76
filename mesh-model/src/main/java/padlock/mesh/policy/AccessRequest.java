package padlock.mesh.policy;

import java.util.Optional;
import padlock.tls.identity.SpiffeId;

/**
 * What a server's sidecar knows of a request when it asks for authorization.
 *
 * @param peer the identity from the client's certificate; in plaintext there is none
 * @param port of the pod
 * @param http the request; empty on a TCP connection
 */
public record AccessRequest(Optional<SpiffeId> peer, int port, Optional<Http> http) {

    /** The parts of an HTTP request that a policy can speak of; the path may carry a query. */
    public record Http(String method, String path) {}
}
