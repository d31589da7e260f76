package padlock.scenario.file;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import padlock.mesh.resource.AddressBlock;
import padlock.mesh.resource.Metadata;
import padlock.mesh.resource.Origin;
import padlock.mesh.resource.Service.ServicePort;
import padlock.mesh.resource.Service.TargetPort;
import padlock.mesh.resource.ServiceEntry;
import padlock.mesh.resource.Workload;

/** Reads a ServiceEntry by the rules of Istio's admission webhook. */
final class ServiceEntryReader {

    private final Metadata metadata;
    private final Node spec;
    private final Report report;

    private ServiceEntryReader(Metadata metadata, Node spec, Report report) {
        this.metadata = metadata;
        this.spec = spec;
        this.report = report;
    }

    static ServiceEntry read(Metadata metadata, Node root, Report report) {
        Node spec = root.get("spec").orElse(new Node.Mapping(root.line(), List.of()));
        return new ServiceEntryReader(metadata, spec, report).entry();
    }

    private ServiceEntry entry() {
        String resolution = spec.text("resolution").orElse("NONE");
        requireHosts(resolution);
        requireEndpoints(resolution);
        ExportTo.checkOrNobody(spec, metadata.id().namespace(), report);
        return new ServiceEntry(
                metadata,
                spec.texts("hosts"),
                addresses(resolution),
                ports(),
                resolution.equals("NONE"),
                externalAt(),
                endpoints(),
                WorkloadEntryReader.selector(spec),
                spec.texts("exportTo"),
                spec.texts("subjectAltNames"));
    }

    /** Without a location it is outside, which the entry as a whole says. */
    private Optional<Origin> externalAt() {
        Optional<String> location = spec.text("location");
        return Optional.of(location.map(word -> report.origin(spec.lineOf("location")))
                        .orElse(metadata.origin()))
                .filter(origin -> !location.equals(Optional.of("MESH_INTERNAL")));
    }

    private void requireHosts(String resolution) {
        if (spec.items("hosts").isEmpty()) {
            report.problem(spec.lineOf("hosts"), "service entry must have at least one host", "");
        }
        for (String host : spec.texts("hosts")) {
            if (host.equals("*")) {
                report.problem(spec.lineOf("hosts"), "invalid host *", "name hosts, such as *.example.com");
            } else {
                HostNames.mistake(host).ifPresent(mistake -> report.problem(spec.lineOf("hosts"), mistake, ""));
            }
            boolean byName = resolution.equals("DNS") || resolution.equals("DNS_ROUND_ROBIN");
            if (host.startsWith("*") && byName && spec.items("endpoints").isEmpty()) {
                report.problem(
                        spec.lineOf("hosts"),
                        "hosts must be FQDN if no endpoints are provided for resolution mode " + resolution,
                        "a wildcard cannot be resolved");
            }
        }
    }

    private void requireEndpoints(String resolution) {
        int line = spec.lineOf("endpoints");
        int endpoints = spec.items("endpoints").size();
        if (endpoints > 0 && spec.get("workloadSelector").isPresent()) {
            report.problem(line, "only one of WorkloadSelector or Endpoints is allowed in Service Entry", "");
        }
        if (endpoints > 0 && resolution.equals("NONE")) {
            report.problem(
                    line,
                    "no endpoints should be provided for resolution type none",
                    "write resolution: STATIC, or leave them out");
        }
        if (endpoints > 1 && resolution.equals("DNS_ROUND_ROBIN")) {
            report.problem(line, "there must only be 0 or 1 endpoint for resolution mode DNS_ROUND_ROBIN", "");
        }
        spec.items("endpoints").stream()
                .filter(endpoint ->
                        endpoint.text("address").filter(text -> !text.isEmpty()).isEmpty())
                .forEach(endpoint -> report.problem(endpoint.line(), "address must be set", ""));
    }

    /** A range of addresses that is one address is that address. */
    private List<String> addresses(String resolution) {
        List<String> addresses = new ArrayList<>();
        for (String address : spec.texts("addresses")) {
            String single = address.replaceFirst("/(32|128)$", "");
            if (AddressBlock.parse(single).isEmpty()) {
                report.problem(spec.lineOf("addresses"), "invalid address \"" + address + "\"", "write an IP address");
            } else if (single.contains("/") && resolution.startsWith("DNS")) {
                report.problem(
                        spec.lineOf("addresses"),
                        "CIDR addresses are allowed only for NONE/STATIC resolution types",
                        "");
            } else {
                addresses.add(single);
            }
        }
        return addresses;
    }

    private List<ServicePort> ports() {
        List<ServicePort> ports = new ArrayList<>();
        Set<String> names = new HashSet<>();
        Set<Integer> numbers = new HashSet<>();
        for (Node port : spec.items("ports")) {
            String name = port.text("name").orElse("");
            Optional<Integer> number = port.port("number");
            if (!names.add(name)) {
                report.problem(port.line(), "service entry port name \"" + name + "\" already defined", "");
            }
            if (number.isPresent() && !numbers.add(number.get())) {
                report.problem(port.line(), "service entry port " + number.get() + " already defined", "");
            }
            number.ifPresent(found -> ports.add(new ServicePort(
                    name,
                    found,
                    new TargetPort.NamedElse(name, port.port("targetPort").orElse(found)),
                    ServiceReader.protocol(port.text("protocol").orElse(""), found),
                    Optional.of(report.origin(port.line())))));
        }
        return ports;
    }

    private List<Workload> endpoints() {
        return spec.items("endpoints").stream()
                .map(endpoint -> WorkloadEntryReader.machine(
                        new Metadata(metadata.id(), metadata.creationTimestamp(), report.origin(endpoint.line())),
                        LabelReader.read(endpoint, "labels", report),
                        endpoint,
                        report))
                .toList();
    }
}
