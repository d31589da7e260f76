package padlock.mesh.policy;

import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import padlock.mesh.resource.AddressBlock;
import padlock.tls.identity.SpiffeId;

/**
 * What a server's sidecar knows of a request when it asks for authorization.
 *
 * @param peer the identity from the client's certificate; in plaintext there is none
 * @param http the request; empty on a TCP connection
 */
public record AccessRequest(Optional<SpiffeId> peer, Wire wire, Optional<Http> http) {

    /**
     * The connection.
     *
     * @param source the client's address
     * @param destination the pod's address
     * @param port of the pod
     * @param serverName that the client asked for in TLS
     */
    public record Wire(String source, String destination, int port, Optional<String> serverName) {}

    /**
     * The parts of an HTTP request that a policy can speak of; the path may carry a query.
     *
     * @param headers by name in lower case; several of one name are one, with commas
     * @param arrived the request before its tokens were taken out, where that changed it
     */
    public record Http(
            String method, String path, SortedMap<String, String> headers, TokenVerdict token, Optional<Http> arrived) {

        public Http {
            headers = Collections.unmodifiableSortedMap(new TreeMap<>(headers));
        }

        /** A request that is as it arrived. */
        public Http(String method, String path, SortedMap<String, String> headers, TokenVerdict token) {
            this(method, path, headers, token, Optional.empty());
        }

        public Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
        }

        /** The host as the client wrote it, with a port where it wrote one. */
        public Optional<String> authority() {
            return header("host");
        }
    }

    /** Before anybody looked at its tokens. */
    AccessRequest asItArrived() {
        return new AccessRequest(
                peer, wire, http.map(request -> request.arrived().orElse(request)));
    }

    /** The client's address as proxies before it tell it: the last that they name. */
    String remoteAddress() {
        return http.flatMap(request -> request.header("x-forwarded-for"))
                .map(hops -> hops.substring(hops.lastIndexOf(',') + 1).strip())
                .filter(address -> AddressBlock.parse(address).isPresent())
                .orElse(wire.source());
    }
}
