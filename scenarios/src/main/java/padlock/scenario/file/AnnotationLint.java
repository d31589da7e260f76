package padlock.scenario.file;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import padlock.mesh.analysis.Code;
import padlock.mesh.analysis.Finding;
import padlock.mesh.analysis.Where;

/** Whether annotations that look like Istio's are Istio's, stand where they are read, and can be read. */
final class AnnotationLint {

    private static final String POD = "Pod";
    private static final String ANY = "any kind";
    private static final Pattern PORTS = Pattern.compile("\\*?|[0-9]{1,5}(,[0-9]{1,5})*");
    private static final Pattern RANGES =
            Pattern.compile("\\*?|[0-9a-fA-F.:]+/[0-9]{1,3}(,[0-9a-fA-F.:]+/[0-9]{1,3})*");
    private static final Pattern FLAG = Pattern.compile("1|t|T|TRUE|true|True|0|f|F|FALSE|false|False");
    private static final Pattern ANYTHING = Pattern.compile("(?s).*");

    /** What an annotation is for, and what it may say. */
    private record Known(String kind, Pattern values, Optional<Code> remark) {}

    private static final Map<String, Known> KNOWN = known();

    private AnnotationLint() {}

    private static Map<String, Known> known() {
        Map<String, Known> known = new LinkedHashMap<>();
        for (String name :
                List.of("excludeInboundPorts", "includeInboundPorts", "excludeOutboundPorts", "includeOutboundPorts")) {
            known.put("traffic.sidecar.istio.io/" + name, new Known(POD, PORTS, Optional.empty()));
        }
        for (String name : List.of("includeOutboundIPRanges", "excludeOutboundIPRanges")) {
            known.put("traffic.sidecar.istio.io/" + name, new Known(POD, RANGES, Optional.empty()));
        }
        for (String name : List.of("rewriteAppHTTPProbers", "nativeSidecar", "enableCoreDump")) {
            known.put("sidecar.istio.io/" + name, new Known(POD, FLAG, Optional.empty()));
        }
        known.put("sidecar.istio.io/inject", new Known(POD, FLAG, Optional.of(Code.IST0135)));
        known.put("sidecar.istio.io/discoveryAddress", new Known(POD, ANYTHING, Optional.of(Code.IST0135)));
        known.put("sidecar.istio.io/controlPlaneAuthPolicy", new Known(POD, ANYTHING, Optional.of(Code.IST0135)));
        known.put("istio.io/dry-run", new Known("AuthorizationPolicy", FLAG, Optional.of(Code.IST0136)));
        known.put(
                "sidecar.istio.io/interceptionMode",
                new Known(POD, Pattern.compile("REDIRECT|TPROXY|NONE"), Optional.empty()));
        for (String name : List.of(
                "sidecar.istio.io/agentLogLevel",
                "sidecar.istio.io/bootstrapOverride",
                "sidecar.istio.io/componentLogLevel",
                "sidecar.istio.io/extraStatTags",
                "sidecar.istio.io/logLevel",
                "sidecar.istio.io/proxyCPU",
                "sidecar.istio.io/proxyCPULimit",
                "sidecar.istio.io/proxyImage",
                "sidecar.istio.io/proxyImageType",
                "sidecar.istio.io/proxyMemory",
                "sidecar.istio.io/proxyMemoryLimit",
                "sidecar.istio.io/statsCompression",
                "sidecar.istio.io/statsHistogramBuckets",
                "sidecar.istio.io/statsInclusionPrefixes",
                "sidecar.istio.io/statsInclusionRegexps",
                "sidecar.istio.io/statsInclusionSuffixes",
                "sidecar.istio.io/status",
                "sidecar.istio.io/userVolume",
                "sidecar.istio.io/userVolumeMount",
                "status.sidecar.istio.io/port",
                "readiness.status.sidecar.istio.io/applicationPorts",
                "readiness.status.sidecar.istio.io/failureThreshold",
                "readiness.status.sidecar.istio.io/initialDelaySeconds",
                "readiness.status.sidecar.istio.io/periodSeconds",
                "traffic.sidecar.istio.io/kubevirtInterfaces",
                "traffic.sidecar.istio.io/excludeInterfaces",
                "istio.io/reroute-virtual-interfaces",
                "proxy.istio.io/config",
                "proxy.istio.io/overrides",
                "inject.istio.io/templates",
                "prometheus.istio.io/merge-metrics",
                "ambient.istio.io/redirection",
                "ambient.istio.io/bypass-inbound-capture",
                "istio.io/rev")) {
            known.put(name, new Known(POD, ANYTHING, Optional.empty()));
        }
        for (String name : List.of(
                "alpha.istio.io/kubernetes-serviceaccounts",
                "alpha.istio.io/canonical-serviceaccounts",
                "alpha.istio.io/identity",
                "networking.istio.io/exportTo",
                "networking.istio.io/traffic-distribution",
                "networking.istio.io/address-type",
                "networking.istio.io/service-type",
                "topology.istio.io/controlPlaneClusters",
                "gateway.istio.io/controller-version",
                "gateway.istio.io/name-override",
                "gateway.istio.io/service-account",
                "galley.istio.io/analyze-suppress",
                "operator.istio.io/component",
                "install.operator.istio.io/chart-owner",
                "install.operator.istio.io/owner-generation",
                "install.operator.istio.io/version",
                "istio.io/workloadController",
                "internal.istio.io/parents")) {
            known.put(name, new Known(ANY, ANYTHING, Optional.empty()));
        }
        return known;
    }

