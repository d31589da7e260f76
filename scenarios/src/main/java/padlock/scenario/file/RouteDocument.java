package padlock.scenario.file;

import java.util.ArrayList;
import java.util.List;
import padlock.mesh.analysis.Where;
import padlock.mesh.analysis.WrittenRoute;

/** Takes the destinations out of a VirtualService, as they are written. */
final class RouteDocument {

    private RouteDocument() {}

    static List<WrittenRoute> read(Where where, Node document) {
        List<WrittenRoute> routes = new ArrayList<>();
        document.get("spec").ifPresent(spec -> {
            for (String protocol : List.of("http", "tcp", "tls")) {
                List<Node> rules = spec.items(protocol);
                for (int i = 0; i < rules.size(); i++) {
                    rule(where, rules.get(i), List.of("spec", protocol, String.valueOf(i)), routes);
                }
            }
        });
        return routes;
    }

    private static void rule(Where where, Node rule, List<String> path, List<WrittenRoute> routes) {
        for (String leads : List.of("route", "mirrors")) {
            List<Node> items = rule.items(leads);
            for (int i = 0; i < items.size(); i++) {
                List<String> at = Lint.plus(path, leads, String.valueOf(i), "destination");
                items.get(i)
                        .get("destination")
                        .ifPresent(destination -> add(where, destination, at, leads.equals("mirrors"), routes));
            }
        }
        rule.get("mirror").ifPresent(mirror -> add(where, mirror, Lint.plus(path, "mirror"), true, routes));
    }

    private static void add(
            Where where, Node destination, List<String> path, boolean mirror, List<WrittenRoute> routes) {
        String field = destination.get("subset").isPresent() ? "subset" : "host";
        destination
                .text("host")
                .ifPresent(host -> routes.add(new WrittenRoute(
                        Lint.at(where, Lint.plus(path, field)),
                        host,
                        destination.text("subset"),
                        destination.get("port").flatMap(port -> port.port("number")),
                        mirror)));
    }
}
