package padlock.scenario.file;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import padlock.mesh.resource.Labels;
import padlock.mesh.resource.Metadata;
import padlock.mesh.resource.TextMatch;
import padlock.mesh.resource.VirtualService;
import padlock.mesh.resource.VirtualService.ConnectionMatch;
import padlock.mesh.resource.VirtualService.ConnectionRoute;
import padlock.mesh.resource.VirtualService.HttpMatch;
import padlock.mesh.resource.VirtualService.Source;

/** Reads a VirtualService by the rules of Istio's admission webhook. */
final class VirtualServiceReader {

    private final String namespace;
    private final Report report;
    private final RouteActions actions;

    private VirtualServiceReader(String namespace, Report report) {
        this.namespace = namespace;
        this.report = report;
        this.actions = new RouteActions(report);
    }

    static VirtualService read(Metadata metadata, Node root, Report report) {
        Node spec = root.get("spec").orElse(new Node.Mapping(root.line(), List.of()));
        return new VirtualServiceReader(metadata.id().namespace(), report).service(metadata, spec);
    }

    private VirtualService service(Metadata metadata, Node spec) {
        List<String> gateways = spec.texts("gateways");
        requireHosts(spec, gateways.isEmpty() || gateways.contains(VirtualService.MESH));
        requireGateways(spec, gateways);
        ExportTo.check(spec, namespace, report);
        if (spec.items("http").isEmpty()
                && spec.items("tcp").isEmpty()
                && spec.items("tls").isEmpty()) {
            report.problem(spec.line(), "http, tcp or tls must be provided in virtual service", "");
        }
        warnOfUnreachable(spec);
        return new VirtualService(
                metadata,
                spec.texts("hosts"),
                gateways.stream().map(this::resolved).toList(),
                spec.texts("exportTo"),
                spec.items("http").stream().map(this::http).toList(),
                spec.items("tls").stream().map(route -> tls(route, spec)).toList(),
                spec.items("tcp").stream().map(this::tcp).toList());
    }

    private void requireHosts(Node spec, boolean forSidecars) {
        List<Node> hosts = spec.items("hosts");
        if (hosts.isEmpty()) {
            report.problem(spec.lineOf("hosts"), "virtual service must have at least one host", "");
        }
        Set<String> seen = new LinkedHashSet<>();
        for (Node host : hosts) {
            String text = host.text().orElse("");
            boolean address = text.matches("[0-9.]+|.*:.*");
            if (!address) {
                HostNames.mistake(text).ifPresent(mistake -> report.problem(host.line(), mistake, ""));
            }
            if (text.equals("*") && forSidecars) {
                report.problem(
                        host.line(),
                        "wildcard host * is not allowed for virtual services bound to the mesh gateway",
                        "name the services");
            }
            if (!seen.add(text)) {
                report.problem(host.line(), "duplicate hosts in virtual service: [" + text + "]", "");
            }
        }
    }

    private void requireGateways(Node spec, List<String> gateways) {
        for (String gateway : gateways) {
            if (gateway.chars().filter(c -> c == '/').count() > 1 || gateway.startsWith("/") || gateway.endsWith("/")) {
                report.problem(
                        spec.lineOf("gateways"),
                        "config namespace and gateway name cannot be empty",
                        "write NAME or NAMESPACE/NAME");
            }
        }
    }

    private void warnOfUnreachable(Node spec) {
        List<Node> routes = spec.items("http");
        for (int i = 0; i + 1 < routes.size(); i++) {
            if (routes.get(i).items("match").isEmpty()) {
                String next = routes.get(i + 1).text("name").orElse("#" + (i + 1));
                report.note(
                        routes.get(i + 1).line(),
                        "virtualService rule " + next + " not used (only the last rule can have no matches)",
                        "");
            }
        }
    }

    private VirtualService.HttpRoute http(Node route) {
        return new VirtualService.HttpRoute(
                route.text("name").orElse(""),
                route.items("match").stream().map(this::match).toList(),
                actions.abort(route),
                actions.action(route),
                report.origin(route.line()));
    }