    static void look(Where resource, Node document, Consumer<Finding> found) {
        String kind = resource.resource().kind();
        look(resource, document, List.of("metadata", "annotations"), kind, found);
        look(resource, document, List.of("spec", "template", "metadata", "annotations"), POD, found);
        look(
                resource,
                document,
                List.of("spec", "jobTemplate", "spec", "template", "metadata", "annotations"),
                POD,
                found);
    }

    private static void look(Where resource, Node document, List<String> path, String kind, Consumer<Finding> found) {
        Optional<Node> annotations = document.at(path.toArray(String[]::new));
        if (!(annotations.orElse(document) instanceof Node.Mapping mapping) || annotations.isEmpty()) {
            return;
        }
        for (Node.Member member : mapping.members()) {
            String name = member.key();
            int slash = name.indexOf('/');
            if (slash > 0 && name.substring(0, slash).endsWith("istio.io")) {
                judge(Lint.at(resource, Lint.plus(path, name)), name, member.value(), kind, found);
            }
        }
    }

    private static void judge(Where where, String name, Node value, String kind, Consumer<Finding> found) {
        Optional<Known> known = Optional.ofNullable(KNOWN.get(name));
        if (known.isEmpty()) {
            found.accept(new Finding(
                    Code.IST0108,
                    where,
                    "Unknown annotation: " + name,
                    Nearest.hint(name, List.copyOf(KNOWN.keySet()))));
            return;
        }
        String meant = known.get().kind();
        if (!meant.equals(ANY) && !meant.equals(kind)) {
            found.accept(new Finding(
                    Code.IST0107,
                    where,
                    "Misplaced annotation: " + name + " can only be applied to " + meant + ", and is not read here.",
                    meant.equals(POD) ? "write it in spec.template.metadata.annotations" : "remove it"));
            return;
        }
        String text = value.written().orElse("");
        if (!known.get().values().matcher(text.replace(" ", "")).matches()) {
            found.accept(new Finding(
                    Code.IST0125,
                    where,
                    "Invalid annotation " + name + ": \"" + text + "\" cannot be read.",
                    "see Istio's reference of annotations"));
        }
        known.get()
                .remark()
                .ifPresent(code -> found.accept(new Finding(
                        code,
                        where,
                        code == Code.IST0135
                                ? "Annotation \"" + name
                                        + "\" has been deprecated and may not work in future Istio versions."
                                : "Annotation \"" + name
                                        + "\" is part of an alpha-phase feature and may be incompletely supported.",
                        name.equals("sidecar.istio.io/inject") ? "make it a label of the pod" : "")));
    }
}
