package padlock.scenario.file;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import padlock.mesh.resource.ClientTls;
import padlock.mesh.resource.DestinationRule;
import padlock.mesh.resource.DestinationRule.Balancing;
import padlock.mesh.resource.DestinationRule.PortSettings;
import padlock.mesh.resource.DestinationRule.Subset;
import padlock.mesh.resource.DestinationRule.TrafficPolicy;
import padlock.mesh.resource.Labels;
import padlock.mesh.resource.Metadata;

/** Reads a DestinationRule by the rules of Istio's admission webhook. */
final class DestinationRuleReader {

    private static final Pattern SUBSET_NAME = Pattern.compile("[a-zA-Z0-9]([-a-zA-Z0-9]{0,61}[a-zA-Z0-9])?");
    private static final String CONFIG_MAP_CREDENTIAL = "configmap://";

    private final String namespace;
    private final Report report;

    private DestinationRuleReader(String namespace, Report report) {
        this.namespace = namespace;
        this.report = report;
    }

    static DestinationRule read(Metadata metadata, Node root, Report report) {
        Optional<Node> spec = root.get("spec");
        if (root instanceof Node.Mapping mapping && mapping.member("spec").isEmpty()) {
            report.problem(root.line(), "empty domain name not allowed", "a DestinationRule needs spec.host");
        }
        return new DestinationRuleReader(metadata.id().namespace(), report)
                .rule(metadata, spec.orElse(new Node.Mapping(root.line(), List.of())));
    }

    private DestinationRule rule(Metadata metadata, Node spec) {
        spec.text("host")
                .flatMap(HostNames::mistake)
                .ifPresent(mistake -> report.problem(
                        spec.lineOf("host"),
                        mistake,
                        "write a service's name, such as backend.shop.svc.cluster.local"));
        Optional<TrafficPolicy> policy = trafficPolicy(spec);
        List<Subset> subsets = subsets(spec);
        Optional<Labels> selector = Selectors.read(spec, "workloadSelector", report);
        requireExportTo(spec);
        return new DestinationRule(
                metadata, spec.text("host").orElse(""), spec.texts("exportTo"), selector, policy, subsets);
    }

    private Optional<TrafficPolicy> trafficPolicy(Node holder) {
        return holder.get("trafficPolicy")
                .filter(Node.Mapping.class::isInstance)
                .map(policy -> {
                    if (((Node.Mapping) policy).members().isEmpty()) {
                        report.problem(
                                holder.lineOf("trafficPolicy"),
                                "traffic policy must have at least one field",
                                "leave it out");
                    }
                    return new TrafficPolicy(settings(policy), portLevel(policy));
                });
    }

    private SortedMap<Integer, PortSettings> portLevel(Node policy) {
        SortedMap<Integer, PortSettings> byPort = new TreeMap<>();
        for (Node setting : policy.items("portLevelSettings")) {
            if (setting.get("port").isEmpty()) {
                report.problem(setting.line(), "portTrafficPolicy must have valid port", "add port: {number: 8080}");
            }
            if (setting.present("connectionPool", "loadBalancer", "outlierDetection", "tls")
                    .findAny()
                    .isEmpty()) {
                report.problem(setting.line(), "port traffic policy must have at least one field", "");
            }
            PortSettings settings = settings(setting);
            setting.get("port")
                    .flatMap(port -> port.port("number"))
                    .ifPresent(number -> byPort.putIfAbsent(number, settings));
        }
        return byPort;
    }

    private PortSettings settings(Node holder) {
        Optional<ClientTls> tls = tls(holder);
        Optional<Balancing> balancing = holder.get("loadBalancer")
                .map(balancer -> balancer.text("simple")
                        .filter("PASSTHROUGH"::equals)
                        .map(word -> Balancing.PASSTHROUGH)
                        .orElse(Balancing.BY_SIDECAR));
        return new PortSettings(tls, balancing);
    }

