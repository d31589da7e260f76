package padlock.mesh.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import padlock.mesh.policy.Hosts;
import padlock.mesh.resource.DestinationRule;
import padlock.mesh.resource.DestinationRule.Subset;
import padlock.mesh.resource.Service;

/** Whether the hosts, subsets and namespaces that a DestinationRule names are there (R5). */
final class DestinationRuleChecks implements Check {

    @Override
    public void look(StudiedMesh mesh, Consumer<Finding> found) {
        List<DestinationRule> before = new ArrayList<>();
        for (DestinationRule rule : mesh.mesh().destinationRules()) {
            List<Service> services = mesh.servicesOf(rule);
            if (!mesh.isKnown(Hosts.resolve(rule.host(), rule.namespace()))
                    && !rule.host().equals("*")) {
                unknownHost(mesh, rule, found);
            }
            subsets(mesh, rule, services, found);
            exports(mesh, rule, found);
            before.stream()
                    .filter(other -> rivals(other, rule))
                    .findFirst()
                    .ifPresent(other -> found.accept(new Finding(
                            Code.KIA0201,
                            Where.in(rule, "spec", "host"),
                            "More than one DestinationRules for the same host subset combination: " + other.id()
                                    + " and " + rule.id()
                                    + " are merged, and the traffic policy of the oldest holds whole.",
                            "write one DestinationRule for the host")));
            before.add(rule);
        }
    }

    private static void unknownHost(StudiedMesh mesh, DestinationRule rule, Consumer<Finding> found) {
        String cut = rule.host() + ".svc.cluster.local";
        boolean dotted = rule.host().contains(".")
                && mesh.mesh().services().stream()
                        .anyMatch(service ->
                                service.host().equals(cut) || service.host().equals(rule.host() + ".cluster.local"));
        found.accept(new Finding(
                Code.IST0174,
                Where.in(rule, "spec", "host"),
                "The host " + rule.host() + " defined in the DestinationRule does not match any services in the mesh"
                        + (dotted ? ": a name with a dot is taken as it is, and is not completed." : "."),
                dotted
                        ? "write the whole name, "
                                + (rule.host().endsWith(".svc") ? rule.host() + ".cluster.local" : cut)
                        : "write a service's whole name, such as backend.shop.svc.cluster.local; a short name means a"
                                + " service of the rule's own namespace"));
    }

    private static void subsets(
            StudiedMesh mesh, DestinationRule rule, List<Service> services, Consumer<Finding> found) {
        for (int i = 0; i < rule.subsets().size(); i++) {
            Subset subset = rule.subsets().get(i);
            if (subset.labels().isEmpty()) {
                found.accept(new Finding(
                        Code.KIA0209,
                        Where.in(rule, "spec", "subsets", String.valueOf(i)),
                        "This subset has not labels: " + subset.name() + " is every pod of the host.",
                        "add labels that tell its pods from the others"));
            } else if (!services.isEmpty()
                    && mesh.mesh().workloads().stream()
                            .filter(workload -> workload.labels().containsAll(subset.labels()))
                            .noneMatch(workload -> services.stream().anyMatch(service -> service.selects(workload)))) {
                found.accept(new Finding(
                        Code.IST0173,
                        Where.in(rule, "spec", "subsets", String.valueOf(i), "labels"),
                        "The Subset " + subset.name()
                                + " defined in the DestinationRule does not select any pods. Which"
                                + " may lead to 503 UH (NoHealthyUpstream).",
                        "write labels that pods of the host have"));
            }
        }
    }

    private static void exports(StudiedMesh mesh, DestinationRule rule, Consumer<Finding> found) {
        for (int i = 0; i < rule.exportTo().size(); i++) {
            String namespace = rule.exportTo().get(i);
            if (!namespace.equals("*")
                    && !namespace.equals(".")
                    && !mesh.namespaces().contains(namespace)) {
                found.accept(new Finding(
                        Code.KIA0005,
                        Where.in(rule, "spec", "exportTo", String.valueOf(i)),
                        "No matching namespace found or namespace is not accessible: " + namespace + ".",
                        "known: " + Names.of(mesh.namespaces())));
            }
        }
    }

    private static boolean rivals(DestinationRule one, DestinationRule other) {
        boolean sameHost = one.namespace().equals(other.namespace())
                && one.workloadSelector().equals(other.workloadSelector())
                && Hosts.resolve(one.host(), one.namespace()).equals(Hosts.resolve(other.host(), other.namespace()));
        List<String> names = one.subsets().stream().map(Subset::name).toList();
        boolean sameSubset = other.subsets().stream().map(Subset::name).anyMatch(names::contains);
        boolean bothWhole =
                one.trafficPolicy().isPresent() && other.trafficPolicy().isPresent();
        return sameHost
                && (sameSubset
                        || bothWhole
                        || names.isEmpty() && other.subsets().isEmpty());
    }
}
