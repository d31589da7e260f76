package padlock.mesh.policy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import padlock.mesh.policy.Reason.Field;
import padlock.mesh.policy.Reason.Ignored;
import padlock.mesh.policy.VirtualHost.Rules;
import padlock.mesh.resource.Gateway;
import padlock.mesh.resource.Mesh;
import padlock.mesh.resource.VirtualService;
import padlock.mesh.resource.VirtualService.Action;
import padlock.mesh.resource.VirtualService.ConnectionRoute;
import padlock.mesh.resource.VirtualService.HttpMatch;
import padlock.mesh.resource.VirtualService.HttpRoute;
import padlock.mesh.resource.VirtualService.Share;
import padlock.mesh.resource.VirtualService.Source;
import padlock.mesh.resource.Workload;

/**
 * Which VirtualService leads a client's calls to a host: of those that the client sees, the one of the most specific
 * host; of several of one host, private ones come before those exported to the client by name, and these before public
 * ones, and the oldest comes first. They are never merged for sidecars.
 */
final class VirtualServices {

    private static final List<String> MESH_ALONE = List.of(VirtualService.MESH);
    private static final String PUBLIC = "*";
    private static final String PRIVATE = ".";
    private static final String NOBODY = "~";

    private final List<String> exportedByDefault;
    private final Map<String, List<Integer>> ports = new LinkedHashMap<>();
    private final Map<String, String> aliases = new LinkedHashMap<>();
    private final List<VirtualService> all;
    private final HostTable<VirtualService> byHost = new HostTable<>();

    /** @param ports of each host that there is */
    VirtualServices(Mesh mesh, Map<String, ? extends Collection<Integer>> ports) {
        exportedByDefault = mesh.settings().defaultVirtualServiceExportTo();
        ports.forEach((host, numbers) -> this.ports.put(host, List.copyOf(numbers)));
        mesh.services().forEach(service -> service.aliasOf().ifPresent(of -> aliases.put(service.host(), of)));
        all = mesh.virtualServices().stream().sorted(Age.OLDEST_FIRST).toList();
        all.forEach(service -> service.hosts().stream()
                .map(host -> Hosts.resolve(host, service.namespace()))
                .distinct()
                .forEach(host -> byHost.change(host, known -> plus(known, service))));
    }

    /** What they say to a sidecar of a port of a host; empty if there is none for that host at all. */
    Optional<VirtualHost> at(String host, int port, Workload client) {
        if (!byHost.covers(host)) {
            return Optional.empty();
        }
        List<VirtualService> candidates = candidates(host, client.namespace());
        return Optional.of(new VirtualHost(
                host,
                port,
                rules(host, client, candidates, service -> http(service, port, client, MESH_ALONE)),
                rules(host, client, candidates, service -> connections(service, port, client))));
    }

    /** Those that could decide, the first that has a rule for the client first. */
    private List<VirtualService> candidates(String host, String clientNamespace) {
        List<VirtualService> exact = visible(byHost.exact(host), clientNamespace);
        if (!exact.isEmpty()) {
            return exact;
        }
        List<VirtualService> seen = visible(byHost.covering(host).toList(), clientNamespace);
        HostTable<VirtualService> table = new HostTable<>();
        seen.forEach(service -> service.hosts().stream()
                .map(written -> Hosts.resolve(written, service.namespace()))
                .forEach(resolved -> table.change(resolved, known -> plus(known, service))));
        return table.mostSpecific(host).stream().limit(1).toList();
    }

    private List<VirtualService> visible(List<VirtualService> services, String clientNamespace) {
        return services.stream()
                .filter(VirtualServices::isForSidecars)
                .filter(service -> exposure(service, clientNamespace) != Exposure.HIDDEN)
                .sorted(Comparator.comparing((VirtualService service) -> exposure(service, clientNamespace))
                        .thenComparing(Age.OLDEST_FIRST))
                .toList();
    }

    /** How a client comes to see a VirtualService; the nearer comes first. */
    private enum Exposure {
        PRIVATE,
        BY_NAME,
        PUBLIC,
        HIDDEN
    }

    private Exposure exposure(VirtualService service, String clientNamespace) {
        List<String> exportTo = service.exportTo().isEmpty() ? exportedByDefault : service.exportTo();
        boolean own = service.namespace().equals(clientNamespace);
        if (exportTo.contains(PUBLIC)) {
            return Exposure.PUBLIC;
        } else if (exportTo.contains(NOBODY)) {
            return Exposure.HIDDEN;
        } else if (own && (exportTo.contains(PRIVATE) || exportTo.contains(clientNamespace))) {
            return Exposure.PRIVATE;
        }
        return exportTo.contains(clientNamespace) ? Exposure.BY_NAME : Exposure.HIDDEN;
    }

    private static boolean isForSidecars(VirtualService service) {
        return service.gateways().isEmpty() || service.gateways().contains(VirtualService.MESH);
    }

    /** Makes the rules of one VirtualService for the client in question. */
    private interface Maker<R> {
        List<R> of(VirtualService service);
    }

    private <R> Rules<R> rules(String host, Workload client, List<VirtualService> candidates, Maker<R> maker) {
        Optional<VirtualService> chosen = candidates.stream()
                .filter(service -> !maker.of(service).isEmpty())
                .findFirst();
        List<Ignored> ignored = byHost.covering(host)
                .distinct()
                .filter(service -> chosen.filter(service::equals).isEmpty())
                .map(service ->
                        new Ignored(Field.of(service), why(service, host, client.namespace(), candidates, chosen)))
                .toList();
        return new Rules<>(chosen.map(maker::of).orElse(List.of()), ignored);
    }

