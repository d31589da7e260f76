package padlock.mesh.policy;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a gateway does with those connections on a port that ask in TLS for certain names, or with all of them.
 *
 * @param serverNames for which it is; empty for whatever comes, also without TLS
 * @param tls how it ends TLS; empty where it does not
 * @param lacksSecret whether it would end TLS, and waits for a Secret that is not there
 * @param redirects by host, why requests in the clear are told to come again with TLS
 * @param hosts where requests of HTTP go, else where bytes go
 * @param reasons the server of the Gateway, and what it takes; empty where several share the port and requests choose
 *     among them
 */
public record GatewayServer(
        List<String> serverNames,
        Optional<DownstreamTls> tls,
        boolean lacksSecret,
        Traffic traffic,
        SortedMap<String, Reason> redirects,
        List<VirtualHost> hosts,
        List<Reason> reasons) {

    /** What a server reads of what comes. */
    public enum Traffic {
        /** HTTP, of which each request is led on its own way. */
        REQUESTS,
        /** Nothing: bytes are led on, after TLS ended or with the TLS that they are of. */
        BYTES,
        /** The name of a cluster in place of a server's, as gateways of other networks ask (R10.4). */
        CLUSTER_NAMES
    }

    public GatewayServer {
        serverNames = List.copyOf(serverNames);
        redirects = Collections.unmodifiableSortedMap(new TreeMap<>(redirects));
        hosts = List.copyOf(hosts);
        reasons = List.copyOf(reasons);
    }

    /** Whether it is for TLS that ends here. */
    public boolean endsTls() {
        return tls.isPresent() || lacksSecret;
    }

    /** Where a request for this host goes: by the most specific host that is known here. */
    public Optional<VirtualHost> host(String requested) {
        return Hosts.mostSpecific(hosts.stream().map(VirtualHost::host).toList(), requested)
                .flatMap(found ->
                        hosts.stream().filter(each -> each.host().equals(found)).findFirst());
    }

    /** Why a request in the clear for this host is told to come again with TLS; empty where it is not. */
    public Optional<Reason> redirect(String requested) {
        List<String> known = Stream.concat(hosts.stream().map(VirtualHost::host), redirects.keySet().stream())
                .toList();
        return Hosts.mostSpecific(known, requested)
                .flatMap(served -> Hosts.mostSpecific(redirects.keySet(), served))
                .map(redirects::get);
    }
}
