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
        List<Node> leads = rule.items("route");
        for (int i = 0; i < leads.size(); i++) {
            List<String> at = Lint.plus(path, "route", String.valueOf(i), "destination");
            leads.get(i)
                    .get("destination")
                    .ifPresent(destination -> destination
                            .text("host")
                            .ifPresent(host -> routes.add(new WrittenRoute(
                                    Lint.at(
                                            where,
                                            Lint.plus(
                                                    at,
                                                    destination.get("subset").isPresent() ? "subset" : "host")),
                                    host,
                                    destination.text("subset")))));
        }
    }
}
