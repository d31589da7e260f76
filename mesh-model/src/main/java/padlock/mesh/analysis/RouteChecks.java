package padlock.mesh.analysis;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import padlock.mesh.policy.Hosts;
import padlock.mesh.resource.DestinationRule;
import padlock.mesh.resource.Gateway;
import padlock.mesh.resource.Service;
import padlock.mesh.resource.VirtualService;

/**
 * Whether the gateways that VirtualServices are bound to, and the hosts, ports and subsets that they lead to, are
 * there.
 */
final class RouteChecks implements Check {

    private static final String CLAIMS = "@request.auth.claims";

    @Override
    public void look(StudiedMesh mesh, Consumer<Finding> found) {
        mesh.written().routes().forEach(route -> look(mesh, route, found));
        for (VirtualService route : mesh.mesh().virtualServices()) {
            gateways(mesh, route, found);
            claims(mesh, route, found);
        }
    }

    private static void gateways(StudiedMesh mesh, VirtualService route, Consumer<Finding> found) {
        for (int i = 0; i < route.gateways().size(); i++) {
            String name = route.gateways().get(i);
            if (!name.equals(VirtualService.MESH) && gateway(mesh, name).isEmpty()) {
                found.accept(new Finding(
                        Code.IST0101,
                        Where.in(route, "spec", "gateways", String.valueOf(i)),
                        "Referenced gateway not found: \"" + name
                                + "\", so nothing that arrives there is led anywhere.",
                        "write namespace/name of a Gateway, or its name if it is of this namespace"));
            }
        }
    }

    private static Optional<Gateway> gateway(StudiedMesh mesh, String name) {
        return mesh.mesh().gateways().stream()
                .filter(gateway -> gateway.boundAs().equals(name))
                .findFirst();
    }

    /** Routes by the claims of a token need somebody who has judged the token before. */
    private static void claims(StudiedMesh mesh, VirtualService route, Consumer<Finding> found) {
        Optional<String> claim = route.http().stream()
                .flatMap(http -> http.matches().stream())
                .flatMap(match ->
                        Stream.concat(match.headers().keySet().stream(), match.withoutHeaders().keySet().stream()))
                .filter(header -> header.startsWith(CLAIMS))
                .findFirst();
        if (claim.isEmpty()) {
            return;
        }
        for (String name : route.gateways()) {
            gateway(mesh, name).stream()
                    .flatMap(gateway -> mesh.mesh().workloads().stream()
                            .filter(workload -> workload.labels().containsAll(gateway.selector())))
                    .filter(workload -> mesh.config(workload)
                            .filter(held -> !held.authorization().tokens().isEmpty())
                            .isEmpty())
                    .forEach(workload -> found.accept(new Finding(
                            Code.IST0149,
                            Where.in(route, "metadata", "name"),
                            "The virtual service uses the JWT claim based routing (key: " + claim.get()
                                    + ") but found no request authentication for the gateway (" + name + ") pod ("
                                    + StudiedMesh.name(workload) + "): no token is judged there, so no route fits.",
                            "write a RequestAuthentication that selects the gateway's pods")));
        }
    }

    private static void look(StudiedMesh mesh, WrittenRoute route, Consumer<Finding> found) {
        String host = Hosts.resolve(route.host(), route.where().resource().namespace());
        String ending =
                route.mirror() ? ", so nobody gets the copies." : ", so requests that are led there end with 503.";
        if (!mesh.isKnown(host)) {
            found.accept(new Finding(
                    Code.IST0101,
                    route.where(),
                    "Referenced " + (route.mirror() ? "mirror host" : "host") + " not found: \"" + route.host() + "\""
                            + ending,
                    "write a service's whole name, such as backend.shop.svc.cluster.local"));
            return;
        }
        List<Service> services = mesh.mesh().services().stream()
                .filter(service -> service.host().equals(host))
                .toList();
        route.port()
                .filter(port -> !services.isEmpty()
                        && services.stream()
                                .allMatch(service -> service.port(port).isEmpty()))
                .ifPresent(port -> found.accept(new Finding(
                        Code.IST0101,
                        route.where(),
                        "Referenced host:port not found: \"" + route.host() + ":" + port + "\"" + ending,
                        "write a port that " + host + " has")));
        List<DestinationRule> rules = mesh.mesh().destinationRules().stream()
                .filter(rule -> Hosts.matches(Hosts.resolve(rule.host(), rule.namespace()), host))
                .toList();
        route.subset()
                .filter(subset -> rules.stream()
                        .flatMap(rule -> rule.subsets().stream())
                        .noneMatch(known -> known.name().equals(subset)))
                .ifPresent(subset -> found.accept(new Finding(
                        Code.IST0101,
                        route.where(),
                        "Referenced host+subset in destinationrule not found: \"" + route.host() + "+" + subset + "\""
                                + ending,
                        "define the subset in a DestinationRule for " + host)));
    }
}