    private Optional<ClientTls> tls(Node holder) {
        return holder.get("tls").filter(Node.Mapping.class::isInstance).map(tls -> {
            Optional<String> mode = tls.text("mode");
            int line = mode.isPresent() ? tls.lineOf("mode") : holder.lineOf("tls");
            ClientTls settings = new ClientTls(
                    mode.flatMap(text -> Words.among(ClientTls.Mode.values(), ClientTls.Mode::name, text))
                            .orElse(ClientTls.Mode.DISABLE),
                    given(tls, "sni"),
                    tls.texts("subjectAltNames"),
                    given(tls, "clientCertificate"),
                    given(tls, "privateKey"),
                    given(tls, "caCertificates"),
                    given(tls, "caCrl"),
                    given(tls, "credentialName"),
                    tls.get("insecureSkipVerify").flatMap(Node::flag).orElse(false),
                    report.origin(line));
            mistakes(settings).forEach(mistake -> report.problem(line, mistake, ""));
            return settings;
        });
    }

    private static Optional<String> given(Node tls, String key) {
        return tls.text(key).filter(text -> !text.isEmpty());
    }

    private List<String> mistakes(ClientTls tls) {
        boolean simple = tls.mode() == ClientTls.Mode.SIMPLE;
        boolean mutual = tls.mode() == ClientTls.Mode.MUTUAL;
        List<String> mistakes = new ArrayList<>();
        if (tls.insecureSkipVerify()
                && simple
                && (tls.caCertificates().isPresent()
                        || tls.credentialName().isPresent()
                        || !tls.subjectAltNames().isEmpty())) {
            mistakes.add(
                    "cannot specify CaCertificates or CredentialName or SubjectAltNames when InsecureSkipVerify is set"
                            + " true");
        }
        if (tls.insecureSkipVerify()
                && mutual
                && (tls.caCertificates().isPresent() || !tls.subjectAltNames().isEmpty())) {
            mistakes.add("cannot specify CaCertificates or SubjectAltNames when InsecureSkipVerify is set true");
        }
        if ((simple || mutual) && tls.credentialName().isPresent()) {
            if (tls.clientCertificate().isPresent()
                    || tls.caCertificates().isPresent()
                    || tls.privateKey().isPresent()
                    || tls.caCrl().isPresent()) {
                mistakes.add("cannot specify client certificates or CA certificate or CA CRL If credentialName is set");
            }
            if (namesForeignConfigMap(tls.credentialName().get())) {
                mistakes.add("invalid configmap:// credentialName: namespace must match the configuration namespace \""
                        + namespace + "\"");
            }
        } else if (mutual) {
            if (tls.clientCertificate().isEmpty()) {
                mistakes.add("client certificate required for mutual tls");
            }
            if (tls.privateKey().isEmpty()) {
                mistakes.add("private key required for mutual tls");
            }
        }
        return mistakes;
    }

    private boolean namesForeignConfigMap(String credential) {
        String[] parts = credential.startsWith(CONFIG_MAP_CREDENTIAL)
                ? credential.substring(CONFIG_MAP_CREDENTIAL.length()).split("/", 2)
                : new String[0];
        return parts.length == 2 && !parts[0].equals(namespace);
    }

    private List<Subset> subsets(Node spec) {
        List<Subset> subsets = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Node subset : spec.items("subsets")) {
            if (subset.isNothing()) {
                report.problem(subset.line(), "subset may not be null", "");
                continue;
            }
            String name = subset.text("name").orElse("");
            int line = subset.lineOf("name");
            if (subset.get("name").isPresent() && !names.add(name)) {
                report.problem(line, "duplicate subset names: " + name, "");
            } else if (subset.text("name").filter(String::isEmpty).isPresent()) {
                report.problem(line, "subset name cannot be empty", "");
            } else if (!name.isEmpty() && !SUBSET_NAME.matcher(name).matches()) {
                report.problem(line, "subset name is invalid: " + name, "letters, digits and \"-\" only");
            }
            subsets.add(new Subset(name, new Labels(subset.pairs("labels")), trafficPolicy(subset)));
        }
        return subsets;
    }

    private void requireExportTo(Node spec) {
        Set<String> namespaces = ExportTo.check(spec, namespace, report);
        int line = spec.lineOf("exportTo");
        if (spec.get("workloadSelector").isPresent() && !namespaces.isEmpty()) {
            if (!namespaces.contains(namespace)) {
                report.problem(
                        line,
                        "destination rule with workload selector cannot have exportTo beyond current namespace",
                        "write exportTo: [.]");
            } else if (namespaces.size() > 1) {
                report.problem(
                        line,
                        "destination rule with workload selector cannot have multiple entries in exportTo",
                        "write exportTo: [.]");
            }
        }
    }
}