    private HttpMatch match(Node match) {
        boolean anyCase = match.get("ignoreUriCase").flatMap(Node::flag).orElse(false);
        return new HttpMatch(
                source(match),
                match.get("uri")
                        .map(uri -> text(uri, "uri"))
                        .map(uri -> anyCase ? new TextMatch.IgnoringCase(uri) : uri),
                match.get("scheme").map(scheme -> text(scheme, "scheme")),
                match.get("method").map(method -> text(method, "method")),
                match.get("authority").map(authority -> text(authority, "authority")),
                texts(match, "headers"),
                texts(match, "withoutHeaders"),
                queries(match));
    }

    private SortedMap<String, TextMatch> texts(Node match, String key) {
        SortedMap<String, TextMatch> texts = new TreeMap<>();
        for (Node.Member member : match.members(key)) {
            texts.put(member.key().toLowerCase(Locale.ROOT), text(member.value(), key));
        }
        return texts;
    }

    private SortedMap<String, TextMatch> queries(Node match) {
        SortedMap<String, TextMatch> texts = new TreeMap<>();
        match.members("queryParams").forEach(member -> texts.put(member.key(), text(member.value(), "queryParams")));
        return texts;
    }

    private TextMatch text(Node match, String where) {
        Optional<String> regex = match.text("regex");
        regex.filter(expression -> !Expressions.compiles(expression))
                .ifPresent(expression -> report.problem(
                        match.lineOf("regex"), "\"" + where + "\": invalid regex \"" + expression + "\"", ""));
        return match.text("exact")
                .<TextMatch>map(TextMatch.Exact::new)
                .or(() -> match.text("prefix").map(TextMatch.Prefix::new))
                .or(() -> regex.filter(Expressions::compiles).map(TextMatch.Regex::new))
                .orElse(new TextMatch.Present());
    }

    private Source source(Node match) {
        match.get("port")
                .flatMap(Node::whole)
                .filter(port -> port < 1 || port > 65535)
                .ifPresent(port -> report.problem(
                        match.lineOf("port"), "port number " + port + " must be in the range 1..65535", ""));
        return new Source(
                match.get("port").flatMap(Node::whole).map(Long::intValue),
                new Labels(match.pairs("sourceLabels")),
                match.text("sourceNamespace").filter(name -> !name.isEmpty()),
                match.texts("gateways").stream().map(this::resolved).toList());
    }

    /** The full name of a gateway; a name alone is short for one of this namespace. */
    private String resolved(String gateway) {
        return gateway.equals(VirtualService.MESH) || gateway.contains("/") ? gateway : namespace + "/" + gateway;
    }

    private ConnectionRoute tls(Node route, Node spec) {
        List<ConnectionMatch> matches = new ArrayList<>();
        if (route.items("match").isEmpty()) {
            report.problem(route.line(), "TLS match is required", "name the server names in match[].sniHosts");
        }
        for (Node match : route.items("match")) {
            List<String> names = match.texts("sniHosts");
            if (names.isEmpty()) {
                report.problem(match.line(), "TLS match must have at least one SNI host", "");
            }
            names.stream()
                    .filter(name -> spec.texts("hosts").stream().noneMatch(host -> covers(host, name)))
                    .forEach(name -> report.problem(
                            match.lineOf("sniHosts"),
                            "SNI host \"" + name
                                    + "\" is not a compatible subset of any of the virtual service hosts: ["
                                    + String.join(" ", spec.texts("hosts")) + "]",
                            ""));
            matches.add(new ConnectionMatch(source(match), names));
        }
        return new ConnectionRoute(
                matches, actions.shares(route, "TLS route is required"), report.origin(route.line()));
    }

    private static boolean covers(String host, String name) {
        return host.startsWith("*") ? name.endsWith(host.substring(1)) : host.equals(name);
    }

    private ConnectionRoute tcp(Node route) {
        return new ConnectionRoute(
                route.items("match").stream()
                        .map(match -> new ConnectionMatch(source(match), List.of()))
                        .toList(),
                actions.shares(route, "TCP route is required"),
                report.origin(route.line()));
    }
}
