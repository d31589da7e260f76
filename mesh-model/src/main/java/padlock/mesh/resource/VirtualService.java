package padlock.mesh.resource;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where calls to hosts are led.
 *
 * @param hosts as written; a name without a dot is short for a service of this resource's own namespace
 * @param gateways where it holds; empty means {@code mesh}, that is every sidecar
 * @param exportTo as written; empty means the mesh's default
 */
public record VirtualService(
        Metadata metadata,
        List<String> hosts,
        List<String> gateways,
        List<String> exportTo,
        List<HttpRoute> http,
        List<ConnectionRoute> tls,
        List<ConnectionRoute> tcp)
        implements Resource {

    /** The word for all sidecars, among the gateways. */
    public static final String MESH = "mesh";

    /**
     * What becomes of a request.
     *
     * @param matches any of which the request must fit; without any, every request does
     * @param origin of the route
     */
    public record HttpRoute(String name, List<HttpMatch> matches, Optional<Abort> abort, Action action, Origin origin) {
        public HttpRoute {
            matches = List.copyOf(matches);
        }
    }

    /**
     * What a request must look like, and from whom it must come; what is empty does not matter.
     *
     * @param headers each of which must be there and fit
     * @param withoutHeaders none of which may be there and fit
     */
    public record HttpMatch(
            Source source,
            Optional<TextMatch> uri,
            Optional<TextMatch> scheme,
            Optional<TextMatch> method,
            Optional<TextMatch> authority,
            SortedMap<String, TextMatch> headers,
            SortedMap<String, TextMatch> withoutHeaders,
            SortedMap<String, TextMatch> queryParams) {
        public HttpMatch {
            headers = Collections.unmodifiableSortedMap(new TreeMap<>(headers));
            withoutHeaders = Collections.unmodifiableSortedMap(new TreeMap<>(withoutHeaders));
            queryParams = Collections.unmodifiableSortedMap(new TreeMap<>(queryParams));
        }
    }

    /**
     * From where a connection must come, and to which port of the service; what is empty does not matter.
     *
     * @param gateways empty means those of the VirtualService
     */
    public record Source(Optional<Integer> port, Labels labels, Optional<String> namespace, List<String> gateways) {
        public Source {
            gateways = List.copyOf(gateways);
        }
    }

    /** What a route does with what fits it. */
    public sealed interface Action {

        /** Leads it on. */
        record Forward(List<Share> shares, Optional<Rewrite> rewrite) implements Action {
            public Forward {
                shares = List.copyOf(shares);
            }
        }

        /** Tells the caller to ask elsewhere. */
        record Redirect(int status, Optional<String> scheme, Optional<String> authority, Optional<String> uri)
                implements Action {}

        /** Answers in the place of a service. */
        record Respond(int status, String body) implements Action {}
    }

    /** What is changed in a request that is led on. */
    public record Rewrite(Optional<String> uri, Optional<String> authority) {}

    /** Refuses a part of the requests, in percent. */
    public record Abort(int status, double percentage) {}

    /** A part of the calls, by weight, and where they go. */
    public record Share(Destination destination, int weight, Origin origin) {}

    /**
     * A service, or a part of one.
     *
     * @param host as written
     * @param port of the service; empty means the one that was called
     */
    public record Destination(String host, Optional<String> subset, Optional<Integer> port) {}

    /**
     * What becomes of a connection that is no HTTP.
     *
     * @param matches any of which the connection must fit; without any, every connection does
     */
    public record ConnectionRoute(List<ConnectionMatch> matches, List<Share> shares, Origin origin) {
        public ConnectionRoute {
            matches = List.copyOf(matches);
            shares = List.copyOf(shares);
        }
    }

    /**
     * What a connection must look like.
     *
     * @param serverNames of which the TLS that is led through must name one; empty for connections of any bytes
     */
    public record ConnectionMatch(Source source, List<String> serverNames) {
        public ConnectionMatch {
            serverNames = List.copyOf(serverNames);
        }
    }

    public VirtualService {
        hosts = List.copyOf(hosts);
        gateways = List.copyOf(gateways);
        exportTo = List.copyOf(exportTo);
        http = List.copyOf(http);
        tls = List.copyOf(tls);
        tcp = List.copyOf(tcp);
    }

    public String namespace() {
        return id().namespace();
    }

    @Override
    public VirtualService createdAt(Instant instant) {
        return new VirtualService(metadata.createdAt(instant), hosts, gateways, exportTo, http, tls, tcp);
    }
}
