package padlock.mesh.analysis;

import java.util.List;
import java.util.function.Consumer;
import padlock.mesh.policy.Hosts;
import padlock.mesh.resource.DestinationRule;

/** Whether the hosts and subsets that VirtualServices lead to are there. */
final class RouteChecks implements Check {

    @Override
    public void look(StudiedMesh mesh, Consumer<Finding> found) {
        mesh.written().routes().forEach(route -> look(mesh, route, found));
    }

    private static void look(StudiedMesh mesh, WrittenRoute route, Consumer<Finding> found) {
        String host = Hosts.resolve(route.host(), route.where().resource().namespace());
        if (!mesh.isKnown(host)) {
            found.accept(new Finding(
                    Code.IST0101,
                    route.where(),
                    "Referenced host not found: \"" + route.host() + "\", so requests that are led there end with 503.",
                    "write a service's whole name, such as backend.shop.svc.cluster.local"));
            return;
        }
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
                        "Referenced host+subset in destinationrule not found: \"" + route.host() + "+" + subset
                                + "\", so requests that are led there end with 503.",
                        "define the subset in a DestinationRule for " + host)));
    }
}
