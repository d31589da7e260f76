package padlock.scenario.file;

import java.util.List;
import java.util.Optional;
import padlock.mesh.resource.Labels;
import padlock.mesh.resource.Located;
import padlock.mesh.resource.Metadata;
import padlock.mesh.resource.Workload;
import padlock.mesh.resource.Workload.ContainerPort;
import padlock.mesh.resource.WorkloadEntry;

/** Reads machines outside the cluster: WorkloadEntries, and the endpoints of ServiceEntries. */
final class WorkloadEntryReader {

    private WorkloadEntryReader() {}

    static WorkloadEntry read(Metadata metadata, Node root, Report report) {
        Node spec = root.get("spec").orElse(new Node.Mapping(root.line(), List.of()));
        if (spec.text("address").filter(address -> !address.isEmpty()).isEmpty()) {
            report.problem(spec.line(), "address must be set", "write the machine's IP address");
        }
        Labels described = LabelReader.read(root.get("metadata").orElse(root), "labels", report);
        Labels labels = described.with(LabelReader.read(spec, "labels", report));
        return new WorkloadEntry(metadata, machine(metadata, labels, spec, report));
    }

    static Workload machine(Metadata metadata, Labels labels, Node spec, Report report) {
        return Workload.machine(
                metadata,
                labels,
                spec.text("serviceAccount")
                        .filter(account -> !account.isEmpty())
                        .map(account -> new Located<>(account, report.origin(spec.lineOf("serviceAccount")))),
                spec.members("ports").stream()
                        .flatMap(port -> port.value().whole().stream()
                                .map(number -> new ContainerPort(port.key(), number.intValue())))
                        .toList(),
                spec.text("address").orElse(""));
    }

    /** The labels that {@code workloadSelector} demands. */
    static Optional<Labels> selector(Node spec) {
        return spec.get("workloadSelector").map(selector -> new Labels(selector.pairs("labels")));
    }
}