    private String why(
            VirtualService service,
            String host,
            String clientNamespace,
            List<VirtualService> candidates,
            Optional<VirtualService> chosen) {
        if (!isForSidecars(service)) {
            return "is bound to gateways " + String.join(", ", service.gateways()) + ", and not to mesh";
        }
        Exposure exposure = exposure(service, clientNamespace);
        if (exposure == Exposure.HIDDEN) {
            return "is not exported to the client's namespace";
        }
        int place = candidates.indexOf(service);
        boolean asked = place >= 0 && (chosen.isEmpty() || place < candidates.indexOf(chosen.orElseThrow()));
        if (asked || chosen.isEmpty()) {
            return "has no route for this client and port";
        }
        VirtualService winner = chosen.get();
        if (place < 0) {
            return hasHost(service, host)
                    ? Age.later(winner, service)
                    : "its host is less specific than that of " + winner.id();
        }
        return exposure(winner, clientNamespace) == exposure
                ? Age.later(winner, service)
                : winner.id() + " is exported to fewer, and comes first";
    }

    private static boolean hasHost(VirtualService service, String host) {
        return service.hosts().stream()
                .anyMatch(written -> Hosts.resolve(written, service.namespace()).equals(host));
    }

    /** Those that are bound to a gateway, and that its namespace sees. */
    List<VirtualService> boundTo(Gateway gateway, String namespace) {
        return all.stream()
                .filter(service -> service.gateways().contains(gateway.boundAs()))
                .filter(service -> exposure(service, namespace) != Exposure.HIDDEN)
                .toList();
    }

    /** The routes of a VirtualService for a client on which it holds as one of these gateways. */
    List<HttpRule> http(VirtualService service, int port, Workload client, List<String> gateways) {
        List<HttpRule> rules = new ArrayList<>();
        for (HttpRoute route : service.http()) {
            List<HttpMatch> matches = route.matches().stream()
                    .filter(match -> isFrom(match.source(), port, client, gateways))
                    .toList();
            if (route.matches().isEmpty() || !matches.isEmpty()) {
                List<Share> shares =
                        route.action() instanceof Action.Forward forward ? forward.shares() : List.<Share>of();
                rules.add(new HttpRule(
                        route.name(),
                        matches,
                        route.abort(),
                        route.action(),
                        leads(shares, service, port),
                        new Field(service.id(), route.origin())));
            }
        }
        return rules;
    }

    private List<ConnectionRule> connections(VirtualService service, int port, Workload client) {
        return Stream.concat(
                        tls(service, port, client, MESH_ALONE).stream(),
                        tcp(service, port, client, MESH_ALONE).stream())
                .toList();
    }

    /** The routes for TLS that is led through, likewise. */
    List<ConnectionRule> tls(VirtualService service, int port, Workload client, List<String> gateways) {
        return connections(service.tls(), service, port, client, gateways);
    }

    /** The routes for bytes of any kind, likewise. */
    List<ConnectionRule> tcp(VirtualService service, int port, Workload client, List<String> gateways) {
        return connections(service.tcp(), service, port, client, gateways);
    }

    private List<ConnectionRule> connections(
            List<ConnectionRoute> routes, VirtualService service, int port, Workload client, List<String> gateways) {
        List<ConnectionRule> rules = new ArrayList<>();
        routes.forEach(route -> {
            if (route.matches().isEmpty()) {
                rules.add(rule(route, List.of(), service, port));
            }
            route.matches().stream()
                    .filter(match -> isFrom(match.source(), port, client, gateways))
                    .forEach(match -> rules.add(rule(route, match.serverNames(), service, port)));
        });
        return rules;
    }

    private ConnectionRule rule(ConnectionRoute route, List<String> serverNames, VirtualService service, int port) {
        return new ConnectionRule(
                serverNames, leads(route.shares(), service, port), new Field(service.id(), route.origin()));
    }

    private static boolean isFrom(Source source, int port, Workload client, List<String> gateways) {
        return source.port().map(number -> number == port).orElse(true)
                && client.labels().containsAll(source.labels())
                && source.namespace().map(client.namespace()::equals).orElse(true)
                && (source.gateways().isEmpty() || source.gateways().stream().anyMatch(gateways::contains));
    }

    /** Of several, those of no weight get nothing. */
    private List<Lead> leads(List<Share> shares, VirtualService service, int port) {
        return shares.stream()
                .filter(share -> shares.size() == 1 || share.weight() > 0)
                .map(share -> lead(share, service, port))
                .toList();
    }

    /**
     * Without a port of its own a destination has the port that was called, or the only one that it has. An alias
     * stands for the host behind it (R6.17).
     */
    private Lead lead(Share share, VirtualService service, int called) {
        String named = Hosts.resolve(share.destination().host(), service.namespace());
        String host = aliases.getOrDefault(named, named);
        List<Integer> known = ports.getOrDefault(host, List.of());
        int port = share.destination().port().orElse(known.size() == 1 ? known.get(0) : called);
        String subset = share.destination().subset().orElse("");
        return new Lead(
                Cluster.name(host, port, subset),
                subset.isEmpty() ? host : "subset " + subset + " of " + host,
                share.weight(),
                new Field(service.id(), share.origin()));
    }

    private static List<VirtualService> plus(List<VirtualService> services, VirtualService one) {
        return Stream.concat(services.stream(), Stream.of(one)).toList();
    }
}
